import { useTranslation } from "react-i18next";
import type { Seal } from "../api/types";
import { daysBetween, shanghai } from "../ui/format";
import { Tag } from "../ui/Tag";
import { DateText, PeriodText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** What a seal may be for, in the order of the service. */
export const PURPOSES = [
  "contract",
  "separation_agreement",
  "notice",
  "certificate",
] as const satisfies Seal["purposes"];

/** Days before its end from which a certificate is worth a word. */
const SOON = 60;

/** What a seal is called: its inscription, or that it is the official one. */
export function useSealName(): (seal: Seal) => string {
  const { t } = useTranslation("seals");
  return (seal) => seal.inscription ?? t("official");
}

/** Purposes as tags, in the order of the service. */
export function Purposes({ seal }: { seal: Seal }) {
  const { t } = useTranslation("seals");
  const has = PURPOSES.filter((purpose) => seal.purposes.includes(purpose));
  if (has.length === 0) return <span className="quiet small">{t("no_purpose")}</span>;
  return (
    <span className="seal-purposes">
      {has.map((purpose) => (
        <Tag key={purpose} tone="info">
          {t(`purpose.${purpose}`)}
        </Tag>
      ))}
    </span>
  );
}

export function KeeperText({ seal }: { seal: Seal }) {
  const { t } = useTranslation("seals");
  return seal.keeper ? <span>{seal.keeper.name}</span> : <span className="quiet">{t("keeper_any")}</span>;
}

/** Who stands in, in which days, and whether these are now. */
export function DeputyText({ seal: { deputy } }: { seal: Seal }) {
  const { t } = useTranslation("seals");
  const { today } = useMe();
  if (!deputy) return <span className="quiet">{t("no_deputy")}</span>;
  const state = today < deputy.from ? "later" : today > deputy.until ? "over" : "now";
  return (
    <>
      {deputy.account.name} <Tag tone={state === "now" ? "good" : "plain"}>{t(`deputy_state.${state}`)}</Tag>
      <br />
      <span className="small quiet">
        <PeriodText from={deputy.from} until={deputy.until} inclusive />
      </span>
    </>
  );
}

/** Until when its certificate is good, and a word when that is soon or over. */
export function CertificateText({ seal }: { seal: Seal }) {
  const { t } = useTranslation("seals");
  const { today } = useMe();
  const end = shanghai(seal.certified_until)?.date;
  const days = end ? daysBetween(today, end) : 0;
  return (
    <>
      <DateText date={end} />{" "}
      {!seal.retired_at && days <= SOON && (
        <Tag tone={days < 0 ? "bad" : "warn"}>
          {days < 0 ? t("certificate_over") : t("certificate_soon", { days })}
        </Tag>
      )}
    </>
  );
}
