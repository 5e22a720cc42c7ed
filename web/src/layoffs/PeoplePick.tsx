import { keepPreviousData } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useDeferredValue, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { UnitPicker } from "../ui/Pickers";

/** Names of people that were found once, for those chosen among them. */
export interface Names {
  of: (id: string) => string | undefined;
  keep: (id: string, name: string) => void;
}

export function useNames(): Names {
  const known = useRef(new Map<string, string>());
  return {
    of: (id) => known.current.get(id),
    keep: (id, name) => void known.current.set(id, name),
  };
}

interface PeoplePickProps {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  legalEntityId: string | undefined;
  names: Names;
}

/** As many as a lay-off may reach, and as are listed at a time. */
const MOST = 500;
const LISTED = 200;

/** Many employees of one employer: found by name, number, pinyin or unit; one by one, or all that are listed. */
export function PeoplePick({ id, value = [], onChange, legalEntityId, names }: PeoplePickProps) {
  const { t } = useTranslation("layoffs");
  const [typed, setTyped] = useState("");
  const [unit, setUnit] = useState<string>();
  const q = useDeferredValue(typed);
  const found = $api.useQuery(
    "get",
    "/api/v1/employees",
    {
      params: { query: { q: q || undefined, org_unit_id: unit, state: "active", limit: LISTED } },
    },
    { placeholderData: keepPreviousData, enabled: !!legalEntityId },
  );
  const listed = (found.data?.items ?? []).filter((one) => one.legal_entity_id === legalEntityId);
  const options = listed.map((one) => {
    const label = t("name_and_number", { name: one.name, number: one.number });
    names.keep(one.id, label);
    return {
      value: one.id,
      label,
      place: [one.org_unit?.name, one.position?.name].filter(Boolean).join(" · "),
    };
  });
  const missing = options.filter((option) => !value.includes(option.value));
  const shown = new Set(options.map((option) => option.value));
  const chosen = value
    .filter((one) => !shown.has(one))
    .map((one) => ({ value: one, label: names.of(one) ?? one, place: "" }));
  return (
    <div className="people-pick">
      <Select<string[], (typeof options)[number]>
        id={id}
        mode="multiple"
        aria-label={t("whom")}
        disabled={!legalEntityId}
        placeholder={t(legalEntityId ? "pick.employee" : "employer_first")}
        value={value}
        onChange={(ids) => onChange?.(ids.slice(0, MOST))}
        showSearch={{ filterOption: false, onSearch: setTyped, autoClearSearchValue: true }}
        allowClear
        maxTagCount={30}
        notFoundContent={found.isFetching ? t("loading") : t("pick.nobody")}
        options={[...options, ...chosen]}
        optionRender={(option) => (
          <div className="row between">
            <span>{option.label}</span>
            <span className="quiet small">{option.data.place}</span>
          </div>
        )}
      />
      <div className="row" style={{ marginTop: 8 }}>
        <div className="people-unit">
          <UnitPicker
            key={legalEntityId}
            legalEntityId={legalEntityId}
            aria-label={t("by_unit")}
            placeholder={t("by_unit")}
            value={unit}
            onChange={setUnit}
          />
        </div>
        <Button
          disabled={missing.length === 0}
          onClick={() => onChange?.([...value, ...missing.map((option) => option.value)].slice(0, MOST))}
        >
          {t("add_listed", { count: missing.length })}
        </Button>
        <span className="quiet small" role="status">
          {t("chosen", { count: value.length })}
        </span>
      </div>
    </div>
  );
}
