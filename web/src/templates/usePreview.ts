import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { Template, TemplatePreview, TemplateText } from "../api/types";
import { useDebounced } from "../ui/useDebounced";

/** How long a text stands still before it is tried, in milliseconds. */
export const SETTLED = 600;

interface Opened {
  opened: PDFDocumentProxy;
  url: string;
}

/**
 * How a text looks with sample facts. The last one that could be made stays until the next is there, so that
 * half a brace on the way does not blank the page; what is replaced is closed, for each open PDF has a worker.
 */
export function usePreview(template: Template, text: TemplateText) {
  const [sample, setSample] = useState(0);
  const [english, setEnglish] = useState(false);
  const [shown, setShown] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState("");
  const settled = useDebounced(text, SETTLED);
  const { kind, legal_entity_id } = template;
  const wanted = JSON.stringify({ kind, legal_entity_id, sample, english, text: settled });

  useEffect(() => {
    const stop = new AbortController();
    open(JSON.parse(wanted) as TemplatePreview, stop.signal)
      .then(
        (opened) => {
          if (stop.signal.aborted) return close(opened);
          setShown(opened);
          setProblem(null);
        },
        (thrown: unknown) => {
          if (!stop.signal.aborted) setProblem(thrown);
        },
      )
      .finally(() => {
        if (!stop.signal.aborted) setDone(wanted);
      });
    return () => stop.abort();
  }, [wanted]);

  useEffect(() => () => close(shown), [shown]);

  return {
    shown,
    problem,
    waiting: done !== wanted || settled !== text,
    sample,
    setSample,
    english,
    setEnglish,
    /** What is printed on a form has no reading version. */
    bilingual: !text.form,
  };
}

export type Preview = ReturnType<typeof usePreview>;

async function open(body: TemplatePreview, signal: AbortSignal): Promise<Opened> {
  const [{ openPdf }, { data, error }] = await Promise.all([
    import("../ui/pdf"),
    api.POST("/api/v1/template-previews", { body, parseAs: "blob", signal }),
  ]);
  if (error) throw error;
  return { opened: await openPdf(await data.arrayBuffer()), url: URL.createObjectURL(data) };
}

function close(pdf: Opened | null): void {
  if (!pdf) return;
  URL.revokeObjectURL(pdf.url);
  void pdf.opened.loadingTask.destroy();
}
