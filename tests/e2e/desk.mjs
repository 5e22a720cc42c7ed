// The separation desk, by clicking: what the office does in a case of any family, and the employee in their own.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { binary } from "./service.mjs";

const run = promisify(execFile);

/** Opens a case about somebody from the list of cases, on the ground chosen among all of them. */
export async function openCase(hr, { number, ground, reason, lastDay }) {
  await hr.comes();
  await hr.goesTo("离职案件");
  await hr.clicks("发起案件");
  await hr.chooses("员工", number, { search: number });
  await hr.dates("最后工作日", lastDay);
  await hr.clicks(`选用 ${ground}`);
  const form = hr.dialog("发起案件");
  await hr.fills("事由说明", reason, form);
  await hr.clicks("立案", form);
  await hr.seesStage("已立案");
}

export async function toCase(person, name, tab) {
  await person.comes();
  await person.goesTo("离职案件");
  await person.press(person.page.getByRole("row").filter({ hasText: name }));
  if (tab) await person.tab(tab);
}

/** The employee goes to the own case. */
export async function toMyCase(member, tab) {
  await member.comes();
  await member.goesTo("我的离职");
  await member.press(member.page.getByRole("main").getByRole("list").getByRole("link").first());
  if (tab) await member.tab(tab);
}

/** The employee says in the own case what there is to say, in the own words. */
export async function speaks(member, words) {
  await toMyCase(member, "进展");
  await member.fills("我要说明", words);
  await member.clicks("提交陈述");
  await member.sees(member.page.getByRole("listitem").filter({ hasText: words }));
}

/** The former employee still finds the certificate among the own papers; it is about them. */
export async function findsCertificate(member, name) {
  await member.comes();
  await member.goesTo("我的文件");
  await member.press(member.page.getByRole("main").getByRole("link").filter({ hasText: "证明" }).first());
  assert.match(await member.readsPdf(), new RegExp(name));
}

/** A task of the case that stands open is done, with what came of it. */
export async function finishes(person, title, outcome) {
  await person.clicks(`完成：${title}`);
  const form = person.dialog("完成");
  await person.fills("办理情况", outcome, form);
  await person.clicks("完成", form);
  await person.seesItClose("完成");
  await person.sees(outcome);
}

/** Rows of the gate's checklist, by what they say of the evidence. */
export function gateRows(person, state) {
  return person.page.getByRole("main").getByRole("listitem").filter({ has: person.page.getByText(state, { exact: true }) });
}

/** Rows of the checklist are proved by records that can be opened. */
export async function seesProved(person, ...codes) {
  for (const code of codes) await person.sees(gateRows(person, "已证明").filter({ hasText: code }));
}

/** Brings a file in for one row of the checklist that stands open. */
export async function brings(person, code, { title, dated, shows }) {
  await person.clicks(`提交材料 ${code}`);
  const form = person.dialog("提交材料");
  await attaches(person, form, { title, dated, shows });
  await person.clicks("提交", form);
  await person.seesItClose("提交材料");
  await person.sees(gateRows(person, "待核对").filter({ hasText: code }).filter({ hasText: title }));
}

/** Fills the form about a file: the file, its name, its day, what it shows. */
export async function attaches(person, form, { title, dated, shows }) {
  const file = { name: `${title}.txt`, mimeType: "text/plain", buffer: Buffer.from(`${title}\n${shows}\n`) };
  await form.locator('input[type="file"]').setInputFiles(file);
  await person.sees(file.name, form);
  await person.fills("材料名称", title, form);
  await person.dates("事实日期", dated, form);
  await person.fills("说明什么", shows, form);
}

/** Accepts the piece that waits in a row of the checklist that stands open. */
export async function accepts(person, code, why) {
  const row = gateRows(person, "待核对").filter({ hasText: code }).first();
  await person.clicks("核对", row);
  const form = person.dialog("核对");
  await person.marks(/^采信/, form);
  await person.fills("理由", why, form);
  await person.clicks("提交核对结论", form);
  await person.seesItClose("核对");
  await seesProved(person, code);
}

export async function tellsUnion(hr, name) {
  await toCase(hr, name, "工会");
  await hr.clicks("送交工会");
  await hr.sees("已于以下时间告知：");
  await hr.seesStage("已告知工会");
}

export async function unionReplies(union, name, words) {
  await toCase(union, name, "工会");
  await union.marks("无异议");
  await union.fills("说明", words);
  await union.clicks("提交工会意见");
  await union.sees(words);
}

export async function asksForApproval(hr, name) {
  await toCase(hr, name, "审批");
  await hr.clicks("申请审批");
  await hr.sees("等待审批");
}

export async function approves(person, name, why) {
  await toCase(person, name, "审批");
  await person.marks("同意");
  await person.fills("理由", why);
  await person.clicks("提交结论");
  await person.seesStage("已审批");
}

/** HR hands the notice over on the day on which it is issued; answers what it says. */
export async function servesNotice(hr, name, day) {
  await toCase(hr, name, "通知送达");
  await hr.chooses("送达方式", "当面");
  await hr.clicks("签发通知书");
  await hr.sees("尚未登记送达");
  await hr.seesStage("已发通知");
  await hr.clicks("登记送出");
  const sending = hr.dialog("登记送出");
  await hr.fills("所用地址、号码或邮箱", "公司会议室", sending);
  await hr.clicks("登记", sending);
  await hr.seesItClose("登记送出");
  await hr.clicks("登记结果");
  const outcome = hr.dialog("登记结果");
  await hr.marks("签收、到达", outcome);
  await hr.dates("结果日期", day, outcome);
  await hr.clicks("登记结果", outcome);
  await hr.seesItClose("登记结果");
  await hr.page.getByText("尚未登记送达").waitFor({ state: "hidden" });
  await hr.follows("查看通知书");
  return hr.readsPdf();
}

/** HR completes the case; answers what the certificate says. */
export async function completes(hr, name) {
  await toCase(hr, name, "办结");
  await hr.clicks("办结并出具证明");
  await hr.clicks("办结并出具证明", hr.page.getByRole("tooltip"));
  await hr.seesStage("已办结");
  await hr.follows("查看证明");
  return hr.readsPdf();
}

/** What the sheet of a case comes to in all. */
export async function total(person, name) {
  return wordsOf(await toSheet(person, name));
}

/** The whole sheet of a case, with every step of the computation that stands open. */
export async function sheet(person, name) {
  await toSheet(person, name);
  return wordsOf(person.page.getByRole("tabpanel", { name: "金额" }));
}

async function toSheet(person, name) {
  await (person.phone ? toMyCase(person, "金额") : toCase(person, name, "金额"));
  const row = person.page.getByRole("main").getByRole("row").filter({ hasText: /^合计/ }).first();
  await person.sees(row);
  return row;
}

async function wordsOf(target) {
  return (await target.innerText()).replace(/\s+/g, " ").trim();
}

/** The bundle of a case is made and downloaded; it verifies without the service, and not with a byte changed. */
export async function provesItself(person, name) {
  await toCase(person, name, "证据包");
  await person.clicks("生成证据包");
  await person.sees(person.page.getByRole("row").filter({ hasText: "可下载" }));
  const folder = await mkdtemp(join(tmpdir(), "youju-bundle-"));
  const arriving = person.page.waitForEvent("download");
  await person.clicks("下载");
  const file = join(folder, "bundle.zip");
  await (await arriving).saveAs(file);
  await run(binary(), ["verify", file]);
  const altered = await readFile(file);
  altered[Math.floor(altered.length / 2)] ^= 1;
  await writeFile(file, altered);
  await assert.rejects(run(binary(), ["verify", file]), "a changed byte is not noticed");
  await rm(folder, { recursive: true });
}
