import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { spoken } from "../i18n/i18n";

/** A ground's name with its article, from the service's own table. */
export function useGroundText(): (code: string) => string {
  const { i18n } = useTranslation("separations");
  const grounds = $api.useQuery("get", "/api/v1/law/grounds", {}, { staleTime: Number.POSITIVE_INFINITY });
  return (code) => {
    const known = grounds.data?.items.find((ground) => ground.code === code);
    return known ? `${spoken(known, i18n.language)} ${code}` : code;
  };
}
