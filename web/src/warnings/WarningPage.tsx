import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf, relationTo } from "../api/can";
import { $api } from "../api/client";
import type { Warning } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { addDays } from "../ui/format";
import { Go, useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { WarningLevelTag, WarningStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { DateText, InstantText, PersonText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { DecisionPanel } from "./DecisionPanel";
import { HintPanel } from "./HintPanel";
import { ReceiptPanel } from "./ReceiptPanel";
import { StatementPanel } from "./StatementPanel";
import { SubmitDrawer, WithdrawDrawer } from "./WarningDrawers";
import "./warnings.css";

/** One warning: drafted, heard, decided by somebody else, delivered and acknowledged. */
export default function WarningPage() {
  const { t } = useTranslation("warnings");
  const me = useMe();
  const can = useCan();
  const id = useId();
  const warning = $api.useSuspenseQuery("get", "/api/v1/warnings/{id}", { params: { path: { id } } }).data;
  const self = isSelf(me, warning.employee);
  const back = self
    ? { to: paths.employee(warning.employee.id, "warnings"), label: t("my_record") }
    : { to: paths.warnings(), label: t("title") };
  return (
    <Page
      title={self ? t("mine") : t("of", { name: warning.employee.name })}
      back={back}
      tags={
        <>
          <WarningLevelTag level={warning.level} />
          <WarningStageTag stage={warning.stage} />
        </>
      }
      about={<span className="mono">{warning.number}</span>}
      actions={!self && <Actions warning={warning} />}
    >
      {warning.stage === "draft" && <p className="note">{t("draft_note")}</p>}
      <Withdrawn warning={warning} />
      <ReceiptPanel warning={warning} self={self} />
      {self && <StatementPanel warning={warning} self />}
      <HintPanel hints={warning.hints} />
      <Contents warning={warning} self={self} />
      {!self && <StatementPanel warning={warning} />}
      <DecisionPanel warning={warning} decides={!self && can("warnings.approve")} />
    </Page>
  );
}

function Actions({ warning }: { warning: Warning }) {
  const { t } = useTranslation("warnings");
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const [open, setOpen] = useState<"submit" | "withdraw" | null>(null);
  const writes = can("warnings.write", relationTo(me, warning.employee));
  return (
    <>
      {warning.stage !== "withdrawn" && can("warnings.approve") && (
        <Button onClick={() => setOpen("withdraw")}>{t("withdraw")}</Button>
      )}
      {warning.stage === "draft" && writes && (
        <>
          <Button onClick={() => go(paths.editWarning(warning.id))}>{t("edit")}</Button>
          <Button type="primary" onClick={() => setOpen("submit")}>
            {t("submit")}
          </Button>
        </>
      )}
      <SubmitDrawer warning={warning} open={open === "submit"} onClose={() => setOpen(null)} />
      <WithdrawDrawer warning={warning} open={open === "withdraw"} onClose={() => setOpen(null)} />
    </>
  );
}

function Withdrawn({ warning }: { warning: Warning }) {
  const { t } = useTranslation("warnings");
  if (!warning.withdrawn) return null;
  return (
    <Panel title={t("withdrawn")} about={t("withdrawn_about")}>
      <p className="prose quote">{warning.withdrawn.reason}</p>
      <p className="quiet small">
        {warning.withdrawn.by_name} · <InstantText at={warning.withdrawn.at} />
      </p>
    </Panel>
  );
}

/** What it says, and until when it counts. */
function Contents({ warning, self }: { warning: Warning; self: boolean }) {
  const { t } = useTranslation("warnings");
  const can = useCan();
  const { letter } = warning;
  const reads = self || can("documents.read");
  return (
    <Panel title={t("what")}>
      <Facts
        of={[
          [t("employee"), !self && <PersonText person={warning.employee} link />],
          [t("drafted_by"), !self && warning.drafted_by_name],
          [t("issued_at"), letter && <InstantText at={letter.issued_at} />],
          [t("counts"), <Counts warning={warning} />],
          [
            t("letter"),
            letter && reads && <Go to={paths.document(letter.document_id)}>{t("read_letter")}</Go>,
          ],
        ]}
      />
      <h3 style={{ marginTop: 14 }}>{t("findings")}</h3>
      <ul className="warning-findings">
        {warning.findings.map((finding, at) => (
          <li key={at}>
            <p>
              <span className="strong">
                <DateText date={finding.on} />
              </span>{" "}
              <span className="prose">{finding.text}</span>
            </p>
            {finding.record && (
              <p className="quiet small">
                {t("finding.record")}：{finding.record}
              </p>
            )}
          </li>
        ))}
      </ul>
      {warning.rules.length > 0 && <h3>{t("rules")}</h3>}
      <ul className="warning-findings">
        {warning.rules.map((rule, at) => (
          <li key={at}>
            <p className="prose">{rule.clause}</p>
            {rule.shown_on && (
              <p className="quiet small">
                {t("rule.shown_on")}：<DateText date={rule.shown_on} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <h3>{t("expectation")}</h3>
      <p className="prose">{warning.expectation}</p>
    </Panel>
  );
}

function Counts({ warning }: { warning: Warning }) {
  const { t } = useTranslation("warnings");
  const { letter, valid_months: months } = warning;
  if (!letter) return <>{months ? t("counts_for", { months }) : t("warning.no_end")}</>;
  return (
    <>
      {letter.counts_until ? <DateText date={addDays(letter.counts_until, -1)} /> : t("warning.no_end")}{" "}
      {warning.in_force ? <Tag tone="warn">{t("in_force")}</Tag> : <Tag>{t("counts_no_more")}</Tag>}
    </>
  );
}
