import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, isSelf } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { SeparationStageTag } from "../ui/stages";
import { DateText, InstantText, PersonText } from "../ui/Text";
import { tab } from "../ui/tab";
import { useCan, useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { RoadLine } from "./RoadLine";
import { roadOf } from "./road";
import { useGroundText } from "./useGroundText";

const AfterTab = tab(() => import("./AfterTab").then((module) => module.AfterTab));
const AgreementTab = tab(() => import("./AgreementTab").then((module) => module.AgreementTab));
const ApprovalTab = tab(() => import("./ApprovalTab").then((module) => module.ApprovalTab));
const EvidenceTab = tab(() => import("./EvidenceTab").then((module) => module.EvidenceTab));
const GateTab = tab(() => import("./GateTab").then((module) => module.GateTab));
const InterviewsTab = tab(() => import("./InterviewsTab").then((module) => module.InterviewsTab));
const MoneyTab = tab(() => import("./MoneyTab").then((module) => module.MoneyTab));
const MyGateTab = tab(() => import("./mine/MyGateTab").then((module) => module.MyGateTab));
const NegotiationTab = tab(() => import("./NegotiationTab").then((module) => module.NegotiationTab));
const NonCompeteTab = tab(() => import("./noncompete/NonCompeteTab").then((module) => module.NonCompeteTab));
const NoticeTab = tab(() => import("./NoticeTab").then((module) => module.NoticeTab));
const ProgressTab = tab(() => import("./mine/ProgressTab").then((module) => module.ProgressTab));
const ReceiptTab = tab(() => import("./ReceiptTab").then((module) => module.ReceiptTab));
const TasksTab = tab(() => import("./tasks/TasksTab").then((module) => module.TasksTab));
const UnionTab = tab(() => import("./UnionTab").then((module) => module.UnionTab));

/** One case, from opening to archive, along the road of its ground. The employee sees the own side of it. */
export default function SeparationPage() {
  const { t } = useTranslation("separations");
  const me = useMe();
  const id = useId();
  const can = useCan();
  const groundText = useGroundText();
  const [search, change] = useSearch();
  const separation = $api.useSuspenseQuery("get", "/api/v1/separations/{id}", {
    params: { path: { id } },
  }).data;
  const self = isSelf(me, separation.employee);
  const keeps = hasRole(me, "hr", "legal");
  const party = self || keeps;
  const road = roadOf(separation.ground);
  const side = self ? "employee" : keeps ? "employer" : null;
  const noticed = road === "dismissal" || road === "ending";
  const mayAgree = noticed || road === "agreement";
  // The road says when it began; who opened it at the employer is of no use to the person.
  const opening: [string, ReactNode][] = [
    [
      t("opened_by"),
      separation.opened_by ? <PersonText person={separation.opened_by} /> : separation.opened_by_name,
    ],
    [t("opened_at"), <InstantText at={separation.opened_at} />],
  ];
  const tabs: [string, boolean, ReactNode][] = [
    ["progress", self, <ProgressTab separation={separation} />],
    ["gate", !self, <GateTab separation={separation} />],
    ["receipt", road === "employee_notice", <ReceiptTab separation={separation} />],
    ["interviews", party, <InterviewsTab separation={separation} self={self} />],
    ["money", party, <MoneyTab separation={separation} self={self} />],
    ["union", !self && road === "dismissal", <UnionTab separation={separation} />],
    ["approval", !self && road !== "employee_notice", <ApprovalTab separation={separation} />],
    ["notice", noticed, <NoticeTab separation={separation} self={self} />],
    ["negotiation", party && mayAgree, <NegotiationTab separation={separation} side={side} />],
    ["agreement", party && mayAgree, <AgreementTab separation={separation} />],
    ["tasks", party, <TasksTab separation={separation} />],
    [
      "non_compete",
      can("non_competes.read", { self }),
      <NonCompeteTab separation={separation} self={self} />,
    ],
    ["my_gate", self, <MyGateTab separation={separation} />],
    ["evidence", can("evidence.read", { self }), <EvidenceTab separation={separation} />],
    ["after", party, <AfterTab separation={separation} self={self} />],
  ];
  const shown = tabs.filter(([, visible]) => visible);
  const active = shown.some(([key]) => key === search.tab) ? search.tab : shown[0]?.[0];
  return (
    <Page
      title={self ? t("mine") : t("of", { name: separation.employee.name })}
      back={{
        to: self ? paths.leaving() : paths.separations(),
        label: t(self ? "mine" : "title"),
      }}
      tags={<SeparationStageTag stage={separation.stage} ground={separation.ground} />}
      about={`${separation.number} · ${groundText(separation.ground)}`}
    >
      <Panel>
        <RoadLine separation={separation} />
        <Facts
          of={[
            [t("employee"), self ? null : <PersonText person={separation.employee} link />],
            [t("proposer"), t(`side.${separation.proposer}`)],
            ...(self ? [] : opening),
            [t("last_day"), <DateText date={separation.last_day} />],
            [t("completed_at"), separation.completed_at && <InstantText at={separation.completed_at} />],
            [t("withdrawn_reason"), separation.withdrawn_reason],
          ]}
        />
        {separation.reason && (
          <p className="prose" style={{ marginTop: 12 }}>
            <span className="quiet">{t("reason")}：</span>
            {separation.reason}
          </p>
        )}
      </Panel>
      <Tabs
        activeKey={active}
        onChange={(tab) => change({ tab, edit: undefined })}
        destroyOnHidden
        items={shown.map(([key, , children]) => ({
          key,
          label: t(`tab.${key}`),
          children: <Alone>{children}</Alone>,
        }))}
      />
    </Page>
  );
}
