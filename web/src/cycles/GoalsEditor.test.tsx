import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Kpi, PositionGoal } from "../api/types";
import { show } from "../testing";
import { GoalsEditor } from "./GoalsEditor";

const kpis = ["SALES", "VISITS"].map((code) => ({
  code,
  name: code,
  unit: "次",
  direction: "higher_is_better",
})) as Kpi[];
const goal = (kpi_code: string, weight: string) =>
  ({ kpi_code, weight, target: "100", rule: { kind: "linear", floor: "0.5", cap: "1.2" } }) as PositionGoal;
const editor = (goals: PositionGoal[]) => (
  <GoalsEditor cycleId="c" positionId="p" goals={goals} kpis={kpis} onSaved={() => {}} />
);

describe("the goals editor", () => {
  it("holds saving back while the weights lack something, and says how much", async () => {
    const sent = vi.spyOn(globalThis, "fetch");
    await show(editor([goal("SALES", "60"), goal("VISITS", "35")]));
    const save = await screen.findByRole("button", { name: /保存目标/ });
    expect(save.getAttribute("aria-disabled")).toBe("true");
    expect(save.textContent).toContain("权重合计还差 5%");
    await userEvent.click(save);
    expect(sent).not.toHaveBeenCalled();
  });

  it("saves once they make 100", async () => {
    const sent = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(
        async () => new Response("{}", { headers: { "Content-Type": "application/json" } }),
      );
    await show(editor([goal("SALES", "60"), goal("VISITS", "35")]));
    const weight = await screen.findByRole("textbox", { name: "第 2 项的权重" });
    await userEvent.clear(weight);
    await userEvent.type(weight, "40");
    const save = screen.getByRole("button", { name: /保存目标/ });
    expect(save.getAttribute("aria-disabled")).toBeNull();
    await userEvent.click(save);
    const request = sent.mock.calls[0]?.[0] as Request;
    expect(request.method).toBe("PUT");
    expect(new URL(request.url).pathname).toBe("/api/v1/review-cycles/c/position-goals/p");
  });
});
