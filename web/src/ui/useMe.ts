import { $api } from "../api/client";
import type { Me } from "../api/types";

/** Who is signed in. The shell's route has made sure that it is known. */
export function useMe(): Me {
  return $api.useSuspenseQuery("get", "/api/v1/auth/me", {}, { staleTime: 60_000 }).data;
}
