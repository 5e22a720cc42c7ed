import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Agreement } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm, useRequired } from "../ui/ServerForm";

/** Not signing is an answer too: with a reason, on record, and without detours. */
export function DeclinePanel({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const decline = $api.useMutation("post", "/api/v1/agreements/{id}/decline");
  return (
    <p style={{ textAlign: "center" }}>
      <button type="button" className="link-button small quiet" onClick={() => setOpen(true)}>
        {t("decline.open")}
      </button>
      <FormDrawer title={t("decline.title")} open={open} onClose={() => setOpen(false)}>
        <p className="note" style={{ marginBottom: 16 }}>
          {t("decline.about")}
        </p>
        <ServerForm<{ reason: string }>
          send={(body) =>
            decline.mutateAsync({ params: { path: { id: agreement.id } }, headers: ifMatch(agreement), body })
          }
          onSent={() => setOpen(false)}
          submit={t("decline.submit")}
          cancel={{ act: () => setOpen(false) }}
        >
          <Form.Item name="reason" label={t("decline.reason")} rules={[required]}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        </ServerForm>
      </FormDrawer>
    </p>
  );
}
