import { useSyncExternalStore } from "react";

const narrow = typeof matchMedia === "function" ? matchMedia("(max-width: 767px)") : null;

function subscribe(changed: () => void) {
  narrow?.addEventListener("change", changed);
  return () => narrow?.removeEventListener("change", changed);
}

/** The page is as narrow as a phone. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => narrow?.matches ?? false);
}
