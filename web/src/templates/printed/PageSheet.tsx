import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fetchFile } from "../../api/client";
import type { PrintedField, PrintedForm } from "../../api/types";
import { drawPage } from "../../ui/drawPage";
import { ProblemNote } from "../../ui/ProblemNote";
import { FieldBox } from "./FieldBox";

interface PageSheetProps {
  form: PrintedForm;
  /** From 1. */
  page: number;
  selected: string | null;
  /** Names of fields that something stands against. */
  faulty: ReadonlySet<string>;
  onSelect: (key: string | null) => void;
  /** Left out where the form is only read. */
  onChange?: (key: string, change: Partial<PrintedField>) => void;
  onRemove?: (key: string) => void;
}

/** One page of the form as it is printed, with its fields as boxes over it. */
export function PageSheet({ form, page, selected, faulty, onSelect, onChange, onRemove }: PageSheetProps) {
  const { t } = useTranslation("printed");
  const sheet = form.pages[page - 1];
  const pdf = useQuery({
    queryKey: ["pdf", form.file],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/template-forms/${form.file}/file`;
      const [{ openPdf }, file] = await Promise.all([import("../../ui/pdf"), fetchFile(path, signal)]);
      return openPdf(await file.arrayBuffer());
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });
  if (!sheet) return null;
  return (
    <div className="sheet" style={{ aspectRatio: `${sheet.width} / ${sheet.height}` }}>
      {pdf.data ? (
        <Paper key={page} opened={pdf.data} page={page} />
      ) : (
        !pdf.error && <Skeleton active paragraph={{ rows: 10 }} aria-label={t("opening")} />
      )}
      <ProblemNote problem={pdf.error} />
      {form.fields
        .filter((field) => field.page === page)
        .map((field) => (
          <FieldBox
            key={field.key}
            field={field}
            sheet={sheet}
            selected={field.key === selected}
            faulty={faulty.has(field.key)}
            onSelect={() => onSelect(field.key)}
            onChange={onChange && ((change) => onChange(field.key, change))}
            onRemove={onRemove && (() => onRemove(field.key))}
          />
        ))}
    </div>
  );
}

function Paper({ opened, page }: { opened: PDFDocumentProxy; page: number }) {
  const { t } = useTranslation("printed");
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paper = canvas.current;
    if (paper) void opened.getPage(page).then((found) => drawPage(found, paper));
  }, [opened, page]);
  return <canvas ref={canvas} role="img" aria-label={t("page_printed", { number: page })} />;
}
