import { CheckCircleFilled, CloseCircleFilled, SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { Verification } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";

/** Check a signed PDF: who signed, when, and whether a byte has changed since. */
export default function VerifyPage() {
  const { t } = useTranslation("signatures");
  const [name, setName] = useState("");
  const check = useMutation({
    mutationFn: (file: File) =>
      postRaw<Verification>("/api/v1/signatures/verification", file, "application/pdf"),
  });
  return (
    <Page title={t("title")} about={t("about")} narrow>
      <Panel>
        <Upload.Dragger
          accept="application/pdf,.pdf"
          maxCount={1}
          showUploadList={false}
          disabled={check.isPending}
          beforeUpload={(file) => {
            setName(file.name);
            check.mutate(file);
            return false;
          }}
        >
          <p style={{ fontSize: 32, color: "var(--teal)" }}>
            <SafetyCertificateOutlined aria-hidden />
          </p>
          <p className="strong">{check.isPending ? t("checking") : t("drop")}</p>
          <p className="quiet small">{t("drop_about")}</p>
        </Upload.Dragger>
      </Panel>
      <ProblemNote problem={check.error} />
      {check.data && <Verdict name={name} said={check.data} />}
      <Panel title={t("outside")} about={t("outside_about")}>
        <a href="/api/v1/trust/roots.pem" download="youju-roots.pem">
          {t("roots")}
        </a>
      </Panel>
    </Page>
  );
}

function Verdict({ name, said }: { name: string; said: Verification }) {
  const { t, i18n } = useTranslation("signatures");
  const valid = said.verdict === "valid";
  return (
    <>
      <p className={valid ? "note good" : "note bad"} role="status">
        {valid ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}{" "}
        <span className="strong">{t(valid ? "valid" : "invalid")}</span> {name}
      </p>
      {said.problems.length > 0 && (
        <Panel title={t("problems")}>
          <ul className="stack tight">
            {said.problems.map((problem) => (
              <li key={problem.zh}>{spoken(problem, i18n.language)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {said.unsigned.length > 0 && (
        <p className="note warn">{t("unsigned", { fields: said.unsigned.join("、") })}</p>
      )}
      {said.signatures.map((signature) => (
        <Panel key={signature.field} title={signature.signer} about={signature.field}>
          <div className="row">
            {(["intact", "trusted", "covers_whole_file"] as const).map((claim) => (
              <Tag
                key={claim}
                tone={signature[claim] ? "good" : claim === "covers_whole_file" ? "plain" : "bad"}
              >
                {t(`${claim}.${signature[claim] ? "yes" : "no"}`)}
              </Tag>
            ))}
          </div>
          {signature.changes.map((change) => (
            <p key={change.zh} className="warn small">
              {spoken(change, i18n.language)}
            </p>
          ))}
          <p className="quiet small" style={{ marginTop: 8 }}>
            {t("signed_at")} <InstantText at={signature.signed_at} /> · {t("timestamped_at")}{" "}
            <InstantText at={signature.timestamped_at} />
          </p>
        </Panel>
      ))}
    </>
  );
}
