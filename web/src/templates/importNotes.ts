import { type QueryClient, skipToken, useQuery } from "@tanstack/react-query";
import type { TemplateProposal } from "../api/types";

type Notes = TemplateProposal["notes"];

const key = (id: string) => ["template-import", id];

/** Hands what an import said to the page of the template it became. */
export function keepNotes(client: QueryClient, id: string, notes: Notes): void {
  client.setQueryData(key(id), notes);
}

/** What the import of a template said; nothing for one that was not imported just now. */
export function useImportNotes(id: string): Notes {
  const forEver = Number.POSITIVE_INFINITY;
  return useQuery<Notes>({ queryKey: key(id), queryFn: skipToken, staleTime: forEver }).data ?? [];
}
