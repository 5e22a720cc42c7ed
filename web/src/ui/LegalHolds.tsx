import { LockOutlined, UnlockOutlined } from "@ant-design/icons";
import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { LegalHold } from "../api/types";
import { ActionButton } from "./ActionButton";
import { FormDrawer } from "./FormDrawer";
import { ServerForm, useRequired } from "./ServerForm";
import { Tag } from "./Tag";
import { InstantText } from "./Text";
import { useMe } from "./useMe";

/** Holds on a person's records: while one stands nothing about the person is deleted. */
export function LegalHolds({ holds }: { holds: LegalHold[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const [lifting, setLifting] = useState<LegalHold | null>(null);
  if (holds.length === 0) return <p className="quiet">{t("hold.none")}</p>;
  return (
    <>
      <ul className="stack" aria-label={t("hold.list")}>
        {holds.map((hold) => (
          <li key={hold.id}>
            <div className="row between">
              <Tag tone={hold.lifted_at ? "plain" : "warn"}>
                {hold.lifted_at ? <UnlockOutlined aria-hidden /> : <LockOutlined aria-hidden />}{" "}
                {t(hold.lifted_at ? "hold.lifted" : "hold.stands")}
              </Tag>
              {!hold.lifted_at && (
                <ActionButton
                  size="small"
                  why={hold.placed_by_name === me.display_name && t("hold.why_own")}
                  onClick={() => setLifting(hold)}
                >
                  {t("hold.lift")}
                </ActionButton>
              )}
            </div>
            <p className="prose small">{hold.reason}</p>
            <p className="quiet small">
              {hold.placed_by_name} · <InstantText at={hold.placed_at} />
            </p>
            {hold.lifted_at && (
              <p className="quiet small">
                {t("hold.lifted_by", { name: hold.lifted_by_name ?? "" })}
                {hold.lift_reason} · <InstantText at={hold.lifted_at} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <FormDrawer title={t("hold.lift")} open={lifting !== null} onClose={() => setLifting(null)}>
        {lifting && <LiftForm hold={lifting} onClose={() => setLifting(null)} />}
      </FormDrawer>
    </>
  );
}

function LiftForm({ hold, onClose }: { hold: LegalHold; onClose: () => void }) {
  const { t } = useTranslation();
  const lift = $api.useMutation("post", "/api/v1/legal-holds/{id}/lift");
  return (
    <ReasonForm
      note={t("hold.lift_about")}
      submit={t("hold.lift")}
      send={(reason) => lift.mutateAsync({ params: { path: { id: hold.id } }, body: { reason } })}
      onClose={onClose}
    />
  );
}

/** Place a hold on somebody's records. */
export function PlaceHoldDrawer(props: { employeeId: string; open: boolean; onClose: () => void }) {
  const { employeeId, open, onClose } = props;
  const { t } = useTranslation();
  const place = $api.useMutation("post", "/api/v1/legal-holds");
  return (
    <FormDrawer title={t("hold.place")} open={open} onClose={onClose}>
      <ReasonForm
        note={t("hold.place_about")}
        submit={t("hold.place")}
        send={(reason) => place.mutateAsync({ body: { employee_id: employeeId, reason } })}
        onClose={onClose}
      />
    </FormDrawer>
  );
}

interface ReasonFormProps {
  note: string;
  submit: string;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

function ReasonForm({ note, submit, send, onClose }: ReasonFormProps) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <ServerForm<{ reason: string }>
      send={({ reason }) => send(reason)}
      onSent={onClose}
      submit={submit}
      cancel={{ act: onClose }}
    >
      <p className="note" style={{ marginBottom: 16 }}>
        {note}
      </p>
      <Form.Item name="reason" label={t("hold.reason")} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </ServerForm>
  );
}
