import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { ActionButton } from "../ui/ActionButton";
import { BundleList } from "../ui/BundleList";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";

/** The bundle of the case behind the dispute: what proves the exhibits without us. */
export function BundlePanel({ separationId }: { separationId: string }) {
  const { t } = useTranslation("disputes");
  const make = $api.useMutation("post", "/api/v1/separations/{id}/evidence-bundles");
  return (
    <Panel
      flush
      title={t("bundle.title")}
      about={t("bundle.about")}
      extra={
        <ActionButton
          loading={make.isPending}
          onClick={() => make.mutate({ params: { path: { id: separationId } } })}
        >
          {t("bundle.make")}
        </ActionButton>
      }
    >
      {make.error ? (
        <div style={{ padding: "0 22px 16px" }}>
          <ProblemNote problem={make.error} />
        </div>
      ) : null}
      <BundleList separationId={separationId} />
    </Panel>
  );
}
