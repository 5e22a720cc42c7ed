import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { TemplateDetail } from "../api/types";
import { Alone, Panel } from "../ui/Panel";
import { Redline } from "../ui/Redline";

interface ComparisonPanelProps {
  id: string;
  number: number;
  /** The versions before it, latest first. */
  earlier: TemplateDetail["versions"];
}

/** What a version changes against an earlier one, as a redline. */
export function ComparisonPanel({ id, number, earlier }: ComparisonPanelProps) {
  const { t } = useTranslation("templates");
  const [against, setAgainst] = useState(earlier[0]?.number ?? 1);
  return (
    <Panel
      title={t("comparison")}
      about={t("compare.about")}
      extra={
        <Select
          aria-label={t("compare.with")}
          value={against}
          onChange={setAgainst}
          options={earlier.map((one) => ({
            value: one.number,
            label: t("compare.with_version", { number: one.number }),
          }))}
        />
      }
    >
      <Alone key={against}>
        <Changes id={id} number={number} against={against} />
      </Alone>
    </Panel>
  );
}

function Changes({ id, number, against }: { id: string; number: number; against: number }) {
  const comparison = $api.useSuspenseQuery("get", "/api/v1/templates/{id}/versions/{number}/comparison", {
    params: { path: { id, number }, query: { with: against } },
  }).data;
  return <Redline comparison={comparison} />;
}
