import { Form, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { answerWithPasskey } from "../api/passkey";
import type { FreshProof, Me } from "../api/types";
import { useRequired } from "../ui/ServerForm";

export type Way = "password" | "totp" | "passkey";

/** The ways in which this person can prove anew who they are. */
export function useWay(me: Me) {
  const ways: Way[] = ["password"];
  if (me.totp_enabled) ways.push("totp");
  if (me.passkeys > 0) ways.push("passkey");
  const [way, setWay] = useState<Way>("password");
  return { ways, way, setWay };
}

export interface Proving {
  password?: string;
  totp?: string;
}

/** What proves it; a passkey is asked for now. */
export async function freshProof(way: Way, { password, totp }: Proving): Promise<FreshProof> {
  if (way === "password") return { password };
  if (way === "totp") return { totp };
  const { data, error } = await api.POST("/api/v1/auth/passkey-challenges");
  if (error) throw error;
  return { passkey: await answerWithPasskey(data) };
}

/** Proof, given anew, that it is the person themselves. */
export function FreshProofFields({ ways, way, setWay }: ReturnType<typeof useWay>) {
  const { t } = useTranslation("session");
  const required = useRequired();
  return (
    <>
      <p className="strong">{t("passkeys.prove")}</p>
      {ways.length > 1 && (
        <Segmented<Way>
          block
          style={{ margin: "8px 0 16px" }}
          aria-label={t("passkeys.prove")}
          value={way}
          onChange={setWay}
          options={ways.map((value) => ({ value, label: t(`passkeys.way.${value}`) }))}
        />
      )}
      {way === "password" && (
        <Form.Item name="password" label={t("account.current_password")} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      {way === "totp" && (
        <Form.Item name="totp" label={t("totp")} rules={[required]} extra={t("totp_hint")}>
          <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" />
        </Form.Item>
      )}
      {way === "passkey" && <p className="note">{t("passkeys.way_passkey_about")}</p>}
    </>
  );
}
