import { InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Form, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, postRaw } from "../api/client";
import type { Import } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { useGo } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { LegalEntityPicker } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { InstantText } from "../ui/Text";
import { ImportStateTag } from "./ImportStateTag";
import "./imports.css";

/** Rosters that were brought in, and the place to bring in another. */
export default function ImportsPage() {
  const { t } = useTranslation("imports");
  const imports = $api.useSuspenseQuery("get", "/api/v1/imports", { params: { query: { limit: 50 } } }).data
    .items;
  return (
    <Page title={t("title")} about={t("about")}>
      <UploadPanel />
      <Panel flush title={t("earlier")}>
        <ListTable
          caption={t("earlier")}
          rows={imports}
          rowKey={(one) => one.id}
          to={(one) => paths.import(one.id)}
          empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
          fields={[
            { key: "file", label: t("file"), phone: "title", show: (one) => one.file_name },
            { key: "at", label: t("at"), show: (one) => <InstantText at={one.created_at} /> },
            {
              key: "rows",
              label: t("rows"),
              align: "right",
              show: (one) => <span className="number">{one.data_rows}</span>,
            },
            {
              key: "errors",
              label: t("errors"),
              align: "right",
              show: (one) => (
                <span className={one.error_rows > 0 ? "number bad" : "number"}>{one.error_rows}</span>
              ),
            },
            {
              key: "state",
              label: t("state"),
              phone: "side",
              show: (one) => <ImportStateTag state={one.state} />,
            },
          ]}
        />
      </Panel>
    </Page>
  );
}

function UploadPanel() {
  const { t } = useTranslation("imports");
  const go = useGo();
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const [entity, setEntity] = useState<string | undefined>(
    entities.length === 1 ? entities[0]?.id : undefined,
  );
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: () => {
      const body = new FormData();
      body.append("kind", "roster");
      body.append("legal_entity_id", entity ?? "");
      if (file) body.append("file", file);
      return postRaw<Import>("/api/v1/imports", body);
    },
    onSuccess: (begun) => go(paths.import(begun.id)),
  });
  const why = !file ? t("why.file") : !entity ? t("why.entity") : null;
  return (
    <Panel title={t("new")} about={t("new_about")}>
      <div className="import-upload">
        <Upload.Dragger
          accept=".xlsx,.xls,.csv"
          maxCount={1}
          multiple={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            return false;
          }}
          onRemove={() => setFile(null)}
          fileList={file ? [{ uid: "roster", name: file.name, size: file.size }] : []}
        >
          <p className="import-drop-icon">
            <InboxOutlined aria-hidden />
          </p>
          <p className="strong">{t("drop")}</p>
          <p className="quiet small">{t("drop_about")}</p>
        </Upload.Dragger>
        <div className="stack">
          <Form layout="vertical" component="div">
            <Form.Item label={t("legal_entity")} htmlFor="import-entity" style={{ marginBottom: 0 }}>
              <LegalEntityPicker id="import-entity" value={entity} onChange={setEntity} />
            </Form.Item>
          </Form>
          <p className="quiet small">{t("safe")}</p>
          <ProblemNote problem={upload.error} />
          <div>
            <ActionButton type="primary" why={why} loading={upload.isPending} onClick={() => upload.mutate()}>
              {t("check")}
            </ActionButton>
          </div>
        </div>
      </div>
    </Panel>
  );
}
