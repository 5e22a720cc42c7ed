import { useTranslation } from "react-i18next";

/** Open questions by their short names, in one line. */
export function useQuestionNames(): (questions: { code: string }[]) => string {
  const { t } = useTranslation("opening");
  return (questions) =>
    questions
      .map(({ code }) => {
        const name = code.replace("UNKNOWN:", "");
        return t(`circumstance.${name}`, { defaultValue: name });
      })
      .join(t("list_comma"));
}
