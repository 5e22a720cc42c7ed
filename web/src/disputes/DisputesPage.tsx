import { PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { DueText, InstantText, MoneyText, PersonText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { OpenDisputeDrawer } from "./OpenDisputeDrawer";
import { DisputeStageTag } from "./words";

/** Labour disputes: for those who handle them, and for the person they are with. */
export default function DisputesPage() {
  const { t } = useTranslation("disputes");
  const can = useCan();
  const [search, change] = useSearch();
  const handles = can("disputes.manage");
  return (
    <Page
      title={t("title")}
      about={t(handles ? "about" : "about_own")}
      actions={
        handles && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => change({ new: "1" }, { push: true })}
          >
            {t("open")}
          </Button>
        )
      }
    >
      <Segmented
        aria-label={t("show.label")}
        value={search.show ?? "open"}
        onChange={(show) => change({ show: show === "open" ? undefined : show, cursor: undefined })}
        options={["open", "closed"].map((value) => ({ value, label: t(`show.${value}`) }))}
        style={{ marginBottom: 12 }}
      />
      <Panel flush>
        <Alone padded key={`${search.show} ${search.cursor}`}>
          <Disputes open={search.show !== "closed"} cursor={search.cursor} inside={handles} />
        </Alone>
      </Panel>
      <OpenDisputeDrawer
        open={!!search.new && handles}
        employeeId={search.employee}
        separationId={search.separation}
        onClose={() => change({ new: undefined, employee: undefined, separation: undefined })}
      />
    </Page>
  );
}

function Disputes({ open, cursor, inside }: { open: boolean; cursor?: string; inside: boolean }) {
  const { t } = useTranslation("disputes");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/disputes", {
    params: { query: { open, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.dispute(one.id)}
        empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
        fields={[
          {
            key: "employee",
            label: t("employee"),
            phone: "title",
            show: (one) => (
              <div>
                <PersonText person={one.employee} />
                <p className="quiet small number">{one.number}</p>
              </div>
            ),
          },
          {
            key: "tribunal",
            label: t("tribunal"),
            show: (one) => (
              <div>
                {one.tribunal || "—"}
                <p className="quiet small">{one.case_number}</p>
              </div>
            ),
          },
          { key: "claimant", label: t("claimant"), show: (one) => t(`side.${one.claimant}`) },
          ...(inside
            ? [
                {
                  key: "claimed",
                  label: t("claimed"),
                  align: "right" as const,
                  show: (one: (typeof items)[number]) => <MoneyText amount={one.inside?.claimed} />,
                },
                {
                  key: "due",
                  label: t("next_due"),
                  show: (one: (typeof items)[number]) => (
                    <DueText
                      on={one.inside?.calendar.find((due) => due.side === "employer" && !due.done_on)?.due_on}
                    />
                  ),
                },
              ]
            : []),
          { key: "opened", label: t("opened_at"), show: (one) => <InstantText at={one.opened_at} /> },
          {
            key: "stage",
            label: t("stage_label"),
            phone: "side",
            show: (one) => <DisputeStageTag stage={one.stage} />,
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
