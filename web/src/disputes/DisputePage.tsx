import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Dispute } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { DateText, InstantText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { BundlePanel } from "./BundlePanel";
import { CalendarPanel } from "./CalendarPanel";
import { ClaimsPanel } from "./ClaimsPanel";
import { DetailsDrawer } from "./DetailsDrawer";
import { ExhibitsPanel } from "./ExhibitsPanel";
import { HoldsPanel } from "./HoldsPanel";
import { StakePanel } from "./StakePanel";
import { StepsPanel } from "./StepsPanel";
import { DisputeStageTag } from "./words";
import "./disputes.css";

/** One dispute: where it stands, what is due, what is claimed, what is put before the tribunal. */
export default function DisputePage() {
  const { t } = useTranslation("disputes");
  const me = useMe();
  const id = useId();
  const dispute = $api.useSuspenseQuery("get", "/api/v1/disputes/{id}", { params: { path: { id } } }).data;
  const { inside } = dispute;
  const self = isSelf(me, dispute.employee);
  return (
    <Page
      title={self ? t("mine") : t("with", { name: dispute.employee.name })}
      back={{ to: paths.disputes(), label: t("title") }}
      tags={<DisputeStageTag stage={dispute.stage} />}
      about={dispute.number}
    >
      <FactsPanel dispute={dispute} self={self} />
      {inside && <CalendarPanel calendar={inside.calendar} />}
      <StepsPanel dispute={dispute} handles={!!inside} />
      {inside && (
        <>
          <ClaimsPanel dispute={dispute} inside={inside} />
          {inside.separation_id && (
            <Alone>
              <StakePanel dispute={dispute} inside={inside} />
            </Alone>
          )}
          <ExhibitsPanel dispute={dispute} />
          {inside.separation_id && <BundlePanel separationId={inside.separation_id} />}
          <HoldsPanel holds={inside.holds} employee={dispute.employee} />
        </>
      )}
    </Page>
  );
}

function FactsPanel({ dispute, self }: { dispute: Dispute; self: boolean }) {
  const { t } = useTranslation("disputes");
  const [editing, setEditing] = useState(false);
  const { inside } = dispute;
  const open = dispute.stage !== "closed";
  return (
    <Panel
      title={t("facts")}
      extra={
        inside &&
        open && (
          <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
        )
      }
    >
      <Facts
        of={[
          [t("employee"), self ? null : <PersonText person={dispute.employee} link={!!inside} />],
          [t("claimant"), t(`side.${dispute.claimant}`)],
          [t("tribunal"), dispute.tribunal],
          [t("case_number"), dispute.case_number],
          [t("filed_on"), dispute.filed_on && <DateText date={dispute.filed_on} />],
          [t("opened_at"), <InstantText at={dispute.opened_at} />],
          [t("opened_by"), inside?.opened_by_name],
          [
            t("case"),
            inside?.separation_id && (
              <Go to={paths.separation(inside.separation_id)}>{inside.separation_number}</Go>
            ),
          ],
        ]}
      />
      {inside && <p className="prose quote">{inside.summary}</p>}
      {inside && <DetailsDrawer dispute={dispute} open={editing} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
