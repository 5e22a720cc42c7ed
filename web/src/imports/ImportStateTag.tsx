import { useTranslation } from "react-i18next";
import type { Import } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";

const TONES: Record<string, Tone> = {
  checking: "info",
  checked: "warn",
  committing: "info",
  committed: "good",
  failed: "bad",
};

export function ImportStateTag({ state }: { state: Import["state"] }) {
  const { t } = useTranslation("imports");
  return <Tag tone={TONES[state]}>{t(`states.${state}`)}</Tag>;
}
