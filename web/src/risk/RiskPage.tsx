import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { $api, download } from "../api/client";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { LegalEntityPicker } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { DateText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";
import { CasesPanel } from "./CasesPanel";
import { ContractsPanel, DuePanel, ProtectedPanel } from "./CountPanels";
import { MissingPanel } from "./MissingPanel";
import { MoneyPanel } from "./MoneyPanel";
import "./risk.css";

/** What is at stake, where proof is lacking, and what comes due: numbers, each with the list behind it. */
export default function RiskPage() {
  const { t } = useTranslation("risk");
  const [search, change] = useSearch();
  return (
    <Page
      title={t("title")}
      about={t("about")}
      actions={
        <>
          <ExportButton list="cases" employer={search.employer} />
          <ExportButton list="contracts" employer={search.employer} />
        </>
      }
    >
      <div className="filters">
        <LegalEntityPicker
          aria-label={t("employer")}
          allowClear
          placeholder={t("all_employers")}
          value={search.employer}
          onChange={(employer) => change({ employer })}
        />
      </div>
      <Alone key={search.employer}>
        <Numbers employer={search.employer} />
      </Alone>
    </Page>
  );
}

function Numbers({ employer }: { employer?: string }) {
  const { t } = useTranslation("risk");
  const risk = $api.useSuspenseQuery("get", "/api/v1/risk", {
    params: { query: { legal_entity_id: employer } },
  }).data;
  return (
    <div className="stack">
      <p className="quiet small">
        {t("as_of")} <DateText date={risk.as_of} /> · {t("people", { count: risk.people })}
      </p>
      <MoneyPanel risk={risk} />
      <CasesPanel risk={risk} employer={employer} />
      <MissingPanel risk={risk} employer={employer} />
      <div className="risk-columns">
        <ContractsPanel risk={risk} employer={employer} />
        <ProtectedPanel risk={risk} employer={employer} />
        <DuePanel risk={risk} />
      </div>
    </div>
  );
}

function ExportButton({ list, employer }: { list: "cases" | "contracts"; employer?: string }) {
  const { t } = useTranslation("risk");
  const name = t(list === "cases" ? "export_cases" : "export_contracts");
  const fetching = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams({ list, ...(employer && { legal_entity_id: employer }) });
      return download(`/api/v1/risk/export?${query}`, `${name}.csv`);
    },
  });
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {name}
      </Button>
      <ProblemNote problem={fetching.error} />
    </>
  );
}
