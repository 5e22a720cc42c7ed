import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Proposal, Separation, Settlement } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { BalanceNote } from "./BalanceNote";
import { ComparedTable } from "./ComparedTable";
import { compare, latestOf, type Side, startingLines, statutoryLines, sumOf } from "./compare";
import { ProposalAnswer } from "./ProposalAnswer";
import { ProposalForm } from "./ProposalForm";
import { Rounds } from "./Rounds";
import "./negotiation.css";

/** Both sides over the same figures: the law's sum beside each, and every round kept. */
export function NegotiationTab({ separation, side }: { separation: Separation; side: Side | null }) {
  const { t, i18n } = useTranslation("separations");
  const [writing, setWriting] = useState(false);
  const path = { params: { path: { id: separation.id } } };
  const proposals = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/proposals", path).data.items;
  const settlement = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/settlement", path).data;
  const employer = latestOf(proposals, "employer");
  const employee = latestOf(proposals, "employee");
  const byLaw = statutoryLines(settlement);
  const statutory = byLaw.map((line) => ({ ...line, label: spoken(line, i18n.language) }));
  const lines = compare(statutory, employer, employee);
  const agreed = proposals.find((one) => one.state === "accepted");
  const open =
    !agreed && !["agreed", "signed", "completed", "withdrawn", "noticed"].includes(separation.stage);
  const theirs = side === "employer" ? employee : employer;
  const asked = open && side && theirs?.state === "open" ? theirs : null;
  const propose = open && side && (
    <Button type={asked ? "default" : "primary"} onClick={() => setWriting(true)}>
      {t(proposals.length === 0 ? "negotiation.first" : "negotiation.counter")}
    </Button>
  );

  return (
    <div className="stack">
      {agreed && <p className="note good strong">{t("negotiation.agreed", { round: agreed.round })}</p>}
      <Panel title={t("negotiation.title")} about={t("negotiation.about")} extra={propose}>
        {proposals.length === 0 ? (
          <Empty title={t("negotiation.none")}>
            {t(side === "employee" ? "negotiation.none_employee" : "negotiation.none_about")}
          </Empty>
        ) : (
          <ComparedTable
            lines={lines}
            employer={employer}
            employee={employee}
            statutoryTotal={sumOf(byLaw.map((line) => line.amount))}
          />
        )}
        <div className="balances">
          {[employer, employee].map((one) => one && <BalanceNote key={one.id} proposal={one} />)}
        </div>
        {asked && (
          <ProposalAnswer separation={separation} proposal={asked} onCounter={() => setWriting(true)} />
        )}
      </Panel>
      {proposals.length > 0 && (
        <Panel title={t("negotiation.rounds")} about={t("negotiation.rounds_about")}>
          <Rounds proposals={proposals} />
        </Panel>
      )}
      {side && (
        <Writing
          open={writing}
          onClose={() => setWriting(false)}
          {...{ separation, settlement, side, employer, employee }}
        />
      )}
    </div>
  );
}

interface WritingProps {
  open: boolean;
  onClose: () => void;
  separation: Separation;
  settlement: Settlement;
  side: Side;
  employer: Proposal | null;
  employee: Proposal | null;
}

function Writing({ open, onClose, separation, settlement, side, employer, employee }: WritingProps) {
  const { t, i18n } = useTranslation("separations");
  const [own, other] = side === "employer" ? [employer, employee] : [employee, employer];
  const last = own ?? other;
  return (
    <FormDrawer
      title={t(last ? "negotiation.counter" : "negotiation.first")}
      open={open}
      onClose={onClose}
      wide
    >
      <ProposalForm
        separation={separation}
        statutory={statutoryLines(settlement)}
        initial={{
          lines: startingLines(settlement, other, own, i18n.language),
          last_day: last?.last_day ?? separation.last_day ?? settlement.last_day ?? "",
          pay_on: last?.pay_on ?? "",
        }}
        onSent={onClose}
      />
    </FormDrawer>
  );
}
