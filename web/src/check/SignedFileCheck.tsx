import { SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { type Expected, isExpected } from "./expected";
import { fetchRoots } from "./roots";
import { Verdict } from "./Verdict";
import "./check.css";

/** Takes a signed PDF and says whether it holds, and is the one that a QR code named. It is sent nowhere. */
export function SignedFileCheck({ expected = null }: { expected?: Expected | null }) {
  const { t } = useTranslation("check");
  const [name, setName] = useState("");
  const check = useMutation({
    mutationFn: async (file: File) => {
      // Only who checks a file needs the verifier.
      const [{ verify }, roots, bytes] = await Promise.all([
        import("./verifier/verify"),
        fetchRoots(),
        file.arrayBuffer(),
      ]);
      const read = new Uint8Array(bytes);
      const isTheOne = expected ? await isExpected(read, expected) : null;
      return { report: await verify(read, roots), isTheOne };
    },
  });
  return (
    <>
      {expected && !check.data && <p className="note">{t("expected", { number: expected.number })}</p>}
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
        {!check.data && (
          <p className="check-mark">
            <SafetyCertificateOutlined aria-hidden />
          </p>
        )}
        <p className="strong">{t(check.isPending ? "checking" : check.data ? "another" : "drop")}</p>
        <p className="quiet small">{t("drop_about")}</p>
      </Upload.Dragger>
      <ProblemNote problem={check.error} />
      {check.data && check.data.isTheOne !== null && (
        <p className={`note ${check.data.isTheOne ? "good" : "bad"}`} role="status">
          {t(check.data.isTheOne ? "is_the_one" : "is_another", { number: expected?.number })}
        </p>
      )}
      {check.data && <Verdict name={name} report={check.data.report} />}
      <Limits />
      <OtherTools />
    </>
  );
}

function Limits() {
  const { t } = useTranslation("check");
  return (
    <Panel title={t("limits")} tinted>
      <ul className="check-limits">
        {["local", "identity", "revocation", "content", "page"].map((limit) => (
          <li key={limit}>{t(`limit.${limit}`)}</li>
        ))}
      </ul>
    </Panel>
  );
}

const COMMANDS = [
  "pyhanko sign validate --trust youju-roots.pem --trust-replace --no-revocation-check --pretty-print signed.pdf",
  "pdfsig -nocert signed.pdf",
];

function OtherTools() {
  const { t } = useTranslation("check");
  return (
    <Panel title={t("outside")} about={t("outside_about")}>
      <div className="stack tight">
        {COMMANDS.map((command) => (
          <code key={command} className="check-command">
            {command}
          </code>
        ))}
        <a href="/api/v1/trust/roots.pem" download="youju-roots.pem">
          {t("roots")}
        </a>
      </div>
    </Panel>
  );
}
