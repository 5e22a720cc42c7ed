import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { InviteButton } from "../accounts/InviteButton";
import { $api, ifMatch } from "../api/client";
import type { Import } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { InstantText, ShaText } from "../ui/Text";
import { useId } from "../ui/usePlace";
import { ImportStateTag } from "./ImportStateTag";
import "./imports.css";
import { IssuesPanel } from "./IssuesPanel";
import { isRunning, useImport } from "./useImport";

/** One roster on its way in: checked, put right or taken as far as it is good, and what came of it. */
export default function ImportPage() {
  const { t } = useTranslation("imports");
  const one = useImport(useId());
  return (
    <Page
      title={one.file_name}
      back={{ to: paths.imports(), label: t("title") }}
      tags={<ImportStateTag state={one.state} />}
      about={t("page_about")}
    >
      {isRunning(one.state) && <ProgressPanel one={one} />}
      {one.state === "failed" && <p className="note bad">{t("failed")}</p>}
      {one.state === "committed" && one.result && <ResultPanel result={one.result} />}
      {one.state === "checked" && <DecisionPanel one={one} />}
      <Panel>
        <Facts
          of={[
            [t("sheet"), one.sheet],
            [t("header_row"), one.header_row && t("row_number", { row: one.header_row })],
            [t("rows"), <span className="number">{one.data_rows}</span>],
            [t("at"), <InstantText at={one.created_at} />],
            [t("sha256"), <ShaText sha256={one.sha256} />],
          ]}
        />
      </Panel>
      {!isRunning(one.state) && one.error_rows + one.warning_rows > 0 && (
        <Alone>
          <IssuesPanel id={one.id} />
        </Alone>
      )}
    </Page>
  );
}

function ProgressPanel({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const { done, total } = one.progress;
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  return (
    <Panel>
      <p className="strong">{t(`running.${one.state}`)}</p>
      <Progress percent={percent} strokeColor="var(--teal)" aria-label={t(`running.${one.state}`)} />
      <p className="quiet small" aria-live="polite">
        {t("progress", { done, total })} {t("may_leave")}
      </p>
    </Panel>
  );
}

/** Commit when all is good; otherwise put the file right and upload it again, or take the good rows. */
function DecisionPanel({ one }: { one: Import }) {
  const { t } = useTranslation("imports");
  const go = useGo();
  const commit = $api.useMutation("post", "/api/v1/imports/{id}/commit");
  const send = (skip: boolean) =>
    commit.mutate({
      params: { path: { id: one.id } },
      body: { skip_error_rows: skip },
      headers: ifMatch(one),
    });
  const clean = one.error_rows === 0;
  return (
    <Panel>
      <div className="import-verdict">
        <Count value={one.good_rows} label={t("good_rows")} tone="good" />
        <Count value={one.error_rows} label={t("error_rows")} tone={clean ? "" : "bad"} />
        <Count value={one.warning_rows} label={t("warning_rows")} tone={one.warning_rows > 0 ? "warn" : ""} />
        <div className="grow">
          <p className="strong">{clean ? t("clean") : t("unclean", { count: one.error_rows })}</p>
          <p className="quiet">{clean ? t("clean_about") : t("unclean_about")}</p>
        </div>
      </div>
      <ProblemNote problem={commit.error} />
      <div className="form-foot" style={{ marginTop: 16 }}>
        {!clean && <Button onClick={() => go(paths.imports())}>{t("upload_again")}</Button>}
        <ActionButton
          type="primary"
          loading={commit.isPending}
          why={one.good_rows === 0 && t("why.no_good_rows")}
          onClick={() => send(!clean)}
        >
          {clean ? t("commit", { count: one.good_rows }) : t("commit_good", { count: one.good_rows })}
        </ActionButton>
      </div>
    </Panel>
  );
}

function ResultPanel({ result }: { result: NonNullable<Import["result"]> }) {
  const { t } = useTranslation("imports");
  const go = useGo();
  return (
    <Panel>
      <div className="import-verdict">
        <Count value={result.created} label={t("created")} tone="good" />
        <Count value={result.updated} label={t("updated")} />
        <Count value={result.unchanged} label={t("unchanged")} />
        <Count value={result.skipped} label={t("skipped")} tone={result.skipped > 0 ? "bad" : ""} />
        <div className="grow">
          <p className="strong">{t("committed")}</p>
          <p className="quiet">{t("committed_about")}</p>
        </div>
        <InviteButton />
        <Button type="primary" onClick={() => go(paths.employees())}>
          {t("see_employees")}
        </Button>
      </div>
    </Panel>
  );
}

function Count({ value, label, tone = "" }: { value: number; label: string; tone?: string }) {
  return (
    <div className="import-count">
      <b className={`number ${tone}`}>{value}</b>
      <span className="quiet small">{label}</span>
    </div>
  );
}
