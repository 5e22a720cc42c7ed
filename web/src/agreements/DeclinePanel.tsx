import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Agreement } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import type { SignerRole } from "./turn";

interface DeclinePanelProps {
  agreement: Agreement;
  role: SignerRole;
  /** In a frame as high as the document, where a drawer would open out of sight. */
  framed: boolean;
  onDeclined: () => void;
}

/** Not signing is an answer too: with a reason, on record, and without detours. */
export function DeclinePanel({ agreement, role, framed, onDeclined }: DeclinePanelProps) {
  const { t } = useTranslation("agreements");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const form = <DeclineForm agreement={agreement} role={role} onDeclined={onDeclined} onClose={close} />;
  if (framed && open) return <Panel title={t("decline.title")}>{form}</Panel>;
  return (
    <p style={{ textAlign: "center" }}>
      <button type="button" className="link-button small quiet" onClick={() => setOpen(true)}>
        {t(role === "witness" ? "witness.decline" : "decline.open")}
      </button>
      <FormDrawer title={t("decline.title")} open={open} onClose={close}>
        {form}
      </FormDrawer>
    </p>
  );
}

interface DeclineFormProps extends Omit<DeclinePanelProps, "framed"> {
  onClose: () => void;
}

function DeclineForm({ agreement, role, onDeclined, onClose }: DeclineFormProps) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const decline = $api.useMutation("post", "/api/v1/agreements/{id}/decline", { onSuccess: onDeclined });
  return (
    <>
      <p className="note" style={{ marginBottom: 16 }}>
        {t(role === "witness" ? "witness.decline_about" : "decline.about")}
      </p>
      <ServerForm<{ reason: string }>
        send={(body) =>
          decline.mutateAsync({ params: { path: { id: agreement.id } }, headers: ifMatch(agreement), body })
        }
        onSent={onClose}
        submit={t("decline.submit")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="reason" label={t("decline.reason")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
      </ServerForm>
    </>
  );
}
