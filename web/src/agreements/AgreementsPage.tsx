import { CopyOutlined } from "@ant-design/icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Agreement, Me } from "../api/types";
import { paths } from "../paths";
import { CONTRACTS } from "../templates/kinds";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { FilterSelect } from "../ui/FilterSelect";
import { useGo } from "../ui/Go";
import { type Field, ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { AgreementStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { DateText, InstantText, PersonText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { ownRole, waitsFor } from "./turn";

const KINDS = ["separation", ...CONTRACTS] as const satisfies Agreement["kind"][];
const STAGES = [
  "draft",
  "reviewed",
  "sent",
  "partly_signed",
  "signed",
  "declined",
  "voided",
  "expired",
] as const satisfies Agreement["stage"][];

interface Asked {
  kind?: Agreement["kind"];
  stage?: Agreement["stage"];
  cursor?: string;
}

export default function AgreementsPage() {
  const { t } = useTranslation("agreements");
  const can = useCan();
  const go = useGo();
  const [search, change] = useSearch();
  const many = can("agreement_batches.prepare") && (
    <ActionButton icon={<CopyOutlined aria-hidden />} onClick={() => go(paths.batches())}>
      {t("many")}
    </ActionButton>
  );
  const ask = (changed: Record<string, string | undefined>) =>
    change({ ...changed, cursor: undefined, page: undefined });
  return (
    <Page title={t("title")} about={t("about")} actions={many}>
      <div className="filters">
        <FilterSelect
          label={t("kind_label")}
          all={t("all_kinds")}
          minWidth={180}
          value={search.kind}
          onChange={(kind?: string) => ask({ kind })}
          options={KINDS.map((value) => ({ value, label: t(`agreement_kind.${value}`) }))}
        />
        <FilterSelect
          label={t("stage_label")}
          all={t("all_stages")}
          minWidth={160}
          value={search.stage}
          onChange={(stage?: string) => ask({ stage })}
          options={STAGES.map((value) => ({ value, label: t(`stage.agreement.${value}`) }))}
        />
      </div>
      <Panel flush>
        <Alone padded key={JSON.stringify(search)}>
          <List
            kind={KINDS.find((kind) => kind === search.kind)}
            stage={STAGES.find((stage) => stage === search.stage)}
            cursor={search.cursor}
          />
        </Alone>
      </Panel>
    </Page>
  );
}

function List(asked: Asked) {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/agreements", {
    params: { query: { ...asked, limit: 50 } },
  }).data;
  const filtered = asked.kind || asked.stage;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.agreement(one.id)}
        empty={
          filtered ? <Empty title={t("none_found")} /> : <Empty title={t("none")}>{t("none_about")}</Empty>
        }
        fields={agreementFields(t, me)}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}

function agreementFields(t: TFunction<"agreements">, me: Me): Field<Agreement>[] {
  return [
    {
      key: "title",
      label: t("name"),
      phone: "title",
      show: (one) => (
        <div>
          <span className="strong">{one.title}</span>
          <p className="quiet small">
            {t(`agreement_kind.${one.kind}`)} · <span className="number">{one.number}</span>
          </p>
        </div>
      ),
    },
    { key: "employee", label: t("employee"), show: (one) => <PersonText person={one.employee} /> },
    { key: "sent", label: t("sent_at"), show: (one) => <InstantText at={one.sent_at} /> },
    { key: "expires", label: t("expires_on"), show: (one) => <DateText date={one.expires_on} /> },
    { key: "waits", label: t("waits_for"), show: (one) => <WaitsFor agreement={one} me={me} /> },
    {
      key: "stage",
      label: t("stage_label"),
      phone: "side",
      show: (one) => <AgreementStageTag stage={one.stage} />,
    },
  ];
}

function WaitsFor({ agreement, me }: { agreement: Agreement; me: Me }) {
  const { t } = useTranslation("agreements");
  if (agreement.stage !== "sent" && agreement.stage !== "partly_signed") return "—";
  const waiting = agreement.signers.filter((signer) => signer.state === "waiting");
  const role = ownRole(agreement, me);
  const mine =
    role !== "employer" && waiting.some((signer) => signer.role === role) && !waitsFor(agreement, role);
  return mine ? <Tag tone="warn">{t("waits_for_you")}</Tag> : waiting.map((one) => one.name).join("、");
}
