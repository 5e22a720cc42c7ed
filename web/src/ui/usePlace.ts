import { useParams, useRouter, useRouterState } from "@tanstack/react-router";

/** The id in the address of a page about one record. */
export function useId(): string {
  const { id } = useParams({ strict: false }) as { id?: string };
  return id ?? "";
}

/** The search part of the address, and a way to change it: filters and tabs live there. */
export function useSearch(): [
  Record<string, string | undefined>,
  (change: Record<string, string | undefined>, how?: { push?: boolean }) => void,
] {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.search }) as Record<
    string,
    string | undefined
  >;
  const change = (changed: Record<string, string | undefined>, how?: { push?: boolean }) => {
    const kept = Object.entries({ ...search, ...changed }).filter(
      (pair): pair is [string, string] => !!pair[1],
    );
    const text = new URLSearchParams(kept).toString();
    const to = router.state.location.pathname + (text ? `?${text}` : "");
    if (how?.push) router.history.push(to);
    else router.history.replace(to);
  };
  return [search, change];
}
