import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Page } from "../ui/Page";
import { useSearch } from "../ui/usePlace";
import { AnnualLeave } from "./AnnualLeave";
import "./calculator.css";
import { IncomeTax } from "./IncomeTax";
import { Retirement } from "./Retirement";
import { Severance } from "./Severance";

/** Everybody can work it out: the same calculators as the cases use, with every step and its rule. */
export default function CalculatorPage() {
  const { t } = useTranslation("calculator");
  const [search, change] = useSearch();
  return (
    <Page title={t("title")} about={t("about")}>
      <Tabs
        activeKey={search.tab ?? "severance"}
        onChange={(tab) => change({ tab: tab === "severance" ? undefined : tab })}
        destroyOnHidden
        items={[
          { key: "severance", label: t("tab.severance"), children: <Severance /> },
          { key: "leave", label: t("tab.leave"), children: <AnnualLeave /> },
          { key: "tax", label: t("tab.tax"), children: <IncomeTax /> },
          { key: "retirement", label: t("tab.retirement"), children: <Retirement /> },
        ]}
      />
    </Page>
  );
}
