// @vitest-environment node
import { describe, expect, it } from "vitest";
import { afterSignatures, appended, bytesOf, patched, place, roots, signed, source } from "../fixtures/files";
import { PdfFile } from "./pdf/file";
import { Dict, Ref } from "./pdf/values";
import { verify } from "./verify";

const three = afterSignatures(3);
const file = new PdfFile(three);
const page = pageOf(file);

function pageOf({ objects }: PdfFile): number {
  const found = [...objects.values()].find(({ value }) => value instanceof Dict && value.has("MediaBox"));
  return found?.number ?? 0;
}

async function english(pdf: Uint8Array): Promise<string[]> {
  const report = await verify(pdf, roots);
  expect(report.verdict).toBe("invalid");
  return report.problems.map((problem) => problem.en);
}

describe("a file as it was signed", () => {
  it("is valid after each signature, and says who has not signed", async () => {
    for (const [count, open] of [
      [1, 2],
      [2, 1],
      [3, 0],
    ] as const) {
      const report = await verify(afterSignatures(count), roots);
      expect(report.problems).toEqual([]);
      expect(report.verdict).toBe("valid");
      expect(report.signatures).toHaveLength(count);
      expect(report.unsigned).toHaveLength(open);
    }
  });

  it("stays valid with validation data and a document timestamp", async () => {
    const report = await verify(signed, roots);
    expect(report.verdict).toBe("valid");
    expect(report.signatures.map(({ kind }) => kind)).toEqual([
      "signature",
      "signature",
      "signature",
      "document_timestamp",
    ]);
    const [employee, , employer] = report.signatures;
    expect(employee).toMatchObject({
      field: "employee",
      signer: "沈可欣",
      issuer: "Youju 本地测试根证书",
      timestamped_at: "2026-06-22T02:35:00Z",
      timestamped_by: "Youju 本地测试时间戳",
      covers_whole_file: false,
    });
    expect(employer?.changes.map((change) => change.zh).sort()).toEqual([
      "加入了文件时间戳",
      "加入了签名的长期验证资料",
    ]);
  });

  it("is not believed under other roots, or under none", async () => {
    const report = await verify(three, []);
    expect(report.verdict).toBe("invalid");
    expect(report.signatures.every(({ intact, trusted }) => intact && !trusted)).toBe(true);
  });
});

describe("bytes changed in place", () => {
  it("are noticed anywhere", async () => {
    for (let at = 3; at < three.length; at += Math.floor(three.length / 15)) {
      const changed = three.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await verify(changed, roots)).verdict, `byte ${at}`).toBe("invalid");
    }
  }, 30_000);

  it("are noticed in a signature, where no signature covers them", async () => {
    const from = place(three, "/Contents<", afterSignatures(2).length) + 10;
    for (const digit of [200, 801, 1900, 2600, 9000]) {
      const other = three[from + digit] === 0x37 ? "2" : "7";
      expect((await verify(patched(three, from + digit, other), roots)).verdict, `${digit}`).toBe("invalid");
    }
  });

  it("are noticed behind the end and when some are missing", async () => {
    expect(await english(Uint8Array.from([...three, ...bytesOf("% hello\n")]))).toEqual([
      "there is something after the end of the file",
    ]);
    expect(await english(three.slice(0, -9000))).toHaveLength(1);
    expect(await english(bytesOf("hello"))).toEqual(["this is not a PDF"]);
  });
});

describe("an appended revision", () => {
  const entries = source(three, page);

  it("that draws over a page is noticed though every signature holds", async () => {
    const drawn = entries.replace(/\/Contents (\d+ 0 R)/, "/Contents[$1 990 0 R]");
    expect(drawn).not.toBe(entries);
    const stroke = "0 0 90 90 re f";
    const pdf = appended(three, {
      [page]: drawn,
      990: `<</Length ${stroke.length}>>stream\n${stroke}\nendstream`,
    });
    const report = await verify(pdf, roots);
    expect(report.problems.map(({ zh }) => zh)).toEqual(["签名后改动了第1页"]);
    expect(report.signatures.every(({ intact, trusted }) => intact && trusted)).toBe(true);
  });

  it("that crops a page or puts a note on it is named", async () => {
    const cropped = entries.replace(/\/MediaBox\s*\[[^\]]*\]/, "/MediaBox[0 0 500 300]");
    expect(await english(appended(three, { [page]: cropped }))).toEqual([
      "the size or orientation of page 1 was changed after a signature",
    ]);
    const noted = entries.replace(/\/Annots\s*\[/, "/Annots[990 0 R ");
    expect(await english(appended(three, { [page]: noted, 990: "<</Subtype/FreeText>>" }))).toEqual([
      "annotations on page 1 were added or changed after a signature",
    ]);
  });

  it("that only adds what nothing refers to, or writes the same again, changes nothing", async () => {
    expect((await verify(appended(three, { 990: "<</A 1>>", [page]: entries }), roots)).verdict).toBe(
      "valid",
    );
  });

  it("with an entry twice, encryption, two forms of tables or another root is refused", async () => {
    expect(await english(appended(three, { 990: "<</A 1/A 2>>" }))).toEqual([
      "an entry stands twice (A), which programs read differently",
    ]);
    expect(
      await english(appended(three, {}, (trailer) => trailer.replace("<<", "<</Encrypt 1 0 R"))),
    ).toEqual(["the file is encrypted and cannot be judged"]);
    expect(
      (await english(appended(three, {}, (trailer) => trailer.replace("<<", "<</XRefStm 12"))))[0],
    ).toContain("two forms");
    const another = (trailer: string) => trailer.replace(/\/Root \d+/, "/Root 990");
    const catalog = source(three, file.root.number);
    expect(await english(appended(three, { 990: catalog }, another))).toEqual([
      "the root of the file was replaced after a signature",
    ]);
  });

  it("that hides something between its objects is refused", async () => {
    const pdf = appended(three, { 990: "1\nendobj\n991 0 obj\n2" });
    expect((await english(pdf))[0]).toContain("belongs to no object");
  });

  it("that empties a signed field is noticed", async () => {
    const field = [...file.objects.values()].find(
      ({ value }) => value instanceof Dict && value.get("FT") && value.get("V") instanceof Ref,
    );
    const emptied = source(three, field?.number ?? 0).replace(/\/V \d+ 0 R/, "");
    const problems = await english(appended(three, { [field?.number ?? 0]: emptied }));
    expect(problems.join()).toMatch(/was changed after a signature.*belongs to no field/);
  });
});
