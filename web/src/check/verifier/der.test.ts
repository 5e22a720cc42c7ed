import { describe, expect, it } from "vitest";
import { isDer, withoutPadding } from "./der";
import { fromHex } from "./pdf/syntax";

const der = (hex: string) => isDer(fromHex(hex.replace(/ /g, "")));

describe("DER", () => {
  it("has one encoding for one value", () => {
    expect(der("30 06 02 01 05 01 01 ff")).toBe(true);
    for (const other of [
      "30 81 03 02 01 05", // a length longer than it need be
      "30 80 02 01 05 00 00", // a length left open
      "02 02 00 05", // an integer with a zero too many
      "02 02 ff 85",
      "01 01 01", // true is ff
      "03 02 01 03", // unused bits that are set
      "05 01 00", // null with content
      "10 03 02 01 05", // a sequence that claims to be plain
      "31 06 02 01 06 02 01 05", // a set out of order
      "31 06 02 01 05 02 01 05", // a set with the same twice
      "30 03 02 01 05 00", // something behind
      "30 04 02 01 05", // something missing
      "",
    ])
      expect(der(other), other).toBe(false);
  });

  it("may be followed by zeros where room was reserved, and by nothing else", () => {
    expect(withoutPadding(Uint8Array.of(2, 1, 5, 0, 0))).toEqual(Uint8Array.of(2, 1, 5));
    expect(withoutPadding(Uint8Array.of(2, 1, 5, 0, 1))).toBeNull();
  });
});
