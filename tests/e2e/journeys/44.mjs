// LCL 44(1): a fixed term runs out. Who says that a renewal was refused must prove it; without an offer N is due.
import assert from "node:assert/strict";
import * as desk from "../desk.mjs";
import { correctsWages, hires, keepsRecords, OFFICE, onThePhone } from "./company.mjs";

const NAME = "阮晓峰";
const LAST_DAY = "2027-02-28";
const WORDS = "我愿意按原条件续订，公司没有提出过续订。";

/** HR states what was offered for the renewal, and whether the employee refused it. */
async function states(hr, button, offer, refused) {
  await hr.clicks(button);
  const form = hr.dialog("案件事实");
  await hr.marks(offer, form);
  const answers = form.getByRole("radiogroup", { name: "员工拒绝了这个条件" });
  // The radio button itself lies hidden under its word.
  await hr.press(answers.getByText(refused, { exact: true }));
  await hr.clicks("保存", form);
  await hr.seesItClose("案件事实");
}

export async function expiry(story) {
  const { people, service } = story;
  const step = story.chapter("44(1)");
  const [hr, legal] = [await people.atDesk(OFFICE.hr[0]), await people.atDesk(OFFICE.legal[0])];
  let person;
  let member;
  const severance = (amount) => hr.page.getByRole("row").filter({ hasText: "经济补偿" }).filter({ hasText: amount });
  await step("a first fixed term of three years nears its end", async () => {
    await service.itIs("2027-01-27 09:00");
    const contract = { from: "2024-03-01", until: LAST_DAY };
    person = await hires(story, NAME, { since: "2024-03-01", contract });
    await keepsRecords(story, [person], "2027-01");
    member = await onThePhone(story, person);
  });
  await step("HR opens a case; that the term ends is proved by the contract itself", async () => {
    const reason = "劳动合同于 2027 年 2 月 28 日期满，不再续订。";
    await desk.openCase(hr, { number: person.number, ground: "44(1)", reason, lastDay: LAST_DAY });
    await desk.seesProved(hr, "E-EXPIRY");
  });
  await step("HR says that a renewal was refused, and the gate asks for the offer and the refusal", async () => {
    await states(hr, "填写", "同等或更好", "是");
    for (const code of ["E-RENEW-OFFER", "E-EMP-REFUSE"]) {
      await hr.sees(desk.gateRows(hr, "缺少").filter({ hasText: code }));
    }
    await hr.tab("金额");
    await hr.sees(severance("0.00"));
  });
  await step("nothing was offered: HR corrects it, and severance is due", async () => {
    await hr.tab("合规闸门");
    await states(hr, "填写", "没有提出续订", "否");
    await hr.page.getByText("E-RENEW-OFFER").first().waitFor({ state: "hidden" });
    await hr.tab("金额");
    await hr.sees(severance("33,000.00"));
  });
  await step("a second person approves; an ending by term asks for no union", async () => {
    assert.equal(await hr.page.getByRole("tab", { name: "工会", exact: true }).count(), 0);
    await desk.asksForApproval(hr, NAME);
    await service.itIs("2027-01-28 10:00");
    await desk.approves(legal, NAME, "期限与续订情况核对无误，同意。");
  });
  await step("HR issues the notice that the contract ends, and hands it over", async () => {
    await service.itIs("2027-01-28 15:00");
    assert.match(await desk.servesNotice(hr, NAME, "2027-01-28"), /终止劳动合同通知书/);
  });
  await step("the employee reads it on the phone, with the sum, and answers", async () => {
    await service.itIs("2027-01-28 20:00");
    await desk.toMyCase(member);
    await member.sees(/公司已通知劳动合同终止。最后工作日：2027年2月28日/);
    await member.follows("看通知");
    assert.match(await member.readsPdf(), /终止劳动合同通知书/);
    await desk.speaks(member, WORDS);
    assert.equal(await desk.total(member), await desk.total(hr, NAME));
  });
  await step("before the last day the case cannot be completed", async () => {
    await desk.toCase(hr, NAME, "办结");
    await hr.sees(hr.page.getByRole("button", { name: /^办结并出具证明.*最后工作日是 2027年2月28日/ }));
  });
  await step("HR completes the case; the certificate is written, and the sheet stands as it was settled", async () => {
    await service.itIs(`${LAST_DAY} 17:30`);
    assert.match(await desk.completes(hr, NAME), /终止/);
    const settled = await desk.sheet(hr, NAME);
    await correctsWages(story, person, "2026-12");
    assert.equal(await desk.sheet(hr, NAME), settled);
  });
  await step("the former employee finds notice and certificate on the phone", async () => {
    await member.comes();
    await member.goesTo("我的文件");
    await member.sees("终止劳动合同通知书");
    await desk.findsCertificate(member, NAME);
  });
}
