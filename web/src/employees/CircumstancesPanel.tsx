import { Button, Form, InputNumber, message, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Circumstances } from "../api/types";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { DatePick } from "../ui/Pickers";
import { ServerForm } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { DateText, InstantText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";

const ASKED = [
  "pregnant",
  "nursing",
  "in_medical_period",
  "injured",
  "occupational_hazard",
  "exit_health_check",
  "sole_earner",
] as const;

/** Situations in which the law protects the person; unknown ones hold up the gate until they are asked. */
export function CircumstancesPanel({ id, mayEdit }: { id: string; mayEdit: boolean }) {
  const { t } = useTranslation("employees");
  const [search, change] = useSearch();
  const path = { params: { path: { id } } };
  const known = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/circumstances", path).data;
  const show = (open: boolean) => change({ edit: open ? "circumstances" : undefined });
  const said = (answer: string | undefined): ReactNode =>
    answer === "yes" || answer === "no" ? (
      t(`circumstance.${answer}`)
    ) : (
      <Tag tone="warn">{t("circumstance.unknown")}</Tag>
    );
  return (
    <Panel
      title={t("circumstance.title")}
      about={t("circumstance.about")}
      extra={
        mayEdit && (
          <Button size="small" onClick={() => show(true)}>
            {t("edit")}
          </Button>
        )
      }
    >
      <Facts
        of={[
          ...ASKED.map((name): [string, ReactNode] => [t(`circumstance.${name}`), said(known[name])]),
          [t("circumstance.nursing_until"), known.nursing_until && <DateText date={known.nursing_until} />],
          [t("circumstance.injury_grade"), known.injury_grade],
          [t("circumstance.declared_at"), known.declared_at && <InstantText at={known.declared_at} />],
        ]}
      />
      <FormDrawer
        title={t("circumstance.title")}
        open={search.edit === "circumstances"}
        onClose={() => show(false)}
      >
        <CircumstancesForm id={id} known={known} onSent={() => show(false)} />
      </FormDrawer>
    </Panel>
  );
}

function CircumstancesForm({ id, known, onSent }: { id: string; known: Circumstances; onSent: () => void }) {
  const { t } = useTranslation("employees");
  const save = $api.useMutation("put", "/api/v1/employees/{id}/circumstances");
  const answers = ["yes", "no", "unknown"].map((value) => ({ value, label: t(`circumstance.${value}`) }));
  return (
    <ServerForm<Circumstances>
      send={(body) => save.mutateAsync({ params: { path: { id } }, body })}
      onSent={() => {
        onSent();
        void message.success(t("saved"));
      }}
      submit={t("save")}
      initialValues={known}
    >
      {(form) => (
        <>
          {ASKED.map((name) => (
            <Form.Item key={name} name={name} label={t(`circumstance.${name}`)}>
              <Select options={answers} />
            </Form.Item>
          ))}
          <Form.Item noStyle shouldUpdate>
            {() => (
              <>
                {form.getFieldValue("nursing") === "yes" && (
                  <Form.Item name="nursing_until" label={t("circumstance.nursing_until")}>
                    <DatePick />
                  </Form.Item>
                )}
                {form.getFieldValue("injured") === "yes" && (
                  <Form.Item
                    name="injury_grade"
                    label={t("circumstance.injury_grade")}
                    extra={t("circumstance.injury_grade_hint")}
                  >
                    <InputNumber min={1} max={10} precision={0} />
                  </Form.Item>
                )}
              </>
            )}
          </Form.Item>
        </>
      )}
    </ServerForm>
  );
}
