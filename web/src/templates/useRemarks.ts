import { keepPreviousData } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { asProblem } from "../api/problem";
import type { PrintedCoverage, TemplateVersion } from "../api/types";
import { useDebounced } from "../ui/useDebounced";
import { ofFindings, ofRefusal, type Remark, together } from "./remarks";
import type { useDraft } from "./useDraft";
import { SETTLED } from "./usePreview";

/**
 * What stands against the text as it is now, and where its terms stand on a printed form: of what is saved the
 * service has said it already.
 */
export function useRemarks(
  version: TemplateVersion,
  { text, dirty }: Pick<ReturnType<typeof useDraft>, "text" | "dirty">,
  refused: unknown,
): { remarks: Remark[]; coverage: PrintedCoverage[] } {
  const { i18n } = useTranslation();
  const settled = useDebounced(text, SETTLED);
  const check = $api.useQuery(
    "post",
    "/api/v1/template-checks",
    { body: { kind: version.template.kind, text: settled } },
    { enabled: dirty, placeholderData: keepPreviousData },
  );
  const findings = (dirty && check.data?.findings) || version.findings;
  const remarks = useMemo(
    () => together(ofFindings(findings, i18n.language), ofRefusal(refused ? asProblem(refused).errors : [])),
    [findings, refused, i18n.language],
  );
  return { remarks, coverage: (dirty && check.data?.coverage) || version.coverage };
}
