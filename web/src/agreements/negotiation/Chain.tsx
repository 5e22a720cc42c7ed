import { useTranslation } from "react-i18next";
import type { Agreement } from "../../api/types";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { isOpen } from "./negotiation";

/** In whose place an agreement stands, and what stands in its own. */
export function Chain({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const { replaces, replaced_by: next } = agreement;
  const named = (one: NonNullable<typeof replaces>) => ({
    number: one.number,
    stage: t(`stage.agreement.${one.stage}`),
  });
  return (
    <>
      {replaces && (
        <p className="note">
          {t("negotiation.replaces", named(replaces))}{" "}
          <Go to={paths.agreement(agreement.id, "changes")}>{t("negotiation.see_changes")}</Go>
          {" · "}
          <Go to={paths.agreement(replaces.id)}>{t("negotiation.see_replaced")}</Go>
        </p>
      )}
      {next && (
        <p className="note warn">
          {agreement.stage === "voided"
            ? t("negotiation.replaced_by", { number: next.number })
            : t(
                isOpen(agreement) && !next.sent_at
                  ? "negotiation.will_be_replaced"
                  : "negotiation.stands_in_place",
                named(next),
              )}{" "}
          <Go to={paths.agreement(next.id)}>{t("negotiation.see_next")}</Go>
        </p>
      )}
    </>
  );
}
