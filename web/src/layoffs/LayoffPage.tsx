import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { DateText, InstantText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { CaseTable } from "./CaseTable";
import { PriorityPanel } from "./PriorityPanel";
import { Procedure } from "./Procedure";
import { LayoffStateTag, PeopleText, ThresholdTag } from "./words";
import "./layoffs.css";

/** One lay-off: what it rests on, its procedure step by step, and its cases. */
export default function LayoffPage() {
  const { t } = useTranslation("layoffs");
  const id = useId();
  const can = useCan();
  const [weighing, setWeighing] = useState(false);
  const layoff = $api.useSuspenseQuery("get", "/api/v1/layoffs/{id}", { params: { path: { id } } }).data;
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const employer = entities.find((one) => one.id === layoff.legal_entity_id);
  return (
    <Page
      title={layoff.number}
      back={{ to: paths.layoffs(), label: t("title") }}
      tags={
        <>
          <LayoffStateTag layoff={layoff} />
          <ThresholdTag layoff={layoff} />
        </>
      }
      about={employer?.name}
    >
      {!layoff.applies && <p className="note bad">{t("below_threshold")}</p>}
      <Panel title={t("facts")}>
        <Facts
          of={[
            [t("people"), <PeopleText layoff={layoff} />],
            [t("completed"), t("completed_of", { done: layoff.completed, all: layoff.to_cut })],
            [t("last_day"), <DateText date={layoff.last_day} />],
            [t("opened_by"), layoff.opened_by_name],
            [t("opened_at"), <InstantText at={layoff.opened_at} />],
          ]}
        />
        <h3 style={{ marginTop: 16 }}>
          {t("item_nth", { item: t(`ordinal.${layoff.item}`) })} {t(`item_short.${layoff.item}`)}
        </h3>
        <p className="quiet small">{t(`item_text.${layoff.item}`)}</p>
        <p className="prose quote">{layoff.reason}</p>
      </Panel>
      <Panel title={t("procedure")} about={t("procedure_about")}>
        <Procedure
          layoff={layoff}
          hasUnion={employer?.has_union ?? true}
          onWeigh={() => {
            setWeighing(true);
            document.getElementById("layoff-cases")?.scrollIntoView({ behavior: "smooth" });
          }}
        />
      </Panel>
      {can("layoffs.priorities") && <PriorityPanel layoff={layoff} />}
      <CaseTable layoff={layoff} weighing={weighing} onWeigh={setWeighing} />
    </Page>
  );
}
