import { keepPreviousData } from "@tanstack/react-query";
import { Input, Select, type SelectProps, TreeSelect } from "antd";
import { lazy, Suspense, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { FilePickProps } from "./FilePick";
import { unitTree } from "./unitTree";

export interface PickerProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  placeholder?: string;
  "aria-label"?: string;
}

/** One employee, found by name, number or pinyin at the service; those who left too for `everybody`. */
export function EmployeePicker({
  shown,
  everybody,
  ...rest
}: PickerProps & { shown?: { id: string; name: string } | null; everybody?: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed);
  const found = $api.useQuery(
    "get",
    "/api/v1/employees",
    { params: { query: { q: q || undefined, state: everybody ? undefined : "active", limit: 20 } } },
    { placeholderData: keepPreviousData },
  );
  const options = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name}（${person.number}）`,
    title: person.position?.name ?? "",
    unit: person.org_unit?.name ?? "",
  }));
  if (shown && !options.some((option) => option.value === shown.id)) {
    options.unshift({ value: shown.id, label: shown.name, title: "", unit: "" });
  }
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={t("pick.employee")}
      notFoundContent={found.isFetching ? t("loading") : t("pick.nobody")}
      options={options}
      optionRender={(option) => (
        <div className="row between">
          <span>{option.label}</span>
          <span className="quiet small">
            {[option.data.unit, option.data.title].filter(Boolean).join(" · ")}
          </span>
        </div>
      )}
      {...rest}
    />
  );
}

/** One org unit from the tree. */
export function UnitPicker({ legalEntityId, ...rest }: PickerProps & { legalEntityId?: string }) {
  const { t } = useTranslation();
  const units = $api.useQuery("get", "/api/v1/org-units", {
    params: { query: { legal_entity_id: legalEntityId } },
  });
  return (
    <TreeSelect
      allowClear
      showSearch={{ treeNodeFilterProp: "title" }}
      treeDefaultExpandAll
      placeholder={t("pick.unit")}
      loading={units.isPending}
      treeData={unitTree(units.data?.items ?? [])}
      {...rest}
    />
  );
}

export function PositionPicker({ legalEntityId, ...rest }: PickerProps & { legalEntityId?: string }) {
  const { t } = useTranslation();
  const positions = $api.useQuery("get", "/api/v1/positions", {
    params: { query: { legal_entity_id: legalEntityId } },
  });
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("pick.position")}
      loading={positions.isPending}
      options={(positions.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      {...rest}
    />
  );
}

export function LegalEntityPicker(props: PickerProps & Pick<SelectProps, "allowClear">) {
  const { t } = useTranslation();
  const entities = $api.useQuery("get", "/api/v1/legal-entities");
  return (
    <Select
      placeholder={t("pick.legal_entity")}
      loading={entities.isPending}
      options={(entities.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      {...props}
    />
  );
}

const LazyDatePick = lazy(() => import("./DatePick"));

/** A civil date, held as the text `YYYY-MM-DD`. The calendar is heavy and comes when a form asks for it. */
export function DatePick(props: PickerProps) {
  return (
    <Suspense fallback={<Input disabled />}>
      <LazyDatePick {...props} />
    </Suspense>
  );
}

const LazyFilePick = lazy(() => import("./FilePick"));

/** One file of a form. Like the calendar it comes when a form asks for it. */
export function FilePick(props: FilePickProps) {
  return (
    <Suspense fallback={<Input disabled />}>
      <LazyFilePick {...props} />
    </Suspense>
  );
}
