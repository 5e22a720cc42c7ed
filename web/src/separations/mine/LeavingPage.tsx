import { CalculatorOutlined, FolderOpenOutlined, RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { EmployeeRef } from "../../api/types";
import { paths } from "../../paths";
import { Empty } from "../../ui/Empty";
import { Go } from "../../ui/Go";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { Place } from "../../ui/Place";
import { SeparationStageTag } from "../../ui/stages";
import { DateText, DueText, PeriodText } from "../../ui/Text";
import { useMe } from "../../ui/useMe";
import { DutyLine } from "../noncompete/Duty";
import { isOver } from "../road";
import { useGroundText } from "../useGroundText";
import "./mine.css";
import { useNow } from "./useNow";

/** One's own leaving: what is under way, how to give notice, what it comes to. */
export default function LeavingPage() {
  const { t } = useTranslation("leaving");
  const me = useMe();
  return (
    <Page title={t("title")} about={t("about")} narrow>
      {me.employee ? (
        <Alone>
          <Mine employee={me.employee} />
        </Alone>
      ) : (
        <Panel>
          <Empty title={t("no_employee")}>{t("no_employee_about")}</Empty>
        </Panel>
      )}
      <nav className="ways" aria-label={t("also")}>
        <Go to={paths.calculator()} className="way">
          <CalculatorOutlined aria-hidden />
          <span className="grow">
            <b>{t("calculate")}</b>
            <span>{t("calculate_about")}</span>
          </span>
          <RightOutlined aria-hidden />
        </Go>
        {me.employee && (
          <Go to={paths.papers()} className="way">
            <FolderOpenOutlined aria-hidden />
            <span className="grow">
              <b>{t("papers")}</b>
              <span>{t("papers_about")}</span>
            </span>
            <RightOutlined aria-hidden />
          </Go>
        )}
      </nav>
    </Page>
  );
}

function Mine({ employee }: { employee: EmployeeRef }) {
  const { t } = useTranslation("leaving");
  const groundText = useGroundText();
  const now = useNow();
  const all = $api.useSuspenseQuery("get", "/api/v1/separations", {
    params: { query: { employee_id: employee.id, limit: 50 } },
  }).data.items;
  const cases = all.filter((one) => one.employee.id === employee.id);
  const underWay = cases.some((one) => !isOver(one));
  const record = $api.useSuspenseQuery("get", "/api/v1/employees/{id}", {
    params: { path: { id: employee.id } },
  }).data;
  const gone = record.state === "left";
  return (
    <>
      <ToAnswer />
      {cases.length > 0 && (
        <Panel flush title={t("cases")}>
          <ul className="my-cases">
            {cases.map((one) => (
              <li key={one.id}>
                <Go to={paths.separation(one.id)}>
                  <span className="grow">
                    <span className="row">
                      <b>{groundText(one.ground)}</b>
                      <SeparationStageTag stage={one.stage} ground={one.ground} />
                    </span>
                    <span className="my-case-now">{now(one)}</span>
                    {one.last_day && (
                      <span className="quiet small">
                        {t("last_day")} <DateText date={one.last_day} />
                      </span>
                    )}
                  </span>
                  <RightOutlined aria-hidden />
                </Go>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <NonCompetes employee={employee} />
      {underWay ? (
        <p className="note">{t("under_way")}</p>
      ) : gone ? (
        <p className="note">{t("gone")}</p>
      ) : (
        <Panel title={t("give")} about={t("give_about")}>
          <div className="choices-to">
            <Place
              to={paths.leavingNotice("resignation")}
              title={t("resignation.title")}
              about={t("resignation.short")}
            />
            <Place to={paths.leavingNotice("fault")} title={t("fault.title")} about={t("fault.short")} />
          </div>
          <p className="quiet small" style={{ marginTop: 12 }}>
            {t("agreement_way")}
          </p>
        </Panel>
      )}
    </>
  );
}

const TO_ANSWER = ["interviews_to_confirm", "non_competes_to_confirm"];

/** Records of talks and letters that wait for the person's answer. */
function ToAnswer() {
  const { t } = useTranslation("leaving");
  const { t: cardText } = useTranslation("home");
  const { cards } = $api.useSuspenseQuery("get", "/api/v1/home").data;
  const waiting = cards.filter((card) => TO_ANSWER.includes(card.kind));
  if (waiting.length === 0) return null;
  return (
    <Panel flush title={t("answer_me")}>
      <ul className="my-cases">
        {waiting.flatMap((card) =>
          card.items.map((item) => (
            <li key={card.kind + item.path + item.title}>
              <Go to={item.path}>
                <span className="grow">
                  <b>{cardText(`card.${card.kind}`)}</b>
                  <span className="my-case-now">{item.title}</span>
                  {item.due_on && <DueText on={item.due_on} />}
                </span>
                <RightOutlined aria-hidden />
              </Go>
            </li>
          )),
        )}
      </ul>
    </Panel>
  );
}

/** What binds the person after the end, and what was paid for it. */
function NonCompetes({ employee }: { employee: EmployeeRef }) {
  const { t } = useTranslation("leaving");
  const all = $api.useSuspenseQuery("get", "/api/v1/non-competes", {
    params: { query: { employee_id: employee.id, limit: 50 } },
  }).data.items;
  if (all.length === 0) return null;
  return (
    <Panel flush title={t("non_compete")} about={t("non_compete_about")}>
      <ul className="my-cases">
        {all.map((one) => (
          <li key={one.id}>
            <Go to={paths.separation(one.separation_id, "non_compete")}>
              <span className="grow">
                <DutyLine duty={one} />
                {one.terms && (
                  <span className="quiet small">
                    <PeriodText from={one.terms.from_on} until={one.terms.until_on} inclusive />
                  </span>
                )}
              </span>
              <RightOutlined aria-hidden />
            </Go>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
