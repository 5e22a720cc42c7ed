import { expect, test } from "vitest";
import type { Agreement } from "../api/types";
import { ownRole, type SignerRole, waitsFor } from "./turn";

const signer = (role: SignerRole, waits_for: SignerRole | null, state: "waiting" | "signed" = "waiting") => ({
  role,
  waits_for,
  state,
  name: role,
  employee_id: role === "witness" ? "w" : null,
});

test("whoever comes second waits for the other", () => {
  const before = { signers: [signer("employee", null), signer("employer", "employee")] };
  expect(waitsFor(before, "employee")).toBeNull();
  expect(waitsFor(before, "employer")).toBe("employee");
  const after = { signers: [signer("employee", null, "signed"), signer("employer", "employee")] };
  expect(waitsFor(after, "employer")).toBeNull();
});

test("the seal waits for the witness, who waits for the employee", () => {
  const signers = [
    signer("employee", null, "signed"),
    signer("employer", "witness"),
    signer("witness", "employee"),
  ];
  expect(waitsFor({ signers }, "witness")).toBeNull();
  expect(waitsFor({ signers }, "employer")).toBe("witness");
});

test("a person signs as what they are in this agreement", () => {
  const agreement = {
    employee: { id: "e", number: "1", name: "甲" },
    signers: [signer("employee", null), signer("employer", "witness"), signer("witness", "employee")],
  } as Pick<Agreement, "employee" | "signers">;
  const me = (id: string | null) => ({ employee: id && { id } }) as Parameters<typeof ownRole>[1];
  expect(["e", "w", "x", null].map((id) => ownRole(agreement, me(id)))).toEqual([
    "employee",
    "witness",
    "employer",
    "employer",
  ]);
});
