import { Button, Form, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { asProblem } from "../api/problem";
import type { Employee } from "../api/types";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { NumberText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

/** Annual leave of a year: days due and days taken. */
export function LeavePanel({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const { today } = useMe();
  const [search, change] = useSearch();
  // Of somebody who has left, the year they left in.
  const until = employee.left_on && employee.left_on < today ? employee.left_on : today;
  const lastYear = Number(until.slice(0, 4));
  const year = Number(search.year ?? lastYear);
  return (
    <Panel
      title={t("leave.title")}
      extra={
        <Select
          size="small"
          aria-label={t("leave.year")}
          value={year}
          onChange={(chosen) => change({ year: String(chosen) })}
          options={[0, 1, 2].map((back) => ({ value: lastYear - back, label: String(lastYear - back) }))}
        />
      }
    >
      <LeaveOfYear key={year} id={employee.id} year={year} />
    </Panel>
  );
}

function LeaveOfYear({ id, year }: { id: string; year: number }) {
  const { t } = useTranslation("employees");
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const path = { params: { path: { id, year } } };
  const leave = $api.useQuery("get", "/api/v1/employees/{id}/annual-leave/{year}", path);
  const save = $api.useMutation("put", "/api/v1/employees/{id}/annual-leave/{year}");
  const required = useRequired();
  const none = leave.error && asProblem(leave.error).status === 404;
  if (leave.error && !none) return <ProblemNote problem={leave.error} />;
  if (editing) {
    return (
      <ServerForm<{ entitlement_days: number; used_days: number }>
        send={(body) => save.mutateAsync({ ...path, body })}
        onSent={() => setEditing(false)}
        submit={t("save")}
        cancel={{ act: () => setEditing(false) }}
        initialValues={leave.data ?? { used_days: 0 }}
      >
        <div className="form-row">
          <Form.Item name="entitlement_days" label={t("leave.entitlement")} rules={[required]}>
            <InputNumber min={0} max={40} precision={0} />
          </Form.Item>
          <Form.Item name="used_days" label={t("leave.used")} rules={[required]}>
            <InputNumber min={0} max={40} precision={0} />
          </Form.Item>
        </div>
      </ServerForm>
    );
  }
  return (
    <div className="stack tight">
      {none && <p className="quiet">{t("leave.none")}</p>}
      {leave.data && !none && (
        <Facts
          single
          of={[
            [
              t("leave.entitlement"),
              <NumberText value={String(leave.data.entitlement_days)} unit={t("leave.days")} />,
            ],
            [t("leave.used"), <NumberText value={String(leave.data.used_days)} unit={t("leave.days")} />],
          ]}
        />
      )}
      {can("annual_leave.write") && (
        <div>
          <Button size="small" onClick={() => setEditing(true)}>
            {none ? t("leave.record") : t("edit")}
          </Button>
        </div>
      )}
    </div>
  );
}
