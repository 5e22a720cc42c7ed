import { useTranslation } from "react-i18next";
import type { Dispute, DisputeClaim } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";

const STAGES: Record<Dispute["stage"], Tone> = {
  opened: "warn",
  accepted: "warn",
  hearing: "warn",
  mediated: "info",
  awarded: "bad",
  first_instance: "warn",
  appeal: "warn",
  closed: "plain",
};

export function DisputeStageTag({ stage }: { stage: Dispute["stage"] }) {
  const { t } = useTranslation("disputes");
  return <Tag tone={STAGES[stage]}>{t(`stage.${stage}`)}</Tag>;
}

const VERDICTS: Record<DisputeClaim["verdict"], Tone> = {
  in_time: "plain",
  out_of_time: "good",
  interrupted: "warn",
  unknown: "warn",
};

/** What the defence of limitation has to go on: a claim out of time is what the employer must raise. */
export function VerdictTag({ verdict }: { verdict: DisputeClaim["verdict"] }) {
  const { t } = useTranslation("disputes");
  return <Tag tone={VERDICTS[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
}
