import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import { ActionButton } from "../ui/ActionButton";
import { BundleList } from "../ui/BundleList";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { useMe } from "../ui/useMe";

/** Evidence bundles of all cases, and a new one for a case. */
export default function EvidencePage() {
  const { t } = useTranslation("evidence");
  const me = useMe();
  return (
    <Page title={t("title")} about={t("about")}>
      {hasRole(me, "hr", "legal") && <MakePanel />}
      <Panel flush title={t("bundles")}>
        <BundleList withCase />
      </Panel>
      <Panel title={t("how")}>
        <ol className="numbered">
          {["open", "verify", "compare"].map((key) => (
            <li key={key}>{t(`how_${key}`)}</li>
          ))}
        </ol>
      </Panel>
    </Page>
  );
}

function MakePanel() {
  const { t } = useTranslation("evidence");
  const [chosen, setChosen] = useState<string>();
  const cases = $api.useQuery("get", "/api/v1/separations", { params: { query: { limit: 100 } } });
  const make = $api.useMutation("post", "/api/v1/separations/{id}/evidence-bundles");
  return (
    <Panel title={t("make")} about={t("make_about")}>
      <div className="row">
        <Select
          style={{ minWidth: 300, flex: 1, maxWidth: 460 }}
          aria-label={t("case")}
          placeholder={t("case")}
          showSearch={{ optionFilterProp: "label" }}
          loading={cases.isPending}
          value={chosen}
          onChange={setChosen}
          options={(cases.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.number} ${one.employee.name}`,
          }))}
        />
        <ActionButton
          type="primary"
          why={!chosen && t("why_case")}
          loading={make.isPending}
          onClick={() => chosen && make.mutate({ params: { path: { id: chosen } } })}
        >
          {t("make")}
        </ActionButton>
      </div>
      <ProblemNote problem={make.error} />
    </Panel>
  );
}
