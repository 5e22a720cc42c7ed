import { PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Form, Input, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api, ifMatch, postRaw } from "../api/client";
import type { Agreement, PaperSignature, PaperSignatureReview } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { DecisionFields } from "../ui/DecisionFields";
import { DownloadButton } from "../ui/DownloadButton";
import { FormDrawer } from "../ui/FormDrawer";
import { dateText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { DatePick, FilePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText, ShaText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";

const TONES = { waiting: "plain", confirmed: "good", returned: "bad" } as const;

interface Signed {
  file: File;
  signed_on: string;
  kept_at: string;
}

function formOf(said: Signed): FormData {
  const form = new FormData();
  form.append("file", said.file);
  form.append("signed_on", said.signed_on);
  form.append("kept_at", said.kept_at);
  return form;
}

/** What was signed by hand instead: one brings the scan in, another compares it, the employee may object. */
export function PaperSignatures({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const can = useCan();
  const own = isSelf(useMe(), agreement.employee);
  const [bringing, setBringing] = useState(false);
  const path = { params: { path: { id: agreement.id } } };
  const scans = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/paper-signatures", path).data.items;
  const brings =
    !own &&
    agreement.stage === "sent" &&
    can("agreements.prepare") &&
    scans.every((one) => one.state === "returned");
  if (scans.length === 0) {
    if (!brings) return null;
    return (
      <>
        <p className="right">
          <button type="button" className="link-button small" onClick={() => setBringing(true)}>
            {t("by_hand.open")}
          </button>
        </p>
        <BringDrawer agreement={agreement} open={bringing} onClose={() => setBringing(false)} />
      </>
    );
  }
  return (
    <Panel title={t("by_hand.title")} about={t("by_hand.about")}>
      <div className="stack">
        {scans.map((scan) => (
          <Scan key={scan.id} agreement={agreement} scan={scan} own={own} />
        ))}
        {brings && (
          <ActionButton onClick={() => setBringing(true)}>{t("by_hand.bring_another")}</ActionButton>
        )}
      </div>
      <BringDrawer agreement={agreement} open={bringing} onClose={() => setBringing(false)} />
    </Panel>
  );
}

function Scan({ agreement, scan, own }: { agreement: Agreement; scan: PaperSignature; own: boolean }) {
  const { t, i18n } = useTranslation("agreements");
  const can = useCan();
  return (
    <div className="stack tight">
      <div className="row between">
        <span>{t("by_hand.signed_on", { date: dateText(scan.signed_on, i18n.language) })}</span>
        <Tag tone={TONES[scan.state]}>{t(`by_hand.state.${scan.state}`)}</Tag>
      </div>
      <p className="quiet small">
        {t("by_hand.brought", { name: scan.brought_by_name })} <InstantText at={scan.brought_at} /> ·{" "}
        {t("by_hand.kept", { place: scan.kept_at })}
      </p>
      {scan.decided_by_name && scan.decided_at && (
        <p className="quiet small">
          {t(`by_hand.decided.${scan.state === "returned" ? "returned" : "confirmed"}`, {
            name: scan.decided_by_name,
          })}{" "}
          <InstantText at={scan.decided_at} />
          {scan.decision_text && ` · ${scan.decision_text}`}
        </p>
      )}
      {scan.objection && <p className="note warn">{t("by_hand.objected", { text: scan.objection })}</p>}
      <p className="small">
        <ShaText sha256={scan.scan_sha256} />
      </p>
      <div>
        <DownloadButton
          path={`/api/v1/agreements/${agreement.id}/paper-signatures/${scan.id}/scan`}
          fileName={`${agreement.title} ${agreement.number}.${scan.scan_media.split("/").at(-1)}`}
        >
          {t("by_hand.scan")}
        </DownloadButton>
      </div>
      {scan.state === "waiting" && !own && can("agreements.review") && (
        <Review agreement={agreement} scan={scan} />
      )}
      {own && scan.state !== "returned" && !scan.objection && <Objection agreement={agreement} scan={scan} />}
    </div>
  );
}

function Review({ agreement, scan }: { agreement: Agreement; scan: PaperSignature }) {
  const { t } = useTranslation("agreements");
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/paper-signatures/{paper_id}/review");
  return (
    <ServerForm<PaperSignatureReview>
      send={(body) =>
        send.mutateAsync({
          params: { path: { id: agreement.id, paper_id: scan.id } },
          headers: ifMatch(agreement),
          body: { ...body, text: body.text ?? "" },
        })
      }
      submit={t("by_hand.review.submit")}
    >
      {(form) => (
        <DecisionFields
          form={form}
          label={t("by_hand.review.decision")}
          about={t("by_hand.review.about")}
          choices={(["confirmed", "returned"] as const).map((value) => ({
            value,
            label: t(`by_hand.review.${value}`),
          }))}
          against="returned"
          text={t("review.text")}
        />
      )}
    </ServerForm>
  );
}

function Objection({ agreement, scan }: { agreement: Agreement; scan: PaperSignature }) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/paper-signatures/{paper_id}/objection");
  if (!open) {
    return <ActionButton onClick={() => setOpen(true)}>{t("by_hand.objection.open")}</ActionButton>;
  }
  return (
    <ServerForm<{ text: string }>
      send={(body) => send.mutateAsync({ params: { path: { id: agreement.id, paper_id: scan.id } }, body })}
      submit={t("by_hand.objection.submit")}
      cancel={{ act: () => setOpen(false) }}
    >
      <Form.Item
        name="text"
        label={t("by_hand.objection.text")}
        rules={[required]}
        extra={t("by_hand.objection.about")}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
      </Form.Item>
    </ServerForm>
  );
}

interface BringProps {
  agreement: Agreement;
  open: boolean;
  onClose: () => void;
}

/** From the printed text to the scan, in the order in which it is done. */
function BringDrawer({ agreement, open, onClose }: BringProps) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const bring = useMutation({
    mutationFn: (said: Signed) =>
      postRaw<PaperSignature>(`/api/v1/agreements/${agreement.id}/paper-signatures`, formOf(said)),
  });
  return (
    <FormDrawer title={t("by_hand.bring")} open={open} onClose={onClose}>
      <div className="stack tight">
        <p>{t("by_hand.step_print")}</p>
        <div>
          <DownloadButton
            path={`/api/v1/agreements/${agreement.id}/original`}
            fileName={`${agreement.title} ${agreement.number}.pdf`}
            icon={<PrinterOutlined aria-hidden />}
          >
            {t("by_hand.print")}
          </DownloadButton>
        </div>
        <p>{t("by_hand.step_scan")}</p>
      </div>
      <ServerForm<Signed>
        send={(said) => bring.mutateAsync(said)}
        onSent={() => {
          onClose();
          void message.success(t("by_hand.brought_in"));
        }}
        submit={t("by_hand.submit")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="file" label={t("by_hand.file")} rules={[required]}>
          <FilePick accept=".pdf,.jpg,.jpeg,.png" kinds={t("by_hand.kinds")} />
        </Form.Item>
        <Form.Item name="signed_on" label={t("by_hand.day")} rules={[required]} extra={t("by_hand.day_hint")}>
          <DatePick />
        </Form.Item>
        <Form.Item
          name="kept_at"
          label={t("by_hand.kept_at")}
          rules={[{ ...required, whitespace: true }]}
          extra={t("by_hand.kept_at_hint")}
        >
          <Input maxLength={200} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
