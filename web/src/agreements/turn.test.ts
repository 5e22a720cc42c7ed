import { expect, test } from "vitest";
import { isTheirTurn } from "./turn";

test("whoever comes second waits for the other", () => {
  const sent = (signing_order: "any" | "employee_first" | "employer_first") =>
    ({ signing_order, stage: "sent" }) as const;
  expect(isTheirTurn(sent("any"), "employer")).toBe(true);
  expect(isTheirTurn(sent("employee_first"), "employee")).toBe(true);
  expect(isTheirTurn(sent("employee_first"), "employer")).toBe(false);
  expect(isTheirTurn(sent("employer_first"), "employee")).toBe(false);
  expect(isTheirTurn({ signing_order: "employer_first", stage: "partly_signed" }, "employee")).toBe(true);
});
