import { Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../../api/client";
import type { NonCompete } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { Steps } from "../../ui/Steps";
import { RuleTag } from "../../ui/Tag";
import { Unfold } from "../../ui/Unfold";
import { useCan } from "../../ui/useMe";
import { computedOf } from "./duty";

/** The early end of a duty that runs: by the employer at a price, by the employee after three months unpaid. */
export function ReleasePanel({ duty, self }: { duty: NonCompete; self: boolean }) {
  const { t } = useTranslation("exit");
  const can = useCan();
  if (!duty.release) return null;
  const may = self ? duty.may_ask_release : can("non_competes.decide");
  const computed = computedOf(duty.release);
  return (
    <Panel
      title={t(self ? "release.title_self" : "release.title")}
      about={t(self ? "release.about_self" : "release.about")}
    >
      <p className="row" style={{ marginBottom: 12 }}>
        {t("release.unpaid", { count: duty.unpaid_months })}
        <RuleTag rule="R-082" />
      </p>
      {computed && (
        <Unfold title={t("release.how")} look="link">
          <Steps steps={computed.steps} />
        </Unfold>
      )}
      {may ? (
        <ReleaseForm duty={duty} self={self} />
      ) : (
        self && <p className="quiet">{t("release.not_yet")}</p>
      )}
    </Panel>
  );
}

function ReleaseForm({ duty, self }: { duty: NonCompete; self: boolean }) {
  const { t } = useTranslation("exit");
  const required = useRequired();
  const release = $api.useMutation("post", "/api/v1/non-competes/{id}/release");
  const notice = $api.useMutation("post", "/api/v1/non-competes/{id}/release-notice");
  const act = self ? notice : release;
  return (
    <div style={{ marginTop: 14 }}>
      <ServerForm<{ text: string }>
        send={(body) => act.mutateAsync({ params: { path: { id: duty.id } }, headers: ifMatch(duty), body })}
        onSent={() => void message.success(t("release.sent"))}
        submit={t(self ? "release.submit_self" : "release.submit")}
      >
        <Form.Item
          name="text"
          label={t("release.text")}
          rules={[{ ...required, whitespace: true }]}
          extra={t(self ? "release.hint_self" : "release.hint")}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
      </ServerForm>
    </div>
  );
}
