import { Form, Input, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Agreement, PaperCopy, PaperCopyHandover } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { FormDrawer } from "../ui/FormDrawer";
import { dateText, instantText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { DatePick } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useCan, useMe } from "../ui/useMe";

/** A free copy on paper of what was signed: the person asks, HR records that it was handed over. */
export function PaperCopies({ agreement }: { agreement: Agreement }) {
  const { t, i18n } = useTranslation("agreements");
  const me = useMe();
  const can = useCan();
  const path = { params: { path: { id: agreement.id } } };
  const copies = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/paper-copies", path).data.items;
  const ask = $api.useMutation("post", "/api/v1/agreements/{id}/paper-copies");
  const [handing, setHanding] = useState<PaperCopy | null>(null);
  const own = isSelf(me, agreement.employee);
  const open = copies.find((copy) => !copy.handed_over_on);
  if (!own && copies.length === 0) return null;
  return (
    <Panel title={t("paper.title")} about={own ? t("paper.about") : undefined}>
      <div className="stack tight">
        {copies.map((copy) => (
          <p key={copy.id}>
            {copy.handed_over_on
              ? t("paper.handed", { date: dateText(copy.handed_over_on, i18n.language) })
              : t("paper.asked", { at: instantText(copy.asked_at, i18n.language) })}
            {copy.note && <span className="quiet small"> · {copy.note}</span>}
          </p>
        ))}
        {own && !open && (
          <ActionButton loading={ask.isPending} onClick={() => ask.mutate(path)}>
            {t("paper.ask")}
          </ActionButton>
        )}
        {!own && open && can("agreements.prepare") && (
          <ActionButton type="primary" onClick={() => setHanding(open)}>
            {t("paper.hand_over")}
          </ActionButton>
        )}
        <ProblemNote problem={ask.error} />
      </div>
      <HandoverDrawer agreement={agreement} copy={handing} onClose={() => setHanding(null)} />
    </Panel>
  );
}

interface HandoverProps {
  agreement: Agreement;
  copy: PaperCopy | null;
  onClose: () => void;
}

function HandoverDrawer({ agreement, copy, onClose }: HandoverProps) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const handOver = $api.useMutation("post", "/api/v1/agreements/{id}/paper-copies/{copy_id}/handover");
  const send = (body: PaperCopyHandover) =>
    handOver.mutateAsync({ params: { path: { id: agreement.id, copy_id: copy?.id ?? "" } }, body });
  return (
    <FormDrawer title={t("paper.hand_over")} open={copy !== null} onClose={onClose}>
      <ServerForm<PaperCopyHandover>
        send={send}
        onSent={() => {
          onClose();
          void message.success(t("paper.saved"));
        }}
        submit={t("paper.hand_over")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="handed_over_on" label={t("paper.handed_over_on")} rules={[required]}>
          <DatePick />
        </Form.Item>
        <Form.Item name="note" label={t("paper.note")} extra={t("paper.note_hint")}>
          <Input maxLength={500} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
