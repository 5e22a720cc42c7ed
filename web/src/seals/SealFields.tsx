import { Checkbox, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Seal } from "../api/types";
import type { PickerProps } from "../ui/Pickers";
import { PURPOSES, useSealName } from "./words";

interface PurposesFieldProps {
  /** Whose seals share the purposes; unknown until an employer is chosen. */
  employer?: string;
  /** The seal that is being changed; none while one is being made. */
  seal?: Seal;
}

/** What a seal is for. It says which purpose moves here from another seal, and which nobody would have. */
export function PurposesField({ employer, seal }: PurposesFieldProps) {
  const { t } = useTranslation("seals");
  const name = useSealName();
  const chosen: Seal["purposes"] = Form.useWatch("purposes") ?? [];
  const others = $api.useQuery(
    "get",
    "/api/v1/seals",
    { params: { query: { legal_entity_id: employer } } },
    { enabled: !!employer },
  );
  const holder = (purpose: Seal["purposes"][number]) =>
    others.data?.items.find((one) => one.id !== seal?.id && one.purposes.includes(purpose));
  const words = (purposes: Seal["purposes"]) =>
    PURPOSES.filter((one) => purposes.includes(one))
      .map((one) => t(`purpose.${one}`))
      .join(t("and"));
  const moved = chosen.flatMap((purpose) => {
    const from = holder(purpose);
    return from ? [{ purpose, from: name(from) }] : [];
  });
  const orphaned = (seal?.purposes ?? []).filter((purpose) => !chosen.includes(purpose));
  return (
    <>
      <Form.Item name="purposes" label={t("purposes")} extra={t("purposes_hint")}>
        <Checkbox.Group className="stack tight">
          {PURPOSES.map((purpose) => (
            <Checkbox key={purpose} value={purpose}>
              {t(`purpose.${purpose}`)}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <div role="status">
        {moved.length > 0 && (
          <ul className="note" style={{ marginBottom: 18 }}>
            {moved.map(({ purpose, from }) => (
              <li key={purpose}>{t("moves_over", { purpose: t(`purpose.${purpose}`), from })}</li>
            ))}
          </ul>
        )}
        {orphaned.length > 0 && (
          <p className="note warn" style={{ marginBottom: 18 }}>
            {t("left_without", { purposes: words(orphaned) })}
          </p>
        )}
      </div>
    </>
  );
}

/** One of the accounts that sign for the employer. */
export function KeeperPicker({ except, ...rest }: PickerProps & { except?: string }) {
  const keepers = $api.useQuery("get", "/api/v1/seal-keepers");
  return (
    <Select
      allowClear
      loading={keepers.isPending}
      options={(keepers.data?.items ?? [])
        .filter((one) => one.id !== except)
        .map((one) => ({ value: one.id, label: one.name }))}
      {...rest}
    />
  );
}
