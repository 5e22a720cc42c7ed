import { MutationCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "./api/problem";

/** Server state lives here and nowhere else. After any change everything on the page is asked for anew. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => {
        const { status } = asProblem(error);
        return (status === 0 || status >= 500) && count < 2;
      },
    },
  },
  mutationCache: new MutationCache({
    onSuccess: () => {
      void queryClient.invalidateQueries();
    },
  }),
});
