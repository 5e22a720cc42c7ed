import { useMutation } from "@tanstack/react-query";
import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { ServiceAttempt } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick, FilePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";

interface Said {
  outcome: string;
  outcome_on: string;
  text?: string;
  file?: File;
}

interface OutcomeDrawerProps {
  separationId: string;
  /** The drawer is open exactly when there is one. */
  attempt: ServiceAttempt | undefined;
  onClose: () => void;
}

/** What came of a try: once, with the file that proves it. */
export function OutcomeDrawer({ separationId, attempt, onClose }: OutcomeDrawerProps) {
  const { t } = useTranslation("exit");
  const { today } = useMe();
  const required = useRequired();
  const conclude = useMutation({
    mutationFn: ({ file, ...said }: Said) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...said, text: said.text ?? "" }))
        body.append(name, value);
      if (file) body.append("file", file);
      return postRaw<ServiceAttempt>(
        `/api/v1/separations/${separationId}/notice/service/attempts/${attempt?.id}/outcome`,
        body,
      );
    },
  });
  const announced = attempt?.channel === "announcement";
  return (
    <FormDrawer title={t("service.conclude")} open={!!attempt} onClose={onClose}>
      <ServerForm<Said>
        send={(said) => conclude.mutateAsync(said)}
        onSent={() => {
          void message.success(t("service.concluded"));
          onClose();
        }}
        submit={t("service.conclude_submit")}
        cancel={{ act: onClose }}
        initialValues={{ outcome_on: today, outcome: announced ? "received" : undefined }}
      >
        {(form) => (
          <>
            <Form.Item name="outcome" label={t("service.outcome")} rules={[required]}>
              <Radio.Group
                aria-label={t("service.outcome")}
                className="choice"
                options={(attempt?.possible_outcomes ?? []).map((value) => ({
                  value,
                  label: t(announced ? "service.announced" : `service.outcomes.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="outcome_on" label={t("service.outcome_on")} rules={[required]}>
              <DatePick />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const outcome: string | undefined = form.getFieldValue("outcome");
                return (
                  <Form.Item
                    name="text"
                    label={t("service.text")}
                    rules={outcome === "refused" ? [{ ...required, whitespace: true }] : []}
                    extra={
                      outcome === "refused"
                        ? t("service.refused_hint")
                        : outcome === "returned"
                          ? t("service.returned_hint")
                          : t("service.text_hint")
                    }
                  >
                    <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
                  </Form.Item>
                );
              }}
            </Form.Item>
            <Form.Item name="file" label={t("service.proof")} extra={t("service.proof_hint")}>
              <FilePick />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
