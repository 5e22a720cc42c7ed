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
import { useCan, useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { AfterTab } from "./AfterTab";
import { AgreementTab } from "./AgreementTab";
import { ApprovalTab } from "./ApprovalTab";
import { EvidenceTab } from "./EvidenceTab";
import { GateTab } from "./GateTab";
import { MoneyTab } from "./MoneyTab";
import { NegotiationTab } from "./NegotiationTab";
import { NoticeTab } from "./NoticeTab";
import { UnionTab } from "./UnionTab";
import { useGroundText } from "./useGroundText";

/** One case, from opening to archive. The employee sees the own side of it. */
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
  const dismissal = separation.ground !== "36";
  const side = self ? "employee" : keeps ? "employer" : null;
  const tabs: [string, boolean, ReactNode][] = [
    ["gate", !self, <GateTab separation={separation} />],
    ["money", self || keeps, <MoneyTab separation={separation} self={self} />],
    ["union", !self && dismissal, <UnionTab separation={separation} />],
    ["approval", !self, <ApprovalTab separation={separation} />],
    ["notice", dismissal, <NoticeTab separation={separation} self={self} />],
    ["negotiation", self || keeps, <NegotiationTab separation={separation} side={side} />],
    ["agreement", self || keeps, <AgreementTab separation={separation} />],
    ["evidence", can("evidence.read", { self }), <EvidenceTab separation={separation} />],
    ["after", self || keeps, <AfterTab separation={separation} self={self} />],
  ];
  const shown = tabs.filter(([, visible]) => visible);
  const active = shown.some(([key]) => key === search.tab) ? search.tab : shown[0]?.[0];
  return (
    <Page
      title={self ? t("mine") : t("of", { name: separation.employee.name })}
      back={{ to: paths.separations(), label: t(self ? "mine" : "title") }}
      tags={<SeparationStageTag stage={separation.stage} />}
      about={`${separation.number} · ${groundText(separation.ground)}`}
    >
      <Panel>
        <Facts
          of={[
            [t("employee"), <PersonText person={separation.employee} link={!self} />],
            [t("proposer"), t(`side.${separation.proposer}`)],
            [
              t("opened_by"),
              separation.opened_by ? <PersonText person={separation.opened_by} /> : separation.opened_by_name,
            ],
            [t("opened_at"), <InstantText at={separation.opened_at} />],
            [t("last_day"), <DateText date={separation.last_day} />],
            [t("completed_at"), separation.completed_at && <InstantText at={separation.completed_at} />],
            [t("withdrawn_reason"), separation.withdrawn_reason],
          ]}
        />
        <p className="prose" style={{ marginTop: 12 }}>
          <span className="quiet">{t("reason")}：</span>
          {separation.reason}
        </p>
      </Panel>
      <Tabs
        activeKey={active}
        onChange={(tab) => change({ tab })}
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
