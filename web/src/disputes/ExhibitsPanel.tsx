import { ArrowDownOutlined, ArrowUpOutlined, FileExcelOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, download, ifMatch } from "../api/client";
import type { Dispute, DisputeExhibit } from "../api/types";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { Tag } from "../ui/Tag";
import { DateText, ShaText } from "../ui/Text";
import { choicesOf, moved } from "./dispute";
import { ExhibitDrawer } from "./ExhibitDrawer";

/** What is put before the tribunal: from the records, in counsel's order, each with what it is to prove. */
export function ExhibitsPanel({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("disputes");
  const file = useMutation({
    mutationFn: (extension: "pdf" | "xlsx") =>
      download(
        `/api/v1/disputes/${dispute.id}/exhibits${extension === "pdf" ? "/file" : ".xlsx"}`,
        `${t("exhibits.title")}-${dispute.number}.${extension}`,
      ),
  });
  const button = (extension: "pdf" | "xlsx", icon: React.ReactNode) => (
    <Button
      icon={icon}
      loading={file.isPending && file.variables === extension}
      onClick={() => file.mutate(extension)}
    >
      {t(`exhibits.${extension}`)}
    </Button>
  );
  return (
    <Panel
      title={t("exhibits.title")}
      about={t("exhibits.about")}
      extra={
        <div className="row">
          {button("pdf", <FilePdfOutlined aria-hidden />)}
          {button("xlsx", <FileExcelOutlined aria-hidden />)}
        </div>
      }
    >
      <ProblemNote problem={file.error} />
      <Exhibits dispute={dispute} />
    </Panel>
  );
}

function Exhibits({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation("disputes");
  const path = { path: { id: dispute.id } };
  const list = $api.useSuspenseQuery("get", "/api/v1/disputes/{id}/exhibits", { params: path }).data;
  const arrange = $api.useMutation("put", "/api/v1/disputes/{id}/exhibits");
  const [editing, setEditing] = useState<DisputeExhibit | null>(null);
  const save = (items: DisputeExhibit[]) =>
    arrange.mutateAsync({ params: path, headers: ifMatch(list), body: { exhibits: choicesOf(items) } });
  const listed = list.items.filter((one) => one.number !== null).length;
  const busy = arrange.isPending;
  const editable = dispute.stage !== "closed";
  if (list.items.length === 0) return <p className="quiet">{t("exhibits.none")}</p>;
  return (
    <>
      <ProblemNote problem={arrange.error} />
      <ol className="dispute-rows exhibits" aria-label={t("exhibits.title")}>
        {list.items.map((one, at) => (
          <li key={one.key} className={one.number === null ? "left-out" : ""}>
            <span className="exhibit-number number">{one.number ?? "—"}</span>
            <div className="exhibit-what">
              <p>
                <span className="strong">{one.name}</span>{" "}
                {one.number === null && <Tag>{t("exhibits.left_out")}</Tag>}
              </p>
              <p className="small">
                <span className="quiet">{t("exhibits.purpose")}：</span>
                {one.purpose || "—"}
              </p>
              <p className="small quiet">
                {t("exhibits.source")}：{one.source} · <DateText date={one.dated_on} />
                {one.pages && <> · {t("exhibits.pages_count", { count: one.pages })}</>}
                {one.page_range && <> · {t("exhibits.page_range", { range: one.page_range.join("–") })}</>}
              </p>
              <p className="row small">
                {one.evidence_code && <span className="mono quiet">{one.evidence_code}</span>}
                {one.sha256 && <ShaText sha256={one.sha256} />}
                {one.entry_index !== null && one.entry_index !== undefined && (
                  <span className="quiet">{t("exhibits.entry", { index: one.entry_index })}</span>
                )}
              </p>
            </div>
            {editable && (
              <div className="exhibit-acts">
                {one.number !== null && (
                  <>
                    <Button
                      size="small"
                      icon={<ArrowUpOutlined aria-hidden />}
                      aria-label={t("exhibits.up", { name: one.name })}
                      disabled={busy || at === 0}
                      onClick={() => void save(moved(list.items, at, -1)).catch(() => undefined)}
                    />
                    <Button
                      size="small"
                      icon={<ArrowDownOutlined aria-hidden />}
                      aria-label={t("exhibits.down", { name: one.name })}
                      disabled={busy || at >= listed - 1}
                      onClick={() => void save(moved(list.items, at, 1)).catch(() => undefined)}
                    />
                  </>
                )}
                <Button size="small" onClick={() => setEditing(one)}>
                  {t("exhibits.edit")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <ExhibitDrawer
        exhibit={editing}
        onClose={() => setEditing(null)}
        send={async (changed) => {
          await save(list.items.map((one) => (one.key === changed.key ? changed : one)));
          void message.success(t("saved"));
        }}
      />
    </>
  );
}
