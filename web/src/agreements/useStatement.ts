import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";

/** The sentence a signer signs under; it goes on record in the words that were shown. */
export function useStatement(agreement: Agreement): string {
  const { t } = useTranslation("agreements");
  return t("signing.statement", { title: agreement.title, pages: agreement.pages });
}
