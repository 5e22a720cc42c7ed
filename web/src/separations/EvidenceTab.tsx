import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { BundleList } from "../ui/BundleList";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { useCan, useMe } from "../ui/useMe";

/** Bundles about this case: everything on record, with proofs that outsiders check without us. */
export function EvidenceTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const can = useCan();
  const make = $api.useMutation("post", "/api/v1/separations/{id}/evidence-bundles");
  return (
    <Panel
      flush
      title={t("evidence.title")}
      about={t("evidence.about")}
      extra={
        can("evidence.read", { self: isSelf(me, separation.employee) }) && (
          <ActionButton
            type="primary"
            loading={make.isPending}
            onClick={() => make.mutate({ params: { path: { id: separation.id } } })}
          >
            {t("evidence.make")}
          </ActionButton>
        )
      }
    >
      {make.error ? (
        <div style={{ padding: "0 22px 16px" }}>
          <ProblemNote problem={make.error} />
        </div>
      ) : null}
      <BundleList separationId={separation.id} />
    </Panel>
  );
}
