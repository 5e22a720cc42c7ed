import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { AgreementStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { InstantText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

export default function AgreementsPage() {
  const { t } = useTranslation("agreements");
  const [search] = useSearch();
  return (
    <Page title={t("title")} about={t("about")}>
      <Panel flush>
        <Alone padded key={search.cursor}>
          <List cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function List({ cursor }: { cursor?: string }) {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/agreements", {
    params: { query: { cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.agreement(one.id)}
        empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
        fields={[
          {
            key: "title",
            label: t("name"),
            phone: "title",
            show: (one) => <span className="strong">{one.title}</span>,
          },
          { key: "employee", label: t("employee"), show: (one) => <PersonText person={one.employee} /> },
          { key: "sent", label: t("sent_at"), show: (one) => <InstantText at={one.sent_at} /> },
          {
            key: "waits",
            label: t("waits_for"),
            show: (one) => {
              if (one.stage !== "sent" && one.stage !== "partly_signed") return "—";
              const waiting = one.signers.filter((signer) => signer.state === "waiting");
              const mine = isSelf(me, one.employee) && waiting.some((signer) => signer.role === "employee");
              return mine ? (
                <Tag tone="warn">{t("waits_for_you")}</Tag>
              ) : (
                waiting.map((one) => one.name).join("、")
              );
            },
          },
          {
            key: "stage",
            label: t("stage_label"),
            phone: "side",
            show: (one) => <AgreementStageTag stage={one.stage} />,
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
