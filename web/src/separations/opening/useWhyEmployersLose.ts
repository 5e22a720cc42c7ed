import { useTranslation } from "react-i18next";
import type { ComparedGround } from "../../api/types";

/** Why employers lose on a ground, in the reader's language; the table of the law has it in English only. */
export function useWhyEmployersLose(): (ground: Pick<ComparedGround, "ground" | "lose">) => string | null {
  const { t, i18n } = useTranslation("opening");
  return ({ ground, lose }) => {
    if (i18n.exists(`opening:lost.${ground}`)) return t(`lost.${ground}`);
    return lose.length > 1 ? lose : null;
  };
}
