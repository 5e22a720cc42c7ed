import { Button, Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Circumstances } from "../api/types";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { ServerForm } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";

const YES_NO = ["pregnant", "in_medical_period", "occupational_hazard", "exit_health_check"] as const;

/** Situations in which the law protects the person; unknown ones hold up the gate until they are asked. */
export function CircumstancesPanel({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const [search, change] = useSearch();
  const open = search.edit === "circumstances";
  const setOpen = (on: boolean) => change({ edit: on ? "circumstances" : undefined });
  const path = { params: { path: { id } } };
  const known = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/circumstances", path).data;
  const save = $api.useMutation("put", "/api/v1/employees/{id}/circumstances");
  const shown = (value: string | boolean | null | undefined) => {
    const word = typeof value === "boolean" ? (value ? "yes" : "no") : (value ?? "unknown");
    if (word === "unknown") return <Tag tone="warn">{t("circumstance.unknown")}</Tag>;
    if (word === "none") return t("circumstance.none");
    return word === "yes" || word === "no" ? t(`circumstance.${word}`) : word;
  };
  return (
    <Panel
      title={t("circumstance.title")}
      about={t("circumstance.about")}
      extra={
        <Button size="small" onClick={() => setOpen(true)}>
          {t("edit")}
        </Button>
      }
    >
      <Facts
        of={[
          ...YES_NO.map((name): [string, React.ReactNode] => [t(`circumstance.${name}`), shown(known[name])]),
          [t("circumstance.nursing_until"), shown(known.nursing_until)],
          [t("circumstance.injury_grade"), shown(known.injury_grade)],
          [t("circumstance.declared_at"), known.declared_at && <InstantText at={known.declared_at} />],
        ]}
      />
      <FormDrawer title={t("circumstance.title")} open={open} onClose={() => setOpen(false)}>
        <ServerForm<Circumstances>
          send={(body) => save.mutateAsync({ ...path, body })}
          onSent={() => {
            setOpen(false);
            void message.success(t("saved"));
          }}
          submit={t("save")}
          initialValues={known}
        >
          {YES_NO.map((name) => (
            <Form.Item key={name} name={name} label={t(`circumstance.${name}`)}>
              <Select
                options={["yes", "no", "unknown"].map((value) => ({ value, label: t(`circumstance.${value}`) }))}
              />
            </Form.Item>
          ))}
          <Form.Item
            name="nursing_until"
            label={t("circumstance.nursing_until")}
            extra={t("circumstance.nursing_until_hint")}
          >
            <Input placeholder="2027-03-31 / none" />
          </Form.Item>
          <Form.Item
            name="injury_grade"
            label={t("circumstance.injury_grade")}
            extra={t("circumstance.injury_grade_hint")}
          >
            <Select
              allowClear
              options={["none", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].map((value) => ({
                value,
                label: value === "none" ? t("circumstance.none") : value,
              }))}
            />
          </Form.Item>
        </ServerForm>
      </FormDrawer>
    </Panel>
  );
}
