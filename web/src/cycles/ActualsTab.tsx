import { InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Upload } from "antd";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { ActualsOutcome, ReviewCycle } from "../api/types";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";

/** Actuals from the ERP as a CSV; machines send the same over the API. */
export function ActualsTab({ cycle }: { cycle: ReviewCycle }) {
  const { t } = useTranslation("cycles");
  const upload = useMutation({
    mutationFn: (file: File) => postRaw<ActualsOutcome>("/api/v1/review-cycles/actuals", file, "text/csv"),
  });
  const outcome = upload.data;
  return (
    <div className="stack">
      <Panel title={t("actuals.title")} about={t("actuals.about")}>
        <Upload.Dragger
          accept=".csv,text/csv"
          maxCount={1}
          showUploadList={false}
          disabled={upload.isPending}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <p style={{ fontSize: 30, color: "var(--teal)" }}>
            <InboxOutlined aria-hidden />
          </p>
          <p className="strong">{upload.isPending ? t("actuals.sending") : t("actuals.drop")}</p>
          <p className="quiet small">{t("actuals.columns", { code: cycle.code })}</p>
        </Upload.Dragger>
      </Panel>
      <ProblemNote problem={upload.error} />
      {outcome && (
        <Panel title={t("actuals.outcome")}>
          <p className={outcome.rejected.length > 0 ? "note warn" : "note good"}>
            {t("actuals.counts", {
              accepted: outcome.accepted,
              unchanged: outcome.unchanged,
              rejected: outcome.rejected.length,
            })}
          </p>
          {outcome.rejected.length > 0 && (
            <ul style={{ marginTop: 12 }}>
              {outcome.rejected.map((row) => (
                <li key={`${row.line}${row.code}`} className="row top" style={{ padding: "6px 0" }}>
                  <span className="strong nowrap">{t("actuals.line", { line: row.line })}</span>
                  <span className="grow">{row.message}</span>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </div>
  );
}
