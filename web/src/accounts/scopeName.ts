import type { TFunction } from "i18next";
import type { Grant } from "../api/types";

/** Where a grant holds, by name where the name is known. */
export function scopeName(
  scope: Grant["scope"],
  named: { id: string; name: string }[],
  t: TFunction,
): string {
  if (scope.kind === "all") return t("scopes.all");
  return named.find((one) => one.id === scope.id)?.name ?? t(`scopes.${scope.kind}`);
}
