import { useTranslation } from "react-i18next";
import type { AgreementBatch } from "../../api/types";
import { Tag } from "../../ui/Tag";
import "./batches.css";
import { parts, reached, stateOf, TONES } from "./counts";

/** Everybody of a batch on one bar, parted by where they stand. */
export function BatchBar({ batch: { progress } }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const shown = parts(progress);
  const inWords = shown
    .map(({ at, count }) => t("part_count", { part: t(`part.${at}`), count }))
    .join(t("and"));
  return (
    <span className="batch-bar" role="img" aria-label={inWords} title={inWords}>
      {shown.map(({ at, count }) => (
        <span key={at} className={`at-${at}`} style={{ flexGrow: count }} />
      ))}
    </span>
  );
}

const STEPS = ["drafted", "reviewed", "sent", "by_employee", "sealed", "signed"] as const;

/** The same with how many have come how far. */
export function BatchProgress({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const { progress } = batch;
  const counts = reached(progress);
  return (
    <div className="stack tight" aria-live="polite">
      <BatchBar batch={batch} />
      <dl className="batch-counts">
        {STEPS.map((step) => (
          <div key={step}>
            <dt>{t(`step.${step}`)}</dt>
            <dd className={counts[step] === 0 ? "number quiet" : "number"}>{counts[step]}</dd>
          </div>
        ))}
        {progress.ended > 0 && (
          <div>
            <dt>{t("step.ended")}</dt>
            <dd className="number">{progress.ended}</dd>
          </div>
        )}
        {progress.refused > 0 && (
          <div className="bad">
            <dt>{t("step.refused")}</dt>
            <dd className="number">{progress.refused}</dd>
          </div>
        )}
      </dl>
      {progress.waiting > 0 && (
        <p className="quiet small" role="status">
          {t("waiting", { count: progress.waiting })}
        </p>
      )}
    </div>
  );
}

export function BatchStateTag({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const state = stateOf(batch);
  return <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>;
}
