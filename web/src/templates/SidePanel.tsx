import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import type { Template } from "../api/types";
import { useKindFacts } from "./kinds";
import { PreviewPane } from "./PreviewPane";
import type { PlaceOfInsertion } from "./usePlaceOfInsertion";
import type { Preview } from "./usePreview";
import { VariableList } from "./VariableList";

interface SidePanelProps {
  kind: Template["kind"];
  preview: Preview;
  /** Left out where the text is only read. */
  place?: PlaceOfInsertion;
}

/** Beside the text: how it will look, and what it may name. */
export function SidePanel({ kind, preview, place }: SidePanelProps) {
  const { t } = useTranslation("templates");
  const { variables, samples } = useKindFacts(kind);
  return (
    <section className="panel version-side">
      <Tabs
        size="small"
        items={[
          {
            key: "preview",
            label: t("preview"),
            children: <PreviewPane preview={preview} samples={samples} />,
          },
          {
            key: "variables",
            label: t("variables"),
            children: <VariableList variables={variables} place={place} />,
          },
        ]}
      />
    </section>
  );
}
