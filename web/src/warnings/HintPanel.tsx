import { useTranslation } from "react-i18next";
import type { Warning } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Panel } from "../ui/Panel";
import { RuleTag } from "../ui/Tag";

/** What a court may hold against the text; the author decides. */
export function HintPanel({ hints }: { hints: Warning["hints"] }) {
  const { t, i18n } = useTranslation("warnings");
  // `/findings/0/on` is the first thing that happened.
  const placeOf = (pointer: string) => {
    const [, part, at] = pointer.split("/");
    return t(`place.${part}`, { number: Number(at ?? 0) + 1 });
  };
  if (hints.length === 0) return null;
  return (
    <Panel title={t("hints")} about={t("hints_about")}>
      <ul className="warning-findings">
        {hints.map((hint) => (
          <li key={hint.pointer + hint.code}>
            <p className="quiet small">{placeOf(hint.pointer)}</p>
            <p>
              {spoken(hint, i18n.language)} <RuleTag rule={hint.rule} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
