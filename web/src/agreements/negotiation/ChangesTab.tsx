import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Agreement } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { Redline } from "../../ui/Redline";

/** What a contract says differently from the one in whose place it stands. */
export function ChangesTab({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const number = agreement.replaces?.number;
  return (
    <Panel title={t("negotiation.tab.changes")} about={t("negotiation.changes_about", { number })}>
      <Changes id={agreement.id} />
    </Panel>
  );
}

interface WhatChangedProps {
  agreement: Agreement;
  before: NonNullable<Agreement["replaces"]>;
}

/** The same before somebody reads the whole in order to sign it. */
export function WhatChanged({ agreement, before }: WhatChangedProps) {
  const { t } = useTranslation("agreements");
  return (
    <Panel
      title={t("negotiation.what_changed", { number: before.number })}
      about={t("negotiation.what_changed_about")}
      tinted
    >
      <Changes id={agreement.id} />
    </Panel>
  );
}

/** What a variation changes in the contract that both signed. */
export function VariedClauses({ agreement, tinted }: { agreement: Agreement; tinted?: boolean }) {
  const { t } = useTranslation("agreements");
  return (
    <Panel title={t("varying.redline")} about={t("varying.redline_about")} tinted={tinted}>
      <Varied id={agreement.id} />
    </Panel>
  );
}

function Varied({ id }: { id: string }) {
  const comparison = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/clause-changes", {
    params: { path: { id } },
  }).data;
  return <Redline comparison={comparison} />;
}

function Changes({ id }: { id: string }) {
  const comparison = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/comparison", {
    params: { path: { id } },
  }).data;
  return <Redline comparison={comparison} />;
}
