import { Button, message, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import { asProblem } from "../api/problem";
import type { TemplateVersion } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { ProblemNote } from "../ui/ProblemNote";
import type { useDraft } from "./useDraft";

interface DraftFootProps {
  version: TemplateVersion;
  draft: ReturnType<typeof useDraft>;
  /** How many remarks stand against a release. */
  remarks: number;
}

/** Saving and handing in, always in reach. */
export function DraftFoot({ version, draft, remarks }: DraftFootProps) {
  const { t } = useTranslation("templates");
  const submit = $api.useMutation("post", "/api/v1/templates/{id}/versions/{number}/submission", {
    onSuccess: () => void message.success(t("submitted")),
  });
  const save = () =>
    draft.save().then(
      () => void message.success(t("saved")),
      // The refusal stands above the buttons.
      () => undefined,
    );
  const why = draft.dirty ? t("why_unsaved") : remarks > 0 && t("why_findings", { number: remarks });
  return (
    <div className="draft-foot">
      <ProblemNote problem={draft.problem ?? submit.error} />
      {asProblem(draft.problem).status === 412 && <p className="note warn">{t("changed_meanwhile")}</p>}
      <div className="row">
        <span className="grow quiet small" role="status">
          {t(draft.dirty ? "unsaved" : "is_saved")}
        </span>
        {draft.dirty && (
          <Popconfirm title={t("discard_sure")} okText={t("discard")} onConfirm={draft.discard}>
            <Button>{t("discard")}</Button>
          </Popconfirm>
        )}
        <Button type="primary" disabled={!draft.dirty} loading={draft.saving} onClick={() => void save()}>
          {t("save")}
        </Button>
        <ActionButton
          why={why}
          loading={submit.isPending}
          onClick={() =>
            submit.mutate({
              params: { path: { id: version.template.id, number: version.number } },
              headers: ifMatch(version),
            })
          }
        >
          {t("submit")}
        </ActionButton>
      </div>
    </div>
  );
}
