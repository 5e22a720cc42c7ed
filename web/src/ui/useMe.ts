import { mayOn, type Relation } from "../api/can";
import { $api } from "../api/client";
import type { Me } from "../api/types";

/** Who is signed in. The shell's route has made sure that it is known. */
export function useMe(): Me {
  return $api.useSuspenseQuery("get", "/api/v1/auth/me", {}, { staleTime: 60_000 }).data;
}

/** What the signed-in person may do to a record, by the access table of the service. */
export function useCan(): (permission: string, relation?: Relation) => boolean {
  const me = useMe();
  const rights = $api.useSuspenseQuery(
    "get",
    "/api/v1/access/roles",
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (permission, relation) => mayOn(rights.data, me, permission, relation);
}
