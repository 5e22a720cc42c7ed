/** Every address of the client, in one place. They mirror the resources of the API. */
export const paths = {
  home: () => "/",
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"),
  activation: (login?: string) => (login ? `/activation?login=${encodeURIComponent(login)}` : "/activation"),
  me: () => "/me",
  papers: () => "/papers",
  document: (id: string) => `/documents/${id}`,

  employees: () => "/employees",
  employee: (id: string, tab?: string) => `/employees/${id}${tab ? `?tab=${tab}` : ""}`,
  newContract: (id: string) => `/employees/${id}/contract`,
  circumstances: (id: string) => `/employees/${id}?edit=circumstances`,
  org: () => "/org-units",
  legalEntities: () => "/legal-entities",
  standards: () => "/standards",
  imports: () => "/imports",
  import: (id: string) => `/imports/${id}`,

  kpis: () => "/kpis",
  cycles: () => "/review-cycles",
  cycle: (id: string, tab?: string) => `/review-cycles/${id}${tab ? `?tab=${tab}` : ""}`,
  reviews: () => "/reviews",
  review: (id: string) => `/reviews/${id}`,
  alerts: () => "/alerts",
  alert: (id: string) => `/alerts/${id}`,
  deadlines: () => "/deadlines",
  plans: () => "/improvement-plans",
  newPlan: (from: { review_id?: string; alert_id?: string; employee_id?: string } = {}) => {
    const query = new URLSearchParams(Object.entries(from).filter(([, value]) => value)).toString();
    return `/improvement-plans/new${query ? `?${query}` : ""}`;
  },
  plan: (id: string) => `/improvement-plans/${id}`,
  editPlan: (id: string) => `/improvement-plans/${id}/edit`,
  checkIns: () => "/check-ins",
  checkIn: (id: string) => `/check-ins/${id}`,
  warnings: () => "/warnings",
  newWarning: (employee?: string) => `/warnings/new${employee ? `?employee_id=${employee}` : ""}`,
  warning: (id: string) => `/warnings/${id}`,
  editWarning: (id: string) => `/warnings/${id}/edit`,

  separations: () => "/separations",
  newSeparation: (from: { employee?: string; last_day?: string } = {}) => {
    const query = new URLSearchParams(Object.entries(from).filter(([, value]) => value)).toString();
    return `/separations/new${query ? `?${query}` : ""}`;
  },
  separation: (id: string, tab?: string) => `/separations/${id}${tab ? `?tab=${tab}` : ""}`,
  separationTasks: (id?: string) => (id ? `/separation-tasks/${id}` : "/separation-tasks"),
  nonCompetes: () => "/non-competes",
  nonCompete: (id: string) => `/non-competes/${id}`,
  risk: () => "/risk",
  riskCases: () => "/risk/cases",
  riskContracts: () => "/risk/contracts",
  protectedPeople: () => "/risk/protected-people",
  layoffs: () => "/layoffs",
  layoff: (id: string) => `/layoffs/${id}`,
  disputes: () => "/disputes",
  newDispute: (from: { employee: string; separation?: string }) => {
    const query = new URLSearchParams(Object.entries({ new: "1", ...from }).filter(([, value]) => value));
    return `/disputes?${query.toString()}`;
  },
  dispute: (id: string) => `/disputes/${id}`,
  leaving: () => "/leaving",
  leavingNotice: (kind: "resignation" | "fault") => `/leaving/notice?kind=${kind}`,
  calculator: (tab?: string) => `/calculator${tab ? `?tab=${tab}` : ""}`,
  agreements: () => "/agreements",
  agreement: (id: string, tab?: string) => `/agreements/${id}${tab ? `?tab=${tab}` : ""}`,
  replacement: (id: string) => `/agreements/${id}/replacement`,
  signing: (id: string) => `/agreements/${id}/signing`,
  batches: () => "/agreement-batches",
  newBatch: () => "/agreement-batches/new",
  batch: (id: string) => `/agreement-batches/${id}`,
  templates: () => "/templates",
  template: (id: string, version?: number) => `/templates/${id}${version ? `?version=${version}` : ""}`,
  seals: () => "/seals",
  seal: (id: string) => `/seals/${id}`,
  evidence: () => "/evidence-bundles",
  verify: () => "/verify",
  check: () => "/check",
  journal: () => "/journal",
  webhooks: () => "/webhooks",
  webhook: (id: string) => `/webhooks/${id}`,
  accounts: (tab?: string) => `/accounts${tab ? `?tab=${tab}` : ""}`,
};

/** The page that shows a record named by the API's resource type, where there is one. */
export function pathOfResource(type: string, id: string | null | undefined): string | null {
  if (!id) return null;
  const page: Record<string, (id: string) => string> = {
    employee: paths.employee,
    review: paths.review,
    review_cycle: paths.cycle,
    alert: paths.alert,
    plan: paths.plan,
    improvement_plan: paths.plan,
    check_in: paths.checkIn,
    warning: paths.warning,
    separation: paths.separation,
    non_compete: paths.nonCompete,
    agreement: (id) => paths.agreement(id),
    agreement_batch: paths.batch,
    template: (id) => paths.template(id),
    seal: paths.seal,
    document: paths.document,
    import: paths.import,
    local_figure: paths.standards,
    layoff: paths.layoff,
    dispute: paths.dispute,
  };
  return page[type]?.(id) ?? null;
}
