import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { $api, ifMatch } from "../api/client";
import type { TemplateText, TemplateVersion } from "../api/types";

export type Edit = (change: (text: TemplateText) => TemplateText) => void;

/**
 * The text of a version as it is edited here. What is edited rests on the version that it was begun from: when
 * somebody else saves meanwhile, saving here is refused and nothing of either is lost.
 */
export function useDraft(version: TemplateVersion) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<{ version: number; text: TemplateText } | null>(null);
  const saving = $api.useMutation("put", "/api/v1/templates/{id}/versions/{number}");
  const text = draft?.text ?? version.text;
  const edit: Edit = useCallback(
    (change) =>
      setDraft((now) => ({
        version: now?.version ?? version.version,
        text: change(now?.text ?? version.text),
      })),
    [version],
  );
  const path = { path: { id: version.template.id, number: version.number } };
  const save = async () => {
    if (!draft) return;
    const saved = await saving.mutateAsync({
      params: path,
      headers: ifMatch(draft),
      body: { text: draft.text },
    });
    const { queryKey } = $api.queryOptions("get", "/api/v1/templates/{id}/versions/{number}", {
      params: path,
    });
    client.setQueryData(queryKey, saved);
    // What was typed while it was being saved stays.
    setDraft((now) => (now && now.text !== draft.text ? { ...now, version: saved.version } : null));
  };
  const discard = () => {
    saving.reset();
    setDraft(null);
  };
  const dirty = draft !== null && JSON.stringify(draft.text) !== JSON.stringify(version.text);
  return { text, dirty, edit, save, discard, saving: saving.isPending, problem: saving.error };
}
