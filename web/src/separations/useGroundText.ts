import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { spoken } from "../i18n/i18n";
import { groundOf, readGrounds } from "./grounds";

/** A ground's name with its article, from the service's own table where this person may read it. */
export function useGroundText(): (code: string) => string {
  const { t, i18n } = useTranslation("separations");
  const grounds = $api.useQuery(
    "get",
    "/api/v1/law/grounds",
    {},
    { staleTime: Number.POSITIVE_INFINITY, retry: false },
  );
  return (code) => {
    const known = groundOf(readGrounds(grounds.data), code);
    if (known) return `${spoken(known, i18n.language)} ${code}`;
    return i18n.exists(`separations:grounds.${code}`) ? `${t(`grounds.${code}`)} ${code}` : code;
  };
}
