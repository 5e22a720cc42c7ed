import { useQuery, useQueryClient } from "@tanstack/react-query";
import { $api } from "../api/client";
import { serverEvents } from "../api/events";
import type { Import } from "../api/types";

export const isRunning = (state: Import["state"] | undefined) =>
  state === "checking" || state === "committing";

/**
 * An import and its progress. While it runs, the service streams it; where the stream does not hold
 * (a proxy in between, a sleeping phone), it is asked for every two seconds instead.
 */
export function useImport(id: string): Import {
  const client = useQueryClient();
  const asked = $api.queryOptions("get", "/api/v1/imports/{id}", { params: { path: { id } } });
  const stream = useQuery({
    queryKey: ["import-progress", id],
    enabled: isRunning(client.getQueryData<Import>(asked.queryKey)?.state),
    retry: false,
    staleTime: 0,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      for await (const { event, data } of serverEvents(`/api/v1/imports/${id}/progress`, signal)) {
        if (event !== "progress") continue;
        const now = JSON.parse(data) as Import;
        client.setQueryData(asked.queryKey, now);
        if (!isRunning(now.state)) break;
      }
      void client.invalidateQueries({ queryKey: ["get", "/api/v1/imports/{id}/issues"] });
      return Date.now();
    },
  });
  const streaming = stream.fetchStatus === "fetching";
  return $api.useSuspenseQuery(
    "get",
    "/api/v1/imports/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: (query) => (isRunning(query.state.data?.state) && !streaming ? 2000 : false),
    },
  ).data;
}
