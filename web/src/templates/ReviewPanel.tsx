import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { TemplateReview, TemplateVersion } from "../api/types";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";

/** Legal releases a version or sends it back. Whose words are in it, the service knows and refuses. */
export function ReviewPanel({ version }: { version: TemplateVersion }) {
  const { t } = useTranslation("templates");
  const required = useRequired();
  const review = $api.useMutation("post", "/api/v1/templates/{id}/versions/{number}/review");
  const send = (body: TemplateReview) =>
    review.mutateAsync({
      params: { path: { id: version.template.id, number: version.number } },
      headers: ifMatch(version),
      body: { ...body, text: body.text ?? "" },
    });
  return (
    <Panel title={t("review.title")} about={t("review.about")} tinted>
      <p className="note" style={{ marginBottom: 12 }}>
        {t("review.edited_by", { names: version.edited_by.join("、") })}
      </p>
      <ServerForm<TemplateReview>
        send={send}
        onSent={() => void message.success(t("review.done"))}
        submit={t("review.submit")}
      >
        {(form) => (
          <>
            <Form.Item name="decision" label={t("review.decision")} rules={[required]}>
              <Radio.Group
                aria-label={t("review.decision")}
                className="choice"
                options={["release", "send_back"].map((value) => ({
                  value,
                  label: (
                    <>
                      <span className="strong">{t(`review.${value}`)}</span>
                      <p className="quiet small">{t(`review.${value}_means`)}</p>
                    </>
                  ),
                }))}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => (
                <Form.Item
                  name="text"
                  label={t("review.text")}
                  rules={
                    form.getFieldValue("decision") === "send_back" ? [{ ...required, whitespace: true }] : []
                  }
                >
                  <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
                </Form.Item>
              )}
            </Form.Item>
          </>
        )}
      </ServerForm>
    </Panel>
  );
}
