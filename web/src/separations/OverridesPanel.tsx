import { WarningFilled } from "@ant-design/icons";
import { Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Gate, Me, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ActionButton } from "../ui/ActionButton";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { InstantText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { codesToLetPass } from "./gateRows";
import { isUnlocked } from "./road";

/** What was let pass although it is missing, by whom and why; and the way to let something pass. */
export function OverridesPanel({ separation, gate }: { separation: Separation; gate: Gate }) {
  const { t, i18n } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  const [open, setOpen] = useState(false);
  const lacking = codesToLetPass(gate);
  const { overrides } = separation;
  if (overrides.length === 0 && (lacking.length === 0 || !isUnlocked(separation))) return null;
  const nameOf = (code: string) => {
    const known = gate.evidence.find((one) => one.code === code);
    return known ? spoken(known, i18n.language) : code;
  };
  const why = !can("separations.approve")
    ? t("override.why_role")
    : prepared(me, separation)
      ? t("override.why_own")
      : !isUnlocked(separation)
        ? t("override.why_locked")
        : lacking.length === 0
          ? t("override.why_nothing")
          : null;
  return (
    <Panel
      title={t("override.title")}
      about={t("override.about")}
      extra={
        <ActionButton size="small" danger why={why} onClick={() => setOpen(true)}>
          {t("override.begin")}
        </ActionButton>
      }
    >
      {overrides.length === 0 ? (
        <p className="quiet">{t("override.none")}</p>
      ) : (
        <ul className="stack">
          {overrides.map((one) => (
            <li key={one.at}>
              <ul className="bullets">
                {one.codes.map((code) => (
                  <li key={code}>
                    {nameOf(code)} <span className="mono quiet">{code}</span>
                  </li>
                ))}
              </ul>
              <p className="prose quote">{one.reason}</p>
              <p className="quiet small">
                {one.by_name} · <InstantText at={one.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <FormDrawer title={t("override.begin")} open={open} onClose={() => setOpen(false)}>
        <OverrideForm separation={separation} lacking={lacking} onClose={() => setOpen(false)} />
      </FormDrawer>
    </Panel>
  );
}

/** Opened the case or asked for its approval; an account without an employee is known by its name only. */
function prepared(me: Me, { opened_by, opened_by_name, approval }: Separation): boolean {
  const names = [
    opened_by ? null : opened_by_name,
    approval?.requested_by ? null : approval?.requested_by_name,
  ];
  return isSelf(me, opened_by) || isSelf(me, approval?.requested_by) || names.includes(me.display_name);
}

interface OverrideFormProps {
  separation: Separation;
  lacking: ReturnType<typeof codesToLetPass>;
  onClose: () => void;
}

function OverrideForm({ separation, lacking, onClose }: OverrideFormProps) {
  const { t, i18n } = useTranslation("casework");
  const required = useRequired();
  const pass = $api.useMutation("post", "/api/v1/separations/{id}/override");
  return (
    <ServerForm<{ codes: string[]; reason: string }>
      send={(body) =>
        pass.mutateAsync({ params: { path: { id: separation.id } }, headers: ifMatch(separation), body })
      }
      onSent={onClose}
      submit={t("override.submit")}
      cancel={{ act: onClose }}
    >
      <p className="note warn" style={{ marginBottom: 16 }}>
        <WarningFilled aria-hidden /> {t("override.means")}
      </p>
      <Form.Item name="codes" label={t("override.codes")} rules={[required]}>
        <Checkbox.Group className="stack tight">
          {lacking.map((row) => (
            <Checkbox key={row.code} value={row.code}>
              {spoken(row, i18n.language)} <span className="mono quiet">{row.code}</span>
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("override.reason")}
        rules={[required, { min: 10, whitespace: true, message: t("override.reason_short") }]}
        extra={t("override.reason_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 4 }} maxLength={4000} showCount />
      </Form.Item>
    </ServerForm>
  );
}
