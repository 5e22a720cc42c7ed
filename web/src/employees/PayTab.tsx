import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Employee } from "../api/types";
import { Empty } from "../ui/Empty";
import { Panel } from "../ui/Panel";
import { MoneyText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { LeavePanel } from "./LeavePanel";
import { WageDrawer } from "./WageDrawer";

/** Gross pay by month, which the twelve-month average rests on, and the year's annual leave. */
export function PayTab({ employee }: { employee: Employee }) {
  const { id } = employee;
  const { t } = useTranslation("employees");
  const { items: months } = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/wages", {
    params: { path: { id } },
  }).data;
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const newest = [...months].sort((a, b) => b.month.localeCompare(a.month));
  return (
    <div className="grid-aside">
      <Panel
        flush
        title={t("pay.title")}
        about={t("pay.about")}
        extra={
          can("wages.write") && (
            <Button size="small" onClick={() => setAdding(true)}>
              {t("pay.record")}
            </Button>
          )
        }
      >
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
      <LeavePanel employee={employee} />
      <WageDrawer id={id} open={adding} onClose={() => setAdding(false)} />
    </div>
  );
}
