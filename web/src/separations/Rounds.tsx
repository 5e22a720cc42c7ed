import { useTranslation } from "react-i18next";
import type { Proposal } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";
import { InstantText, MoneyText } from "../ui/Text";

const TONES: Record<string, Tone> = { open: "warn", accepted: "good", rejected: "bad" };

/** Every round: the employer's to the left, the employee's to the right. */
export function Rounds({ proposals }: { proposals: Proposal[] }) {
  const { t } = useTranslation("separations");
  const inOrder = [...proposals].sort(
    (a, b) => a.round - b.round || a.created_at.localeCompare(b.created_at),
  );
  return (
    <ol className="rounds">
      {inOrder.map((one) => (
        <li key={one.id} className={one.by}>
          <div className="row between">
            <span className="strong">
              {t("negotiation.round", { round: one.round })} · {t(`negotiation.${one.by}`)}
            </span>
            <Tag tone={TONES[one.state] ?? "plain"}>{t(`negotiation.state.${one.state}`)}</Tag>
          </div>
          <p className="round-total">
            <MoneyText amount={one.total} strong />
            {one.balance.share && (
              <span className={one.below_statutory ? "bad small" : "quiet small"}>
                {" "}
                {t("balance.of_law", { share: one.balance.share })}
              </span>
            )}
          </p>
          {one.text && <p className="prose">{one.text}</p>}
          {one.answer?.text && (
            <p className="prose quote">
              {one.answer.by_name}：{one.answer.text}
            </p>
          )}
          <p className="quiet small">
            {one.by_name} · <InstantText at={one.created_at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
