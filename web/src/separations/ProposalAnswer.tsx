import { Button, Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Proposal, Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";

interface ProposalAnswerProps {
  separation: Separation;
  proposal: Proposal;
  onCounter: () => void;
}

/** The other side's proposal waits: accept it, turn it down with reasons, or answer with another. */
export function ProposalAnswer({ separation, proposal, onCounter }: ProposalAnswerProps) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const [rejecting, setRejecting] = useState(false);
  const accept = $api.useMutation("post", "/api/v1/separations/{id}/proposals/{proposal_id}/acceptance");
  const reject = $api.useMutation("post", "/api/v1/separations/{id}/proposals/{proposal_id}/rejection");
  const at = { params: { path: { id: separation.id, proposal_id: proposal.id } } };
  return (
    <div className="proposal-answer">
      <p className="strong">
        {t("negotiation.waits", { by: t(`negotiation.${proposal.by}`), round: proposal.round })}
      </p>
      {proposal.text && <p className="prose quote">{proposal.text}</p>}
      <ProblemNote problem={accept.error} />
      {rejecting ? (
        <ServerForm<{ text: string }>
          send={(body) => reject.mutateAsync({ ...at, body })}
          onSent={() => setRejecting(false)}
          submit={t("negotiation.reject")}
          cancel={{ act: () => setRejecting(false) }}
        >
          <Form.Item name="text" label={t("negotiation.why_not")} rules={[required]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        </ServerForm>
      ) : (
        <div className="row">
          <Popconfirm
            title={t("negotiation.accept_sure")}
            description={
              <>
                {t("money.total")} <MoneyText amount={proposal.total} strong />
                {proposal.balance.share && <> · {t("balance.of_law", { share: proposal.balance.share })}</>}
                <br />
                {t("negotiation.accept_means")}
              </>
            }
            okText={t("negotiation.accept")}
            cancelText={t("cancel")}
            onConfirm={() => accept.mutate(at)}
          >
            <ActionButton type="primary" loading={accept.isPending}>
              {t("negotiation.accept")}
            </ActionButton>
          </Popconfirm>
          <Button onClick={onCounter}>{t("negotiation.counter")}</Button>
          <Button onClick={() => setRejecting(true)}>{t("negotiation.reject")}</Button>
        </div>
      )}
    </div>
  );
}
