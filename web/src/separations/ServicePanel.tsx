import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation, ServiceAttempt } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ActionButton } from "../ui/ActionButton";
import { DownloadButton } from "../ui/DownloadButton";
import { Empty } from "../ui/Empty";
import { Panel } from "../ui/Panel";
import { RuleTag, Tag, type Tone } from "../ui/Tag";
import { DateText, ShaText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { AttemptDrawer } from "./AttemptDrawer";
import { OutcomeDrawer } from "./OutcomeDrawer";
import "./tasks/tasks.css";

/** Every try to serve the notice, and the day that counts. */
export function ServicePanel({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("exit");
  const can = useCan();
  const [sending, setSending] = useState(false);
  const [concluding, setConcluding] = useState<ServiceAttempt>();
  const service = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/notice/service", {
    params: { path: { id: separation.id } },
  }).data;
  const may = !self && can("separations.manage");
  const open = separation.stage === "noticed";
  return (
    <Panel
      flush
      title={t("service.title")}
      about={t(self ? "service.about_self" : "service.about")}
      extra={
        may && (
          <ActionButton
            size="small"
            icon={<PlusOutlined aria-hidden />}
            why={!open && t("service.why_over")}
            onClick={() => setSending(true)}
          >
            {t("service.add")}
          </ActionButton>
        )
      }
    >
      {may && open && service.wants_second_channel && service.attempts.length > 0 && (
        <p className="note warn" style={{ margin: "0 22px 14px" }}>
          {t("service.second")} <RuleTag rule={service.rule} />
        </p>
      )}
      {service.attempts.length === 0 ? (
        <Empty title={t("service.none")}>{t(self ? "service.none_self" : "service.none_about")}</Empty>
      ) : (
        <ul className="tasks">
          {service.attempts.map((attempt) => (
            <Attempt
              key={attempt.id}
              attempt={attempt}
              separationId={separation.id}
              counts={!!attempt.reached_on && attempt.reached_on === service.served_on}
              conclude={
                may && attempt.possible_outcomes.length > 0 ? () => setConcluding(attempt) : undefined
              }
            />
          ))}
        </ul>
      )}
      <AttemptDrawer separation={separation} open={sending} onClose={() => setSending(false)} />
      <OutcomeDrawer
        separationId={separation.id}
        attempt={concluding}
        onClose={() => setConcluding(undefined)}
      />
    </Panel>
  );
}

const TONES: Record<string, Tone> = { received: "good", refused: "warn", returned: "bad", no_answer: "bad" };

interface AttemptProps {
  attempt: ServiceAttempt;
  separationId: string;
  /** It is this try whose day counts. */
  counts: boolean;
  conclude: (() => void) | undefined;
}

function Attempt({ attempt, separationId, counts, conclude }: AttemptProps) {
  const { t, i18n } = useTranslation("exit");
  const { outcome, reached_zh: zh, reached_en: en } = attempt;
  return (
    <li>
      <div className="grow">
        <p className="row">
          <span className="strong">{t(`service.channels.${attempt.channel}`)}</span>
          {outcome ? (
            <Tag tone={TONES[outcome]}>
              {t(attempt.channel === "announcement" ? "service.announced" : `service.outcomes.${outcome}`)}
            </Tag>
          ) : (
            <Tag>{t("service.under_way")}</Tag>
          )}
          {counts && <Tag tone="info">{t("service.counts")}</Tag>}
        </p>
        <p className="small quiet row">
          <span>
            {t("service.sent_on")} <DateText date={attempt.sent_on} />
          </span>
          {attempt.address && <span>{attempt.address}</span>}
          {attempt.designated && <span>{t("service.is_designated")}</span>}
          {attempt.tracking_number && <span className="mono">{attempt.tracking_number}</span>}
        </p>
        {outcome && (
          <p className="small row">
            <span>
              <DateText date={attempt.outcome_on} />
              {attempt.outcome_text ? ` · ${attempt.outcome_text}` : ""}
            </span>
          </p>
        )}
        {attempt.reached_on && zh && en && (
          <p className="small row">
            <span>
              {t("service.reached")} <DateText date={attempt.reached_on} /> ·{" "}
              {spoken({ zh, en }, i18n.language)}
            </span>
            <RuleTag rule="R-075" />
          </p>
        )}
        {outcome && !attempt.reached_on && <p className="small warn">{t("service.did_not_reach")}</p>}
        {attempt.proof_sha256 && (
          <Proof separationId={separationId} attempt={attempt} sha256={attempt.proof_sha256} />
        )}
      </div>
      {conclude && (
        <div className="row task-acts">
          <Button size="small" type="primary" ghost onClick={conclude}>
            {t("service.conclude")}
          </Button>
        </div>
      )}
    </li>
  );
}

function Proof(props: { separationId: string; attempt: ServiceAttempt; sha256: string }) {
  const { separationId, attempt, sha256 } = props;
  const { t } = useTranslation("exit");
  const path = `/api/v1/separations/${separationId}/notice/service/attempts/${attempt.id}/proof`;
  return (
    <div className="small row" style={{ marginTop: 4 }}>
      <DownloadButton path={path} fileName={attempt.proof_name ?? attempt.id}>
        {attempt.proof_name}
      </DownloadButton>
      <span className="quiet">
        {t("service.fingerprint")} <ShaText sha256={sha256} />
      </span>
    </div>
  );
}
