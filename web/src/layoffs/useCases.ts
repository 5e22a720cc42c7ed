import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { Separation } from "../api/types";

/** As many as a page of the service holds. */
const MOST = 200;

/** Every case of a lay-off, by number. */
export function useCases(layoffId: string): Separation[] {
  return useSuspenseQuery({
    queryKey: ["layoff-cases", layoffId],
    queryFn: async ({ signal }) => {
      const cases: Separation[] = [];
      let cursor: string | undefined;
      do {
        const { data, error } = await api.GET("/api/v1/separations", {
          params: { query: { layoff_id: layoffId, limit: MOST, cursor } },
          signal,
        });
        if (!data) throw error;
        cases.push(...data.items);
        cursor = data.next_cursor ?? undefined;
      } while (cursor);
      return cases.sort((one, other) => one.number.localeCompare(other.number));
    },
  }).data;
}
