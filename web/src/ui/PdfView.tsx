import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchFile } from "../api/client";
import { drawPage } from "./drawPage";
import "./pdf.css";
import { ProblemNote } from "./ProblemNote";

interface PdfViewProps {
  /** Address of the file at the service. */
  path: string;
  fileName: string;
  /** Changes when the file does, so that a stale one is not shown. */
  revision?: string;
  /** Called once the file has come from the service. */
  onOpened?: () => void;
  /** Called with the number of the last page once it has been in view. */
  onReadToEnd?: () => void;
}

/** A PDF as it is: every page drawn, with its text beside it for screen readers. */
export function PdfView({ path, fileName, revision, onOpened, onReadToEnd }: PdfViewProps) {
  const { t } = useTranslation();
  const pdf = useQuery({
    queryKey: ["pdf", path, revision],
    queryFn: async ({ signal }) => {
      const [{ openPdf }, file] = await Promise.all([import("./pdf"), fetchFile(path, signal)]);
      const opened = await openPdf(await file.arrayBuffer());
      onOpened?.();
      return { opened, url: URL.createObjectURL(file) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });
  if (pdf.error) return <ProblemNote problem={pdf.error} />;
  if (!pdf.data) return <Skeleton active paragraph={{ rows: 10 }} aria-label={t("loading")} />;
  return <PdfPages {...pdf.data} fileName={fileName} onReadToEnd={onReadToEnd} />;
}

interface PdfPagesProps extends Pick<PdfViewProps, "fileName" | "onReadToEnd"> {
  opened: PDFDocumentProxy;
  /** Address of the file in this browser, to keep it. */
  url: string;
}

/** The pages of a PDF that is open. Another PDF needs another key: a page is drawn once. */
export function PdfPages({ opened, url, fileName, onReadToEnd }: PdfPagesProps) {
  const { t } = useTranslation();
  return (
    <div className="pdf">
      <div className="pdf-bar">
        <span className="quiet small">{t("pdf.pages", { pages: opened.numPages })}</span>
        <Button size="small" icon={<DownloadOutlined aria-hidden />} href={url} download={fileName}>
          {t("download")}
        </Button>
      </div>
      <div className="pdf-pages">
        {Array.from({ length: opened.numPages }, (_, at) => (
          <PdfPage
            key={at}
            document={opened}
            number={at + 1}
            onSeen={at + 1 === opened.numPages ? onReadToEnd : undefined}
          />
        ))}
      </div>
    </div>
  );
}

function PdfPage(props: { document: PDFDocumentProxy; number: number; onSeen?: () => void }) {
  const { document: pdf, number, onSeen } = props;
  const { t } = useTranslation();
  const [text, setText] = useState("");

  /** Draws when the page comes near, once; the canvas goes away with the element. */
  const watch = (canvas: HTMLCanvasElement | null) => {
    if (!canvas) return;
    let drawn = false;
    let atEnd = false;
    const tell = () => {
      if (drawn && atEnd) onSeen?.();
    };
    const near = new IntersectionObserver(
      (seen) => {
        if (drawn || !seen.some((entry) => entry.isIntersecting)) return;
        drawn = true;
        tell();
        pdf
          .getPage(number)
          .then(async (page) => {
            await drawPage(page, canvas);
            setText(await textOf(page));
          })
          .catch((thrown: unknown) => {
            // A preview is closed when the next is there, in the middle of a page if need be.
            if (!pdf.loadingTask.destroyed) throw thrown;
          });
      },
      { rootMargin: "800px" },
    );
    // In one fling both happen at once, and the browser may speak of the end first.
    const inView = new IntersectionObserver((seen) => {
      atEnd = seen.at(-1)?.isIntersecting ?? false;
      tell();
    });
    near.observe(canvas);
    if (onSeen) inView.observe(canvas.nextElementSibling ?? canvas);
    return () => {
      near.disconnect();
      inView.disconnect();
    };
  };

  return (
    <figure aria-label={t("pdf.page", { number })}>
      <PageCanvas watch={watch} label={t("pdf.page", { number })} />
      <span className="pdf-end" />
      <figcaption className="visually-hidden">{text}</figcaption>
    </figure>
  );
}

function PageCanvas(props: {
  watch: (canvas: HTMLCanvasElement | null) => (() => void) | undefined;
  label: string;
}) {
  // The first callback is kept: a new one at each render would draw the page anew.
  const [attach] = useState(() => props.watch);
  return <canvas ref={attach} role="img" aria-label={props.label} />;
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ("str" in item ? item.str : "")).join(" ");
}
