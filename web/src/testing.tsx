import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, render } from "@testing-library/react";
import { message } from "antd";
import i18next from "i18next";
import type { ReactNode } from "react";
import { initReactI18next } from "react-i18next";
import { unstable_IdlePriority, unstable_scheduleCallback } from "scheduler";
import { afterEach, beforeEach, vi } from "vitest";

const catalogues = import.meta.glob<Record<string, unknown>>("./i18n/{zh-CN,en}/*.json", {
  import: "default",
  eager: true,
});

/** The catalogues by language and namespace, as tests look at them. */
export function allCatalogues(): Record<string, Record<string, Record<string, unknown>>> {
  const found: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, catalogue] of Object.entries(catalogues)) {
    const [, language = "", name = ""] = /i18n\/([^/]+)\/(.+)\.json$/.exec(path) ?? [];
    found[language] = { ...found[language], [name]: catalogue };
  }
  return found;
}

/** Show something as a page would: in Chinese, with a router and its own server state. */
export async function show(what: ReactNode) {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: "zh-CN",
      resources: allCatalogues(),
      fallbackLng: false,
      defaultNS: "common",
      fallbackNS: "common",
      interpolation: { escapeValue: false },
    });
  }
  const root = createRootRoute({ component: () => <>{what}</> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  await router.load();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

/** A message fades in a place of its own, which cleaning up does not reach: what is said is kept by the spy instead. */
beforeEach(() => {
  for (const tone of ["success", "info", "warning", "error"] as const) {
    vi.spyOn(message, tone).mockReturnValue(undefined as never);
  }
});

/** React finishes what it has begun before the page goes. */
afterEach(async () => {
  cleanup();
  await new Promise<void>((done) => unstable_scheduleCallback(unstable_IdlePriority, () => done()));
});
