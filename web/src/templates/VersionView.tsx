import { lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { TemplateLibraryClause, TemplateVersion } from "../api/types";
import { Alone } from "../ui/Panel";
import { Unsaved } from "../ui/Unsaved";
import { useCan } from "../ui/useMe";
import { BlankList } from "./BlankList";
import { DraftFoot } from "./DraftFoot";
import { ImportNotes } from "./ImportNotes";
import { isContract, useKindFacts } from "./kinds";
import { LibraryDrawer } from "./LibraryDrawer";
import { RemarkList } from "./RemarkList";
import { ReviewPanel } from "./ReviewPanel";
import { SidePanel } from "./SidePanel";
import { TextEditor } from "./TextEditor";
import { asClause, freshKey, withClauseBelow } from "./text";
import { useDraft } from "./useDraft";
import { usePlaceOfInsertion } from "./usePlaceOfInsertion";
import { usePreview } from "./usePreview";
import { useRemarks } from "./useRemarks";

const FormView = lazy(() => import("./printed/FormView"));

/** One version: its text, to be read or edited, with what stands against it and how it will look. */
export function VersionView({ id, number }: { id: string; number: number }) {
  const version = $api.useSuspenseQuery("get", "/api/v1/templates/{id}/versions/{number}", {
    params: { path: { id, number } },
  }).data;
  const can = useCan();
  const draft = useDraft(version);
  const place = usePlaceOfInsertion(draft.text, draft.edit);
  const preview = usePreview(version.template, draft.text);
  const { remarks, coverage } = useRemarks(version, draft, preview.problem);
  const { variables } = useKindFacts(version.template.kind);
  const [library, setLibrary] = useState(false);
  const insert = (one: TemplateLibraryClause) => {
    const at = place.clause() ?? draft.text.clauses.length - 1;
    draft.edit((text) => withClauseBelow(text, at, asClause(one, freshKey())));
  };
  const editable = version.stage === "draft" && can("templates.write");
  return (
    <div className="version">
      <Unsaved
        when={draft.dirty}
        stays={(here, there) =>
          here.pathname === there.pathname &&
          [here.search.version, String(number)].includes(there.search.version as string | undefined)
        }
      />
      <div className="stack">
        <Standing version={version} editable={editable} />
        {version.stage !== "released" && version.stage !== "superseded" && (
          <RemarkList remarks={remarks} text={draft.text} />
        )}
        {editable && <ImportNotes id={id} />}
        {editable && <BlankList text={draft.text} variables={variables} edit={draft.edit} />}
        {draft.text.form ? (
          <Alone>
            <FormView
              kind={version.template.kind}
              text={draft.text}
              form={draft.text.form}
              coverage={coverage}
              edit={editable ? draft.edit : undefined}
              remarks={remarks}
            />
          </Alone>
        ) : (
          <TextEditor
            kind={version.template.kind}
            text={draft.text}
            edit={editable ? draft.edit : undefined}
            remarks={remarks}
            onPlace={place.remember}
            onLibrary={isContract(version.template.kind) ? () => setLibrary(true) : undefined}
          />
        )}
        {editable && <DraftFoot version={version} draft={draft} remarks={remarks.length} />}
      </div>
      <LibraryDrawer
        kind={version.template.kind}
        open={library}
        onClose={() => setLibrary(false)}
        insert={insert}
      />
      <SidePanel
        kind={version.template.kind}
        preview={preview}
        place={editable && !draft.text.form ? place : undefined}
      />
    </div>
  );
}

function Standing({ version, editable }: { version: TemplateVersion; editable: boolean }) {
  const { t } = useTranslation("templates");
  const can = useCan();
  if (version.stage === "in_review" && can("templates.review")) return <ReviewPanel version={version} />;
  if (editable || version.stage === "draft") return null;
  return <p className="note">{t(`read_only.${version.stage}`)}</p>;
}
