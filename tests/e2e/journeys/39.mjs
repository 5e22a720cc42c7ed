// LCL 39(2): a serious breach of the rules. Every fact is proved and judged by another before the notice, and the
// employee is heard: before it at the interview, after it in the own words on the phone.
import assert from "node:assert/strict";
import * as desk from "../desk.mjs";
import { opensWaiting } from "../walk/performance.mjs";
import { correctsWages, hires, keepsRecords, OFFICE, onThePhone } from "./company.mjs";

const NAME = "傅志强";
const CLAUSE = "《员工手册》（2025 版）第 5.2 条：连续旷工三日以上的，属于严重违反规章制度，公司可以解除劳动合同。";
const FACTS = "2027 年 1 月 4 日至 1 月 7 日连续四日无故未到岗，经两次书面通知仍未返岗。";
const PIECES = {
  "E-POL-TEXT": { title: "《员工手册》2025 版", dated: "2025-03-01", shows: "第 5.2 条：连续旷工三日以上为严重违纪。" },
  "E-POL-DEM": { title: "职代会讨论纪要", dated: "2025-02-18", shows: "制度草案经职工代表大会讨论，与工会协商确定。" },
  "E-POL-PUB": { title: "手册签收单", dated: "2025-03-10", shows: "员工本人签收手册并承诺遵守。" },
  "E-FACT": { title: "考勤记录与两次返岗通知", dated: "2027-01-07", shows: FACTS },
  "E-SEVERE": { title: "同类处理一览", dated: "2027-01-08", shows: "近三年同类情形均按第 5.2 条处理。" },
  "E-STATEMENT": { title: "面谈记录（员工签字）", dated: "2027-01-08", shows: "员工称家中有事，承认没有请假。" },
};
const WORDS = "我父亲那几天住院，我打过电话请假，请公司核对通话记录。";

export async function seriousBreach(story) {
  const { people, service } = story;
  const step = story.chapter("39(2)");
  const office = async (role) => people.atDesk(OFFICE[role][0]);
  const [hr, legal, union] = [await office("hr"), await office("legal"), await office("union")];
  let person;
  let member;
  await step("somebody works here, with records in order", async () => {
    await service.itIs("2027-01-08 09:00");
    person = await hires(story, NAME);
    await keepsRecords(story, [person], "2027-01");
    member = await onThePhone(story, person);
  });
  await step("HR opens a case; the gate says what is missing", async () => {
    const reason = "连续旷工四日，严重违反《员工手册》第 5.2 条。";
    await desk.openCase(hr, { number: person.number, ground: "39(2)", reason, lastDay: "2027-01-22" });
    for (const code of ["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-FACT", "E-SEVERE"]) {
      await hr.sees(desk.gateRows(hr, "缺少").filter({ hasText: code }));
    }
    await hr.sees("尚不能发出通知");
  });
  await step("HR states the day of the facts and the clause they rest on", async () => {
    await hr.clicks("填写");
    const form = hr.dialog("案件事实");
    await hr.dates("违纪等事实发生在哪一天", "2027-01-07", form);
    await hr.clicks("增加一条", form);
    await hr.fills("第 1 条", CLAUSE, form);
    await hr.clicks("保存", form);
    await hr.seesItClose("案件事实");
    await hr.sees(CLAUSE);
  });
  await step("HR brings in the rules, the facts and the record of the interview", async () => {
    for (const [code, piece] of Object.entries(PIECES)) await desk.brings(hr, code, piece);
  });
  await step("whoever brought a piece cannot judge it", async () => {
    const row = desk.gateRows(hr, "待核对").filter({ hasText: "E-FACT" }).first();
    await hr.sees(row.getByRole("button", { name: /^核对.*须由另一位同事核对/ }));
  });
  await step("counsel judges every piece", async () => {
    await service.itIs("2027-01-11 10:00");
    await opensWaiting(legal, "有材料待核对的离职案件", NAME);
    for (const [code, { title }] of Object.entries(PIECES)) await desk.accepts(legal, code, `已与原件核对：${title}。`);
  });
  await step("until the notice, the employee knows nothing of the case", async () => {
    await member.comes();
    await member.goesTo("我的离职");
    await member.sees("提出离职");
    assert.equal(await member.page.getByRole("main").getByText("严重违反规章制度").count(), 0);
  });
  await step("the union is told, and replies", async () => {
    await service.itIs("2027-01-11 14:00");
    await desk.tellsUnion(hr, NAME);
    await service.itIs("2027-01-13 10:00");
    await desk.unionReplies(union, NAME, "已核对考勤与面谈记录，程序符合规定，无异议。");
  });
  await step("a second person approves", async () => {
    await service.itIs("2027-01-13 15:00");
    await desk.asksForApproval(hr, NAME);
    await desk.approves(legal, NAME, "制度、事实、程序均有记录，同意。");
  });
  await step("HR issues the notice, which states the facts and the clause, and hands it over", async () => {
    await service.itIs("2027-01-15 10:00");
    const letter = await desk.servesNotice(hr, NAME, "2027-01-15");
    assert.match(letter, /解除劳动合同通知书/);
    assert.match(letter, /第5\.2条/);
    assert.match(letter, /连续四日无故未到岗/);
  });
  await step("the employee reads the notice on the phone, and says what there is to say", async () => {
    await service.itIs("2027-01-15 19:40");
    await opensWaiting(member, "您的离职");
    await member.sees(/公司已作出解除劳动合同的通知。最后工作日：2027年1月22日/);
    await member.follows("看通知");
    assert.match(await member.readsPdf(), /连续四日无故未到岗/);
    await desk.speaks(member, WORDS);
  });
  await step("HR reads the employee's words, which nobody can change", async () => {
    await service.itIs("2027-01-18 09:30");
    await desk.toCase(hr, NAME);
    await hr.sees("员工本人的原话，未经改动。");
    await hr.sees(WORDS);
    assert.equal(await desk.gateRows(hr, "缺少").count(), 0);
  });
  await step("HR completes the case; the certificate is written, and the sheet stands as it was settled", async () => {
    await service.itIs("2027-01-22 17:30");
    assert.match(await desk.completes(hr, NAME), /证明/);
    const settled = await desk.sheet(hr, NAME);
    await correctsWages(story, person, "2026-12");
    assert.equal(await desk.sheet(hr, NAME), settled);
  });
  await step("counsel downloads the evidence bundle, and it verifies without the service", async () => {
    await service.itIs("2027-01-22 18:00");
    await desk.provesItself(legal, NAME);
  });
  await step("the former employee still reads notice and certificate", async () => {
    await service.itIs("2027-01-25 20:00");
    await desk.toMyCase(member);
    await member.sees(/一年内申请劳动仲裁/);
    await member.sees(WORDS);
    await desk.findsCertificate(member, NAME);
  });
}
