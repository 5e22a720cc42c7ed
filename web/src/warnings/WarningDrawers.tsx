import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Warning } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { addDays } from "../ui/format";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";

interface DrawerProps {
  warning: Warning;
  open: boolean;
  onClose: () => void;
}

/** Days for a statement that the form proposes; three is the least. */
const DAYS = 5;

/** Hand a draft in; for a warning in writing the employee is asked for a statement first. */
export function SubmitDrawer({ warning, open, onClose }: DrawerProps) {
  const { t } = useTranslation("warnings");
  const { today } = useMe();
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/warnings/{id}/submission");
  const heard = warning.level !== "reminder";
  return (
    <FormDrawer title={t("submit")} open={open} onClose={onClose}>
      <ServerForm<{ statement_by?: string }>
        send={(body) =>
          send.mutateAsync({ params: { path: { id: warning.id } }, headers: ifMatch(warning), body })
        }
        onSent={onClose}
        submit={t("submit")}
        cancel={{ act: onClose }}
        initialValues={{ statement_by: heard ? addDays(today, DAYS) : undefined }}
      >
        <p className="note" style={{ marginBottom: 16 }}>
          {t(heard ? "submit_about" : "submit_reminder_about")}
        </p>
        {heard && (
          <Form.Item
            name="statement_by"
            label={t("statement_by")}
            rules={[required]}
            extra={t("statement_by_hint")}
          >
            <DatePick />
          </Form.Item>
        )}
      </ServerForm>
    </FormDrawer>
  );
}

/** Take a warning back; it stays on record. */
export function WithdrawDrawer({ warning, open, onClose }: DrawerProps) {
  const { t } = useTranslation("warnings");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/warnings/{id}/withdrawal");
  return (
    <FormDrawer title={t("withdraw")} open={open} onClose={onClose}>
      <ServerForm<{ reason: string }>
        send={(body) =>
          send.mutateAsync({ params: { path: { id: warning.id } }, headers: ifMatch(warning), body })
        }
        onSent={onClose}
        submit={t("withdraw")}
        cancel={{ act: onClose }}
      >
        <p className="note" style={{ marginBottom: 16 }}>
          {t("withdraw_about")}
        </p>
        <Form.Item name="reason" label={t("reason")} rules={[{ ...required, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
