import { ExpandOutlined } from "@ant-design/icons";
import { Button, Drawer, Segmented, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import { PdfPages } from "../ui/PdfView";
import { ProblemNote } from "../ui/ProblemNote";
import { useIsPhone } from "../ui/useIsPhone";
import type { Preview } from "./usePreview";

/** The text as a document about somebody invented. */
export function PreviewPane({ preview, samples }: { preview: Preview; samples: number }) {
  const { t } = useTranslation("templates");
  const phone = useIsPhone();
  const [large, setLarge] = useState(false);
  const { shown, problem, waiting, sample, setSample, english, setEnglish, bilingual } = preview;
  const pages = shown && (
    <PdfPages key={shown.url} opened={shown.opened} url={shown.url} fileName={`${t("preview_file")}.pdf`} />
  );
  return (
    <div className="preview" aria-busy={waiting}>
      <div className="row">
        <Select
          size="small"
          aria-label={t("sample")}
          value={sample}
          onChange={setSample}
          options={Array.from({ length: samples }, (_, at) => ({
            value: at,
            label: t("sample_of", { number: at + 1 }),
          }))}
        />
        {bilingual && (
          <Segmented
            size="small"
            aria-label={t("language")}
            value={english ? "en" : "zh"}
            onChange={(language) => setEnglish(language === "en")}
            options={["zh", "en"].map((value) => ({ value, label: t(value) }))}
          />
        )}
        {shown && !phone && (
          <Button size="small" icon={<ExpandOutlined aria-hidden />} onClick={() => setLarge(true)}>
            {t("enlarge")}
          </Button>
        )}
        <span className="quiet small" role="status">
          {waiting ? t("previewing") : ""}
        </span>
      </div>
      {!waiting && <Refused problem={problem} anew={!shown} />}
      {pages ? <div className="preview-pages">{pages}</div> : waiting && <Skeleton active />}
      <Drawer
        title={t("preview")}
        open={large && !!shown}
        onClose={() => setLarge(false)}
        size={940}
        destroyOnHidden
      >
        {pages}
      </Drawer>
    </div>
  );
}

/** Faults of the text stand at their clauses already; anything else is told here. */
function Refused({ problem, anew }: { problem: unknown; anew: boolean }) {
  const { t } = useTranslation("templates");
  if (!problem) return null;
  if (asProblem(problem).status !== 422) return <ProblemNote problem={problem} />;
  return <p className="note warn small">{t(anew ? "no_preview" : "stale")}</p>;
}
