import { Select, Table } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { Empty } from "../ui/Empty";
import { Facts } from "../ui/Facts";
import { Alone, Panel } from "../ui/Panel";
import { MoneyText, NumberText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

/** Gross pay by month, which the twelve-month average rests on, and the year's annual leave. */
export function PayTab({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const { items: months } = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/wages", {
    params: { path: { id } },
  }).data;
  const newest = [...months].sort((a, b) => b.month.localeCompare(a.month));
  return (
    <div className="grid-aside">
      <Panel flush title={t("pay.title")} about={t("pay.about")}>
        {newest.length === 0 ? (
          <Empty title={t("pay.none")}>{t("pay.none_about")}</Empty>
        ) : (
          <Table
            className="list-table"
            size="small"
            pagination={false}
            dataSource={newest}
            rowKey="month"
            columns={[
              {
                title: t("pay.month"),
                dataIndex: "month",
                render: (month: string) => <span className="number">{month}</span>,
              },
              {
                title: t("pay.gross"),
                dataIndex: "gross",
                align: "right",
                render: (v: string) => <MoneyText amount={v} />,
              },
              {
                title: t("pay.overtime"),
                dataIndex: "overtime",
                align: "right",
                render: (v: string) => <MoneyText amount={v} />,
              },
              {
                title: t("pay.bonus"),
                dataIndex: "bonus",
                align: "right",
                render: (v: string) => <MoneyText amount={v} />,
              },
            ]}
          />
        )}
      </Panel>
      <LeavePanel id={id} />
    </div>
  );
}

function LeavePanel({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const { today } = useMe();
  const [search, change] = useSearch();
  const thisYear = Number(today.slice(0, 4));
  const year = search.year ?? String(thisYear);
  return (
    <Panel
      title={t("leave.title")}
      extra={
        <Select
          size="small"
          aria-label={t("leave.year")}
          value={year}
          onChange={(chosen) => change({ year: chosen })}
          options={[0, 1, 2].map((back) => ({
            value: String(thisYear - back),
            label: String(thisYear - back),
          }))}
        />
      }
    >
      <Alone key={year}>
        <LeaveOfYear id={id} year={year} />
      </Alone>
    </Panel>
  );
}

function LeaveOfYear({ id, year }: { id: string; year: string }) {
  const { t } = useTranslation("employees");
  const leave = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/annual-leave/{year}", {
    params: { path: { id, year: Number(year) } },
  }).data;
  return (
    <Facts
      single
      of={[
        [
          t("leave.entitlement"),
          <NumberText value={String(leave.entitlement_days)} unit={t("leave.days")} />,
        ],
        [t("leave.used"), <NumberText value={String(leave.used_days)} unit={t("leave.days")} />],
      ]}
    />
  );
}
