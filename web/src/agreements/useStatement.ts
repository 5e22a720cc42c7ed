import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import type { SignerRole } from "./turn";

/** The sentence a signer signs under; it goes on record in the words that were shown. */
export function useStatement(agreement: Agreement, role: SignerRole): string {
  const { t } = useTranslation("agreements");
  const { title, pages, employee } = agreement;
  if (role === "witness") return t("witness.statement", { title, pages, name: employee.name });
  return t("signing.statement", { title, pages });
}
