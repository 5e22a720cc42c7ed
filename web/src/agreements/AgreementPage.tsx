import { EditOutlined, SwapOutlined } from "@ant-design/icons";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Agreement, Me } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { dateText } from "../ui/format";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { AgreementStageTag } from "../ui/stages";
import { PersonText } from "../ui/Text";
import { tab } from "../ui/tab";
import { useCan, useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { DocumentTab } from "./DocumentTab";
import { Chain } from "./negotiation/Chain";
import { isOpen, mayBeReplaced, variesClauses } from "./negotiation/negotiation";
import { ownRole, waitsFor } from "./turn";
import { WaitsNote } from "./WaitsNote";
import "./agreement.css";

const ClausesTab = tab(() => import("./negotiation/ClausesTab").then((module) => module.ClausesTab));
const ChangesTab = tab(() => import("./negotiation/ChangesTab").then((module) => module.ChangesTab));
const VariedClauses = tab(() => import("./negotiation/ChangesTab").then((module) => module.VariedClauses));

/** One agreement: the document, and of a contract its clauses with what both say about them. */
export default function AgreementPage() {
  const { t, i18n } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const [search, change] = useSearch();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  const isParty = useIsParty(agreement);
  const tabs: [string, boolean, ReactNode][] = [
    ["document", true, <DocumentTab agreement={agreement} isParty={isParty} />],
    ["clauses", isParty && !!agreement.facts, <ClausesTab agreement={agreement} />],
    ["changes", isParty && !!agreement.replaces, <ChangesTab agreement={agreement} />],
    ["varied", isParty && variesClauses(agreement), <VariedClauses agreement={agreement} />],
  ];
  const shown = tabs.filter(([, visible]) => visible);
  return (
    <Page
      title={agreement.title}
      back={{ to: paths.agreements(), label: t("title") }}
      tags={<AgreementStageTag stage={agreement.stage} />}
      about={<PersonText person={agreement.employee} />}
      actions={
        <>
          <ReplaceButton agreement={agreement} me={me} />
          <SignButton agreement={agreement} me={me} />
        </>
      }
    >
      <Chain agreement={agreement} />
      <NotYet agreement={agreement} me={me} />
      {agreement.ended_reason && !agreement.replaced_by && (
        <p className="note warn">{t("ended", { reason: agreement.ended_reason })}</p>
      )}
      {agreement.stage === "expired" && (
        <p className="note warn">
          {t("expired", { date: dateText(agreement.expires_on, i18n.language) ?? "—" })}
        </p>
      )}
      {agreement.review_text && <p className="note">{t("review_said", { text: agreement.review_text })}</p>}
      {shown.length === 1 ? (
        shown[0]?.[2]
      ) : (
        <Tabs
          activeKey={shown.some(([key]) => key === search.tab) ? search.tab : "document"}
          onChange={(tab) => change({ tab })}
          destroyOnHidden
          items={shown.map(([key, , children]) => ({
            key,
            label: t(`negotiation.tab.${key}`),
            children: <Alone>{children}</Alone>,
          }))}
        />
      )}
    </Page>
  );
}

/** The next agreement in the place of this one. */
function ReplaceButton({ agreement, me }: { agreement: Agreement; me: Me }) {
  const { t } = useTranslation("agreements");
  const go = useGo();
  const can = useCan();
  if (!can("agreements.prepare") || isSelf(me, agreement.employee) || !mayBeReplaced(agreement)) return null;
  return (
    <ActionButton icon={<SwapOutlined aria-hidden />} onClick={() => go(paths.replacement(agreement.id))}>
      {t("negotiation.replace")}
    </ActionButton>
  );
}

/** The person it is about, or somebody whose task it is; not a witness, and not who merely gets a copy. */
function useIsParty(agreement: Agreement): boolean {
  const me = useMe();
  const can = useCan();
  return can("agreements.read", { self: isSelf(me, agreement.employee) });
}

/** As what this person has to sign; null when that is done, or nothing is to be signed. */
function useOwnRole(agreement: Agreement, me: Me) {
  const can = useCan();
  const role = ownRole(agreement, me);
  const own = agreement.signers.find((signer) => signer.role === role);
  const waits = isOpen(agreement) && own?.state === "waiting";
  return waits && (role !== "employer" || can("agreements.sign")) ? role : null;
}

const SIGN_WORDS = { employee: "sign", employer: "seal", witness: "witness.sign" } as const;

function SignButton({ agreement, me }: { agreement: Agreement; me: Me }) {
  const { t } = useTranslation("agreements");
  const go = useGo();
  const role = useOwnRole(agreement, me);
  if (!role || waitsFor(agreement, role)) return null;
  return (
    <ActionButton
      type="primary"
      icon={<EditOutlined aria-hidden />}
      onClick={() => go(paths.signing(agreement.id))}
    >
      {t(SIGN_WORDS[role])}
    </ActionButton>
  );
}

function NotYet({ agreement, me }: { agreement: Agreement; me: Me }) {
  const role = useOwnRole(agreement, me);
  const before = role && waitsFor(agreement, role);
  return before && <WaitsNote role={role} before={before} />;
}
