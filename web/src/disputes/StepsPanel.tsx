import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute } from "../api/types";
import { DownloadButton } from "../ui/DownloadButton";
import { sizeText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, ShaText } from "../ui/Text";
import { StepDrawer } from "./StepDrawer";

type Step = Dispute["steps"][number];

/** What happened, in order; notes and exhibits of the employer's side are marked as its own. */
export function StepsPanel({ dispute, handles }: { dispute: Dispute; handles: boolean }) {
  const { t } = useTranslation("disputes");
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t("steps.title")}
      about={t(handles ? "steps.about" : "steps.about_own")}
      extra={
        handles && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t("steps.add")}
          </Button>
        )
      }
    >
      {dispute.steps.length === 0 ? (
        <p className="quiet">{t("steps.none")}</p>
      ) : (
        <ol className="dispute-rows" aria-label={t("steps.title")}>
          {dispute.steps.map((step) => (
            <StepRow key={step.id} disputeId={dispute.id} step={step} />
          ))}
        </ol>
      )}
      <StepDrawer dispute={dispute} open={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

function StepRow({ disputeId, step }: { disputeId: string; step: Step }) {
  const { t } = useTranslation("disputes");
  const own = step.kind === "note" || step.kind === "exhibit";
  return (
    <li>
      <div className="row between">
        <span>
          <span className="strong">{t(`step.${step.kind}`)}</span>
          {step.is_final && <Tag tone="bad">{t("is_final")}</Tag>}
          {step.reinstates && <Tag tone="bad">{t("reinstates")}</Tag>}
          {own && (
            <Tag>
              <LockOutlined aria-hidden /> {t("steps.own")}
            </Tag>
          )}
        </span>
        <DateText date={step.dated_on} />
      </div>
      {step.text && <p className="prose small">{step.text}</p>}
      {step.note && (
        <p className="prose small quiet">
          <LockOutlined aria-hidden /> {step.note}
        </p>
      )}
      {step.sha256 && <Paper disputeId={disputeId} step={step} sha256={step.sha256} />}
      {step.recorded_by_name && (
        <p className="quiet small">{t("steps.by", { name: step.recorded_by_name })}</p>
      )}
    </li>
  );
}

function Paper({ disputeId, step, sha256 }: { disputeId: string; step: Step; sha256: string }) {
  const { t } = useTranslation("disputes");
  return (
    <div className="row">
      <DownloadButton
        path={`/api/v1/disputes/${disputeId}/steps/${step.id}/file`}
        fileName={step.file_name || step.id}
      >
        {step.file_name || t("steps.paper")}{" "}
        {step.size && <span className="quiet small">{sizeText(step.size)}</span>}
      </DownloadButton>
      <ShaText sha256={sha256} />
    </div>
  );
}
