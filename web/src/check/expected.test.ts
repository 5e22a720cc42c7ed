import { expect, test } from "vitest";
import { expectedOf, isExpected } from "./expected";

const bytes = new TextEncoder().encode("hello");
const sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

test("the address of a QR code names a file", () => {
  const search = `?number=AGR-2026-0001&size=5&sha256=${sha256}`;
  expect(expectedOf(search)).toEqual({ number: "AGR-2026-0001", size: 5, sha256 });
  for (const wrong of ["", "?number=A", `?number=A&size=-1&sha256=${sha256}`, "?number=A&size=5&sha256=zz"]) {
    expect(expectedOf(wrong)).toBeNull();
  }
});

test("a file counts with what was added after the signatures, and no other", async () => {
  const expected = { number: "A", size: 5, sha256 };
  expect(await isExpected(bytes, expected)).toBe(true);
  expect(await isExpected(new TextEncoder().encode("hello, and a later timestamp"), expected)).toBe(true);
  expect(await isExpected(new TextEncoder().encode("hallo"), expected)).toBe(false);
  expect(await isExpected(new TextEncoder().encode("hell"), expected)).toBe(false);
});
