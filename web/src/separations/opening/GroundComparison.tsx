import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { spoken } from "../../i18n/i18n";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { useSearch } from "../../ui/usePlace";
import { FAMILIES, familyOf } from "../road";
import { GroundRow } from "./GroundRow";
import { OpenCaseDrawer } from "./OpenCaseDrawer";
import "./opening.css";
import { SideBySide } from "./SideBySide";
import { useQuestionNames } from "./useQuestionNames";
import { questionsOf, togglePick } from "./verdict";

interface GroundComparisonProps {
  employeeId: string;
  employeeName: string;
  lastDay?: string;
}

/** Every ground for one person: what stands against it, what is missing, what it costs. */
export function GroundComparison({ employeeId, employeeName, lastDay }: GroundComparisonProps) {
  const { t, i18n } = useTranslation("opening");
  const [search, change] = useSearch();
  const compared = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/separation-grounds", {
    params: { path: { id: employeeId }, query: { last_day: lastDay } },
  }).data;
  const picked = (search.beside ?? "").split(",").filter(Boolean);
  const named = useQuestionNames();
  const questions = questionsOf(compared.grounds);
  const choose = (ground?: string) => change({ ground });
  const chosen = compared.grounds.find((ground) => ground.ground === search.ground);
  return (
    <>
      {compared.missing.length > 0 && (
        <div className="note warn">
          <p className="strong">{t("sums_lack")}</p>
          <ul className="bullets">
            {compared.missing.map((one) => (
              <li key={one.zh}>{spoken(one, i18n.language)}</li>
            ))}
          </ul>
          <p className="row">
            <Go to={paths.employee(employeeId, "pay")}>{t("to_pay")}</Go>
            <Go to={paths.standards()}>{t("to_standards")}</Go>
          </p>
        </div>
      )}
      {questions.length > 0 && (
        <div className="note warn">
          <p className="strong">{t("ask_first", { count: questions.length })}</p>
          <p>{named(questions)}</p>
          <p>
            <Go to={paths.circumstances(employeeId)}>{t("to_circumstances")}</Go>
          </p>
        </div>
      )}
      <p className="quiet small">{t("reading")}</p>
      {picked.length > 1 && (
        <SideBySide
          grounds={compared.grounds.filter((ground) => picked.includes(ground.ground))}
          onChoose={choose}
          onClear={() => change({ beside: undefined })}
        />
      )}
      {FAMILIES.map((family) => {
        const grounds = compared.grounds.filter((ground) => familyOf(ground.ground) === family);
        if (grounds.length === 0) return null;
        return (
          <Panel key={family} flush title={t(`family.${family}`)} about={t(`family.${family}_about`)}>
            <ul className="grounds">
              {grounds.map((ground) => (
                <GroundRow
                  key={ground.ground}
                  ground={ground}
                  picked={picked.includes(ground.ground)}
                  onPick={() => change({ beside: togglePick(picked, ground.ground).join(",") || undefined })}
                  onChoose={() => choose(ground.ground)}
                />
              ))}
            </ul>
          </Panel>
        );
      })}
      {picked.length === 1 && (
        <p className="pick-bar" role="status">
          {t("pick_more")}
          <Button size="small" onClick={() => change({ beside: undefined })}>
            {t("clear_picks")}
          </Button>
        </p>
      )}
      <p className="quiet small">{t("ruleset", { ruleset: compared.ruleset })}</p>
      <OpenCaseDrawer
        ground={chosen}
        employee={{ id: employeeId, name: employeeName }}
        lastDay={lastDay}
        onClose={() => choose(undefined)}
      />
    </>
  );
}
