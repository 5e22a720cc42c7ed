import { StopFilled } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { ComparedGround } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { RuleTag, Tag } from "../../ui/Tag";
import { Unfold } from "../../ui/Unfold";
import { roadOf } from "../road";
import { Cost } from "./Cost";
import { useQuestionNames } from "./useQuestionNames";
import { useWhyEmployersLose } from "./useWhyEmployersLose";
import { barsOf, openQuestions, standingOf } from "./verdict";

interface GroundRowProps {
  ground: ComparedGround;
  picked: boolean;
  onPick: () => void;
  onChoose: () => void;
}

/** One ground: how it stands for this person, what it costs, and, unfolded, what is missing and why it is lost. */
export function GroundRow({ ground, picked, onPick, onChoose }: GroundRowProps) {
  const { t, i18n } = useTranslation("opening");
  const lose = useWhyEmployersLose();
  const named = useQuestionNames();
  const standing = standingOf(ground);
  const bars = barsOf(ground);
  const questions = openQuestions(ground);
  const why = lose(ground);
  const name = spoken(ground, i18n.language);
  const byEmployee = roadOf(ground.ground) === "employee_notice";
  return (
    <li className="ground">
      <Checkbox
        className="ground-pick"
        checked={picked}
        onChange={onPick}
        aria-label={t("pick", { ground: ground.ground })}
      />
      <div className="ground-name">
        <p className="strong">
          {name} <span className="mono quiet">{ground.ground}</span>
        </p>
        <p className="quiet small">{ground.cite.replaceAll("LCL", t("lcl"))}</p>
      </div>
      <div className="ground-standing">
        <p className="row tight-row">
          <Tag tone={standing.tone}>{t(`standing.${standing.key}`)}</Tag>
          {ground.asked > 0 && (
            <span className="quiet small nowrap">
              {t("proved_of", { proved: ground.proved, asked: ground.asked })}
            </span>
          )}
        </p>
        <p className="small quiet">
          {[
            bars.length > 0 && t("bars_count", { count: bars.length }),
            questions.length > 0 && t("questions_count", { count: questions.length }),
            ground.missing.length > 0 && t("missing_count", { count: ground.missing.length }),
            ground.asks_union && t("asks_union"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <Cost ground={ground} />
      <div className="ground-act">
        <Button
          size="small"
          onClick={onChoose}
          aria-label={t(byEmployee ? "record_paper_one" : "choose_one", { ground: ground.ground })}
        >
          {t(byEmployee ? "record_paper" : "choose")}
        </Button>
      </div>
      <Unfold
        className="ground-more"
        look="link"
        title={
          <>
            {t("more")}
            <span className="visually-hidden">{name}</span>
          </>
        }
      >
        <div className="ground-details">
          {bars.length > 0 && (
            <section>
              <h3>{t("bars_only")}</h3>
              <ul className="stack tight">
                {bars.map((bar) => (
                  <li key={bar.code} className="row top">
                    <StopFilled aria-hidden className="bad" style={{ marginTop: 4 }} />
                    <span className="grow">
                      {spoken(bar, i18n.language)} <RuleTag cite={bar.cite} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {questions.length > 0 && (
            <section>
              <h3>{t("questions")}</h3>
              <p>{named(questions)}</p>
            </section>
          )}
          <section>
            <h3>{t("missing")}</h3>
            {ground.missing.length === 0 ? (
              <p className="quiet">{t("missing_none")}</p>
            ) : (
              <ul className="bullets">
                {ground.missing.map((one) => (
                  <li key={one.code}>
                    {spoken(one, i18n.language)} <span className="mono quiet">{one.code}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {why && (
            <section>
              <h3>{t("lose")}</h3>
              <p>{why}</p>
            </section>
          )}
        </div>
      </Unfold>
    </li>
  );
}
