import { KeyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../../api/client";
import { answerWithPasskey, passkeysWork } from "../../api/passkey";
import type { AgreementBatch, Me, PasskeyAnswer, Seal } from "../../api/types";
import { ActionButton } from "../../ui/ActionButton";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { useCan, useMe } from "../../ui/useMe";

/** The company's seal on all that were sent and have none: one act of its keeper. */
export function SealTask({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const can = useCan();
  const me = useMe();
  const count = batch.progress.may_seal;
  const later = batch.progress.to_seal - count;
  if (count === 0) return later > 0 ? <p className="note">{t("seal.later", { count: later })}</p> : null;
  if (!can("agreement_batches.seal")) return <p className="note">{t("seal.waits", { count })}</p>;
  if (batch.created_by.id === me.account_id) return <p className="note warn">{t("seal.own")}</p>;
  return (
    <Panel title={t("seal.title", { count })} about={t("seal.about")} tinted>
      <Keeper batch={batch} />
    </Panel>
  );
}

function Keeper({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const me = useMe();
  const seals = $api.useSuspenseQuery("get", "/api/v1/seals", {
    params: { query: { legal_entity_id: batch.legal_entity_id } },
  }).data.items;
  const seal = seals.find((one) => !one.retired_at && one.purposes.includes("contract"));
  if (!seal) return <p className="note warn">{t("seal.none")}</p>;
  const name = seal.inscription ?? t("seal.official");
  if (!mayUse(seal, me)) {
    return (
      <p className="note warn">{t("seal.not_keeper", { seal: name, keeper: seal.keeper?.name ?? "—" })}</p>
    );
  }
  return <SealAct batch={batch} seal={name} />;
}

/** The keeper, the deputy in their days, or anybody who seals when nobody keeps it. */
function mayUse({ keeper, deputy }: Seal, { account_id, today }: Me): boolean {
  if (!keeper || keeper.id === account_id) return true;
  return deputy?.account.id === account_id && deputy.from <= today && today <= deputy.until;
}

const DIGITS = 6;

/** What proves that it is the keeper. */
type BatchProof = { code: string } | { totp: string } | { passkey: PasskeyAnswer };

function SealAct({ batch, seal }: { batch: AgreementBatch; seal: string }) {
  const { t } = useTranslation("batches");
  const me = useMe();
  const [code, setCode] = useState("");
  const [byTotp, setByTotp] = useState(false);
  const ask = $api.useMutation("post", "/api/v1/agreement-batches/{id}/seal-codes");
  const act = $api.useMutation("post", "/api/v1/agreement-batches/{id}/seal", {
    onError: () => setCode(""),
  });
  const statement = t("seal.statement", { name: batch.name, count: batch.progress.may_seal, seal });
  const params = { path: { id: batch.id } };
  const send = () => ask.mutate({ params });
  const put = (proof: BatchProof) =>
    act.mutateAsync({ params, headers: ifMatch(batch), body: { ...proof, statement } });
  const challenge = $api.useMutation("post", "/api/v1/agreement-batches/{id}/passkey-challenges");
  const byPasskey = useMutation({
    mutationFn: async () => {
      const passkey = await answerWithPasskey(await challenge.mutateAsync({ params }));
      return put({ passkey });
    },
  });
  const asked = byTotp || ask.data;
  const change = (to: boolean) => {
    setByTotp(to);
    setCode("");
  };
  return (
    <div className="stack">
      <p className="quote">{statement}</p>
      {me.passkeys > 0 && passkeysWork() && !asked && (
        <>
          <ProblemNote problem={byPasskey.error} />
          <Button
            type="primary"
            block
            icon={<KeyOutlined aria-hidden />}
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate()}
          >
            {t("seal.passkey", { count: batch.progress.may_seal })}
          </Button>
        </>
      )}
      <ProblemNote problem={byTotp ? null : ask.error} />
      {!asked && (
        <ActionButton block loading={ask.isPending} onClick={send}>
          {t("seal.send_code")}
        </ActionButton>
      )}
      {asked && (
        <div className="stack tight batch-otp">
          <p className={byTotp ? "" : "good"} role="status">
            {byTotp ? t("seal.totp") : t("seal.code_sent", { to: ask.data?.sent_to ?? "" })}
          </p>
          <Input.OTP
            size="large"
            length={DIGITS}
            aria-label={t("seal.code")}
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          {!byTotp && (
            <button type="button" className="link-button small" onClick={send}>
              {t("seal.code_again")}
            </button>
          )}
        </div>
      )}
      {me.totp_enabled && (
        <button type="button" className="link-button small" onClick={() => change(!byTotp)}>
          {t(byTotp ? "seal.by_code" : "seal.by_totp")}
        </button>
      )}
      <ProblemNote problem={byPasskey.error ? null : act.error} />
      <ActionButton
        type="primary"
        block
        loading={act.isPending}
        why={!asked ? t("seal.why_code_first") : code.length < DIGITS && t("seal.why_code")}
        onClick={() => put(byTotp ? { totp: code } : { code }).catch(() => undefined)}
      >
        {t("seal.submit", { count: batch.progress.may_seal })}
      </ActionButton>
    </div>
  );
}
