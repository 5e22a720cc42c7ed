import { CheckCircleFilled } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { download } from "../api/client";
import type { Agreement } from "../api/types";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";

interface DoneStepProps {
  agreement: Agreement;
  /** In a frame of another frontend, where there is no other page to go to. */
  framed: boolean;
}

/** Signed: what happens now, and the copy to keep. */
export function DoneStep({ agreement, framed }: DoneStepProps) {
  const { t } = useTranslation("agreements");
  const go = useGo();
  const save = useMutation({
    mutationFn: () => download(`/api/v1/agreements/${agreement.id}/document`, `${agreement.title}.pdf`),
  });
  const others = agreement.signers.filter((signer) => signer.state === "waiting");
  return (
    <Panel>
      <div className="signed">
        <CheckCircleFilled aria-hidden />
        <h2>{t("signing.done")}</h2>
        <p className="quiet">
          {others.length > 0
            ? t("signing.other_waits", { name: others.map((signer) => signer.name).join("、") })
            : t("signing.both_done")}
        </p>
        <p className="quiet small">{t("signing.keep")}</p>
        <ProblemNote problem={save.error} />
        <div className="row" style={{ justifyContent: "center" }}>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t("signing.download")}
          </Button>
          {!framed && (
            <>
              <Button onClick={() => go(paths.agreement(agreement.id))}>{t("back_to_agreement")}</Button>
              <Button onClick={() => go(paths.verify())}>{t("signing.verify")}</Button>
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}
