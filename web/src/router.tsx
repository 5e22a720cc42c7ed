import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import { $api } from "./api/client";
import { currentToken, forgetToken, refreshSession, whenSessionIsLost } from "./api/session";
import { paths } from "./paths";
import { queryClient } from "./queries";
import { BrokenPage } from "./ui/BrokenPage";
import { MissingPage } from "./ui/MissingPage";
import { WaitingPage } from "./ui/WaitingPage";

type Page = () => ReactNode;
type Search = Record<string, string | undefined>;

/** Each page is its own module with a default export, loaded when its route is opened. */
function page(load: () => Promise<{ default: Page }>) {
  return lazyRouteComponent<Record<"default", Page>, "default">(load);
}

function signInPath(): string {
  const here = location.pathname + location.search;
  return paths.signIn(here === "/" || here.startsWith("/sign-in") ? undefined : here);
}

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: page(() => import("./session/SignInPage")),
});
const activation = createRoute({
  getParentRoute: () => root,
  path: "/activation",
  component: page(() => import("./session/ActivationPage")),
});

/** For whoever received a signed file: no account needed. */
const check = createRoute({
  getParentRoute: () => root,
  path: "/check",
  component: page(() => import("./check/CheckPage")),
});

/** In a frame of another frontend: the person signs in there, for this one agreement. */
const embedded = createRoute({
  getParentRoute: () => root,
  path: "/embed/agreements/$id",
  component: page(() => import("./agreements/embedded/EmbeddedSigningPage")),
});

/** Everything behind the sign-in: renew the session from its cookie, know who this is, show the shell. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ location: wanted }) => {
    if (!currentToken() && !(await refreshSession())) {
      throw redirect({ href: paths.signIn(wanted.href === "/" ? undefined : wanted.href) });
    }
    await Promise.all([
      queryClient.ensureQueryData($api.queryOptions("get", "/api/v1/auth/me", {})),
      queryClient.ensureQueryData($api.queryOptions("get", "/api/v1/access/roles", {})),
    ]);
  },
  component: page(() => import("./ui/shell/Shell")),
});

function inside<P extends string>(path: P, load: () => Promise<{ default: Page }>) {
  return createRoute({ getParentRoute: () => app, path, component: page(load) });
}

const pages = [
  inside("/", () => import("./home/HomePage")),
  inside("/me", () => import("./session/AccountPage")),
  inside("/papers", () => import("./papers/PapersPage")),
  inside("/documents/$id", () => import("./papers/DocumentPage")),
  inside("/employees", () => import("./employees/EmployeesPage")),
  inside("/employees/$id", () => import("./employees/EmployeePage")),
  inside("/employees/$id/contract", () => import("./agreements/drafting/DraftContractPage")),
  inside("/org-units", () => import("./org/OrgPage")),
  inside("/legal-entities", () => import("./entities/LegalEntitiesPage")),
  inside("/standards", () => import("./standards/StandardsPage")),
  inside("/imports", () => import("./imports/ImportsPage")),
  inside("/imports/$id", () => import("./imports/ImportPage")),
  inside("/kpis", () => import("./cycles/KpisPage")),
  inside("/review-cycles", () => import("./cycles/CyclesPage")),
  inside("/review-cycles/$id", () => import("./cycles/CyclePage")),
  inside("/reviews", () => import("./reviews/ReviewsPage")),
  inside("/reviews/$id", () => import("./reviews/ReviewPage")),
  inside("/alerts", () => import("./alerts/AlertsPage")),
  inside("/alerts/$id", () => import("./alerts/AlertsPage")),
  inside("/deadlines", () => import("./deadlines/DeadlinesPage")),
  inside("/improvement-plans", () => import("./plans/PlansPage")),
  inside("/improvement-plans/new", () => import("./plans/NewPlanPage")),
  inside("/improvement-plans/$id", () => import("./plans/PlanPage")),
  inside("/improvement-plans/$id/edit", () => import("./plans/EditPlanPage")),
  inside("/check-ins", () => import("./checkins/CheckInsPage")),
  inside("/check-ins/$id", () => import("./checkins/CheckInsPage")),
  inside("/warnings", () => import("./warnings/WarningsPage")),
  inside("/warnings/new", () => import("./warnings/NewWarningPage")),
  inside("/warnings/$id", () => import("./warnings/WarningPage")),
  inside("/warnings/$id/edit", () => import("./warnings/EditWarningPage")),
  inside("/separations", () => import("./separations/SeparationsPage")),
  inside("/separations/new", () => import("./separations/opening/OpenCasePage")),
  inside("/separations/$id", () => import("./separations/SeparationPage")),
  inside("/separation-tasks", () => import("./separations/tasks/TasksPage")),
  inside("/separation-tasks/$id", () => import("./separations/tasks/CaseTasksPage")),
  inside("/non-competes", () => import("./separations/noncompete/NonCompetesPage")),
  inside("/non-competes/$id", () => import("./separations/noncompete/NonCompetePage")),
  inside("/risk", () => import("./risk/RiskPage")),
  inside("/risk/cases", () => import("./risk/RiskCasesPage")),
  inside("/risk/contracts", () => import("./risk/RiskContractsPage")),
  inside("/risk/protected-people", () => import("./risk/ProtectedPage")),
  inside("/layoffs", () => import("./layoffs/LayoffsPage")),
  inside("/layoffs/$id", () => import("./layoffs/LayoffPage")),
  inside("/disputes", () => import("./disputes/DisputesPage")),
  inside("/disputes/$id", () => import("./disputes/DisputePage")),
  inside("/leaving", () => import("./separations/mine/LeavingPage")),
  inside("/leaving/notice", () => import("./separations/mine/LeavingNoticePage")),
  inside("/calculator", () => import("./calculator/CalculatorPage")),
  inside("/agreements", () => import("./agreements/AgreementsPage")),
  inside("/agreements/$id", () => import("./agreements/AgreementPage")),
  inside("/agreements/$id/replacement", () => import("./agreements/negotiation/ReplacePage")),
  inside("/agreements/$id/signing", () => import("./agreements/SigningPage")),
  inside("/agreement-batches", () => import("./agreements/batches/BatchesPage")),
  inside("/agreement-batches/new", () => import("./agreements/batches/NewBatchPage")),
  inside("/agreement-batches/$id", () => import("./agreements/batches/BatchPage")),
  inside("/templates", () => import("./templates/TemplatesPage")),
  inside("/templates/$id", () => import("./templates/TemplatePage")),
  inside("/seals", () => import("./seals/SealsPage")),
  inside("/seals/$id", () => import("./seals/SealPage")),
  inside("/evidence-bundles", () => import("./evidence/EvidencePage")),
  inside("/verify", () => import("./check/VerifyPage")),
  inside("/journal", () => import("./journal/JournalPage")),
  inside("/accounts", () => import("./accounts/AccountsPage")),
  inside("/webhooks", () => import("./webhooks/WebhooksPage")),
  inside("/webhooks/$id", () => import("./webhooks/WebhookPage")),
];

export const router = createRouter({
  routeTree: root.addChildren([signIn, activation, check, embedded, app.addChildren(pages)]),
  defaultPreload: "intent",
  defaultPendingComponent: WaitingPage,
  defaultPendingMs: 300,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: MissingPage,
  // It is kept in the browser's storage, where a frame leaves nothing.
  scrollRestoration: !location.pathname.startsWith("/embed/"),
  // Every search value is text: a personnel number such as 007 must not become a number.
  parseSearch: (text): Search => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Search) => {
    const kept = Object.entries(search).filter((pair): pair is [string, string] => !!pair[1]);
    const text = new URLSearchParams(kept).toString();
    return text ? `?${text}` : "";
  },
});

whenSessionIsLost(() => {
  queryClient.clear();
  router.history.push(signInPath());
});

/** Sign out here and at the service. */
export function leave(): void {
  forgetToken();
  queryClient.clear();
  router.history.push(paths.signIn());
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
