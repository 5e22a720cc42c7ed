import { $api } from "../api/client";
import { useSearch } from "../ui/usePlace";

/** Whom the address of a page that begins something is about; nobody when it does not say. */
export function useEmployeeInAddress() {
  const [{ employee_id }] = useSearch();
  return $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: employee_id ?? "" } } },
    { enabled: !!employee_id },
  ).data;
}
