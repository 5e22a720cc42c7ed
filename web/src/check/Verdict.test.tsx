import { cleanup, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "../testing";
import { Verdict } from "./Verdict";
import { type Report, say } from "./verifier/report";

const signature: Report["signatures"][number] = {
  field: "employee",
  kind: "signature",
  signer: "沈可欣",
  issuer: "Youju 本地测试根证书",
  signed_at: "2026-06-22T02:35:00Z",
  timestamped_at: "2026-06-22T02:35:00Z",
  timestamped_by: "Youju 本地测试时间戳",
  intact: true,
  trusted: true,
  covers_whole_file: true,
  covered_bytes: 1000,
  changes: [],
};
const valid: Report = { verdict: "valid", signatures: [signature], unsigned: [], problems: [] };

async function headline(report: Partial<Report>) {
  await show(<Verdict name="file.pdf" report={{ ...valid, ...report }} />);
  return screen.getByRole("status").textContent;
}

describe("the verdict in one sentence", () => {
  it("says that all holds, and who signed when", async () => {
    expect(await headline({})).toContain("有效：1 个签名都成立");
    expect(screen.getByText("沈可欣")).toBeTruthy();
    expect(screen.getByText("2026年6月22日 10:35")).toBeTruthy();
  });

  it("counts no document timestamp as a signature", async () => {
    const stamp = { ...signature, field: "archive", kind: "document_timestamp" as const };
    expect(await headline({ signatures: [signature, stamp] })).toContain("有效：1 个签名都成立");
    cleanup();
    expect(await headline({ signatures: [stamp] })).toContain("没有可以核验的签名");
  });

  it("says that somebody has not signed yet", async () => {
    expect(await headline({ unsigned: ["employer"] })).toContain("还有人没签");
    expect(screen.getByText(/用人单位盖章/)).toBeTruthy();
  });

  it("tells a file changed after signing from signatures that do not hold", async () => {
    const problems = [say("page_changed", { page: 3 })];
    expect(await headline({ verdict: "invalid", problems })).toContain("签署之后文件被改动过");
    expect(screen.getByText("签名后改动了第3页")).toBeTruthy();
  });

  it("does not call signatures sound that are not, or that are not there", async () => {
    const forged = [{ ...signature, trusted: false }];
    expect(await headline({ verdict: "invalid", signatures: forged })).toContain("不能相信");
  });
});
