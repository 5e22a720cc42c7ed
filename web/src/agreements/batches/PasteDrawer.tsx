import { FileTextOutlined } from "@ant-design/icons";
import { Button, Input, message, Upload } from "antd";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { ActionButton } from "../../ui/ActionButton";
import { FormDrawer } from "../../ui/FormDrawer";
import { ProblemNote } from "../../ui/ProblemNote";
import "./batches.css";
import { hasTerm, type Kind } from "./lines";
import { type PastedLine, readPasted, textOf } from "./pasted";

interface PasteDrawerProps {
  kind: Kind;
  employer: string;
  text: string;
  onText: (text: string) => void;
  onFill: (lines: PastedLine[]) => void;
  onClose: () => void;
}

/** Lines from a spreadsheet: pasted, or from a .csv file. What does not fit is said before anything is filled in. */
export default function PasteDrawer({ kind, employer, text, onText, onFill, onClose }: PasteDrawerProps) {
  const { t } = useTranslation("batches");
  const people = $api.useQuery("get", "/api/v1/agreement-batch-candidates", {
    params: { query: { legal_entity_id: employer, kind } },
  });
  const shown = useDeferredValue(text);
  const read = useMemo(() => readPasted(shown, kind, people.data?.items ?? []), [shown, kind, people.data]);
  const take = (file: File) => {
    void textOf(file).then(onText);
    return false;
  };
  const fill = () => {
    onFill(read.lines);
    void message.success(t("paste.filled", { count: read.lines.length }));
    if (read.misfits.length === 0) {
      onText("");
      onClose();
    }
  };
  const why = people.isPending ? t("loading") : read.lines.length === 0 && t("paste.why_none");
  return (
    <FormDrawer title={t("paste.title")} open onClose={onClose} wide>
      <div className="stack">
        <p>{t(hasTerm(kind) ? "paste.about_term" : "paste.about")}</p>
        <Input.TextArea
          className="paste-text"
          aria-label={t("paste.text")}
          placeholder={t(hasTerm(kind) ? "paste.example_term" : "paste.example")}
          autoSize={{ minRows: 6, maxRows: 16 }}
          value={text}
          onChange={(event) => onText(event.target.value)}
          spellCheck={false}
        />
        <Upload accept=".csv,.tsv,.txt" maxCount={1} showUploadList={false} beforeUpload={take}>
          <Button icon={<FileTextOutlined aria-hidden />}>{t("paste.file")}</Button>
        </Upload>
        <ProblemNote problem={people.error} />
        {shown.trim() && people.data && (
          <div className="stack tight" role="status">
            <p className={read.lines.length > 0 ? "good" : "quiet"}>
              {t("paste.fits", { count: read.lines.length })}
            </p>
            {read.unused.length > 0 && (
              <p className="note warn">
                {t("paste.unused", { columns: read.unused.map((name) => t(`lack.${name}`)).join(t("and")) })}
              </p>
            )}
            {read.misfits.length > 0 && (
              <div className="note bad">
                <p className="strong">{t("paste.misfits", { count: read.misfits.length })}</p>
                <ul className="bullets">
                  {read.misfits.map(({ row, number, why: reason, value }) => (
                    <li key={row}>
                      {t("paste.row", { row })}
                      {number && ` ${number}`} · {t(`misfit.${reason}`, { value })}
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </div>
        )}
        <div className="form-foot">
          <ActionButton type="primary" why={why} onClick={fill}>
            {t("paste.submit", { count: read.lines.length })}
          </ActionButton>
        </div>
      </div>
    </FormDrawer>
  );
}
