import { describe, expect, it } from "vitest";
import { pathOfResource, paths } from "./paths";

describe("the addresses", () => {
  it("are these", () => {
    const shown = Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [name, (path as (id: string) => string)("ID")]),
    );
    expect(shown).toMatchInlineSnapshot(`
      {
        "accounts": "/accounts?tab=ID",
        "activation": "/activation?login=ID",
        "agreement": "/agreements/ID",
        "agreements": "/agreements",
        "alert": "/alerts/ID",
        "alerts": "/alerts",
        "batch": "/agreement-batches/ID",
        "batches": "/agreement-batches",
        "calculator": "/calculator?tab=ID",
        "check": "/check",
        "checkIn": "/check-ins/ID",
        "checkIns": "/check-ins",
        "circumstances": "/employees/ID?edit=circumstances",
        "cycle": "/review-cycles/ID",
        "cycles": "/review-cycles",
        "deadlines": "/deadlines",
        "dispute": "/disputes/ID",
        "disputes": "/disputes",
        "document": "/documents/ID",
        "editPlan": "/improvement-plans/ID/edit",
        "editWarning": "/warnings/ID/edit",
        "employee": "/employees/ID",
        "employees": "/employees",
        "evidence": "/evidence-bundles",
        "home": "/",
        "import": "/imports/ID",
        "imports": "/imports",
        "journal": "/journal",
        "kpis": "/kpis",
        "layoff": "/layoffs/ID",
        "layoffs": "/layoffs",
        "leaving": "/leaving",
        "leavingNotice": "/leaving/notice?kind=ID",
        "legalEntities": "/legal-entities",
        "me": "/me",
        "newBatch": "/agreement-batches/new",
        "newContract": "/employees/ID/contract",
        "newDispute": "/disputes?0=I&1=D&new=1",
        "newPlan": "/improvement-plans/new?0=I&1=D",
        "newSeparation": "/separations/new?0=I&1=D",
        "newWarning": "/warnings/new?employee_id=ID",
        "nonCompete": "/non-competes/ID",
        "nonCompetes": "/non-competes",
        "org": "/org-units",
        "papers": "/papers",
        "plan": "/improvement-plans/ID",
        "plans": "/improvement-plans",
        "protectedPeople": "/risk/protected-people",
        "replacement": "/agreements/ID/replacement",
        "review": "/reviews/ID",
        "reviews": "/reviews",
        "risk": "/risk",
        "riskCases": "/risk/cases",
        "riskContracts": "/risk/contracts",
        "seal": "/seals/ID",
        "seals": "/seals",
        "separation": "/separations/ID",
        "separationTasks": "/separation-tasks/ID",
        "separations": "/separations",
        "signIn": "/sign-in?next=ID",
        "signing": "/agreements/ID/signing",
        "standards": "/standards",
        "template": "/templates/ID",
        "templates": "/templates",
        "verify": "/verify",
        "warning": "/warnings/ID",
        "warnings": "/warnings",
        "webhook": "/webhooks/ID",
        "webhooks": "/webhooks",
      }
    `);
  });

  it("carry tabs and origins in their search part", () => {
    expect(paths.separation("s", "gate")).toBe("/separations/s?tab=gate");
    expect(paths.newPlan({ review_id: "r", employee_id: undefined })).toBe(
      "/improvement-plans/new?review_id=r",
    );
    expect(paths.signIn("/reviews/1?tab=a")).toBe("/sign-in?next=%2Freviews%2F1%3Ftab%3Da");
  });

  it("lead from a record to its page where there is one", () => {
    expect(pathOfResource("review", "1")).toBe("/reviews/1");
    expect(pathOfResource("token", "1")).toBeNull();
    expect(pathOfResource("review", null)).toBeNull();
  });
});
