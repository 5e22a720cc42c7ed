import { useTranslation } from "react-i18next";
import type { SignerRole } from "./turn";

/** Why it is not this signer's turn yet. */
export function WaitsNote({ role, before }: { role: SignerRole; before: SignerRole }) {
  const { t } = useTranslation("agreements");
  const key = role === "employer" && before === "witness" ? "employer_after_witness" : role;
  return <p className="note">{t(`signing_order.waits.${key}`)}</p>;
}
