import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { givesContracts } from "../../templates/kinds";
import { Empty } from "../../ui/Empty";
import { Go } from "../../ui/Go";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { OrderForm } from "./OrderForm";

/** One contract for many people: what holds for all, said once, and what differs, line by line. */
export default function NewBatchPage() {
  const { t } = useTranslation("batches");
  return (
    <Page title={t("new.title")} about={t("new.about")} back={{ to: paths.batches(), label: t("title") }}>
      <Alone>
        <Order />
      </Alone>
    </Page>
  );
}

function Order() {
  const { t } = useTranslation("batches");
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const templates = $api.useSuspenseQuery("get", "/api/v1/templates", {
    params: { query: { limit: 200 } },
  }).data.items;
  const released = templates.filter(givesContracts);
  if (released.length === 0) {
    return (
      <Panel>
        <Empty title={t("new.no_template")} action={<Go to={paths.templates()}>{t("new.see_templates")}</Go>}>
          {t("new.no_template_about")}
        </Empty>
      </Panel>
    );
  }
  return <OrderForm entities={entities} templates={released} />;
}
