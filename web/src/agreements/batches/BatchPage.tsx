import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { AgreementBatch } from "../../api/types";
import { paths } from "../../paths";
import { Facts } from "../../ui/Facts";
import { Go } from "../../ui/Go";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { SigningOrderText } from "../../ui/SigningOrderField";
import { DateText, InstantText } from "../../ui/Text";
import { useId } from "../../ui/usePlace";
import { BatchProgress, BatchStateTag } from "./BatchBar";
import { BatchPeople } from "./BatchPeople";
import { BatchTasks } from "./BatchTasks";
import { LOOK_EVERY } from "./counts";

/** One batch: how far it has come, what is to be done now, and each person in it. */
export default function BatchPage() {
  const { t } = useTranslation("batches");
  const id = useId();
  const batch = $api.useSuspenseQuery(
    "get",
    "/api/v1/agreement-batches/{id}",
    { params: { path: { id } } },
    { refetchInterval: ({ state: { data } }) => (data && data.progress.waiting > 0 ? LOOK_EVERY : false) },
  ).data;
  return (
    <Page
      title={batch.name}
      back={{ to: paths.batches(), label: t("title") }}
      tags={<BatchStateTag batch={batch} />}
      about={t("about_one", { kind: t(`agreement_kind.${batch.kind}`), count: batch.progress.total })}
    >
      {batch.stage === "cancelled" ? (
        <p className="note warn">{t("cancelled", { reason: batch.cancelled_reason ?? "—" })}</p>
      ) : (
        batch.review_text && <p className="note">{t("review_said", { text: batch.review_text })}</p>
      )}
      <div className="grid-aside batch-page">
        <div className="stack">
          <Panel title={t("progress")}>
            <BatchProgress batch={batch} />
          </Panel>
          <BatchPeople batch={batch} />
        </div>
        <div className="stack">
          <BatchTasks batch={batch} />
          <Panel title={t("facts")}>
            <BatchFacts batch={batch} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function BatchFacts({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  return (
    <Facts
      single
      of={[
        [t("new.template"), <Go to={paths.template(batch.template_id)}>{batch.template_name}</Go>],
        [t("expires_on"), batch.expires_on ? <DateText date={batch.expires_on} /> : t("no_expiry")],
        [t("signing_order"), <SigningOrderText order={batch.signing_order} />],
        [t("created_by"), batch.created_by.name],
        [t("created_at"), <InstantText at={batch.created_at} />],
        [t("reviewed_by"), batch.reviewed_by?.name],
        [t("reviewed_at"), batch.reviewed_at && <InstantText at={batch.reviewed_at} />],
        [t("sent_at"), batch.sent_at && <InstantText at={batch.sent_at} />],
        [t("seal_allowed_by"), batch.seal_allowed_by?.name],
        [t("seal_allowed_at"), batch.seal_allowed_at && <InstantText at={batch.seal_allowed_at} />],
        [t("cancelled_at"), batch.cancelled_at && <InstantText at={batch.cancelled_at} />],
      ]}
    />
  );
}
