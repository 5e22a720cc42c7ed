// LCL 38: the employer owes wages; an employee ends the contract on the phone, with the reason stated, and is paid.
import assert from "node:assert/strict";
import { completes, findsCertificate, finishes, gateRows, sheet, toCase, toMyCase, total } from "../desk.mjs";
import { correctsWages, hires, keepsRecords, OFFICE, onThePhone } from "./company.mjs";

const NAME = "孟庆云";
const REASON = "公司拖欠 2026 年 10 月、11 月工资共 22,000 元，经两次书面催告仍未支付。";

export async function employersFault(story) {
  const { people, service } = story;
  const step = story.chapter("38");
  const hr = await people.atDesk(OFFICE.hr[0]);
  let person;
  let member;
  await step("somebody works here, with records in order", async () => {
    await service.itIs("2026-12-28 09:00");
    person = await hires(story, NAME);
    await keepsRecords(story, [person], "2026-12");
    member = await onThePhone(story, person);
  });
  await step("the employee ends the contract on the phone; without the reason nothing is sent", async () => {
    await service.itIs("2026-12-28 12:20");
    await member.comes();
    await member.goesTo("我的离职");
    await member.follows("因公司过错离职");
    await member.sees("只有现在写明的理由，以后才会被审查");
    await member.marks(/^没有按时、足额发工资/);
    await member.press(member.page.getByRole("checkbox", { name: "我明白以上内容，并由本人提出" }));
    await member.clicks("发出通知");
    await member.sees("请填写此项");
    await member.fills("发生了什么", REASON);
    await member.clicks("发出通知");
    await member.seesStage("员工已通知");
    await member.follows("看通知");
    const letter = await member.readsPdf();
    assert.match(letter, /劳动者解除劳动合同通知/);
    assert.match(letter, /拖欠2026年10月/);
  });
  await step("the employee sees what the law gives, and what the employer would have to prove", async () => {
    await toMyCase(member, "金额");
    await member.sees(member.page.getByRole("row").filter({ hasText: "经济补偿" }).filter({ hasText: "66,000.00" }));
    await member.tab("证据情况");
    await member.sees(/公司如果要否认您说的过错，须拿出下面的材料。/);
    await member.sees(gateRows(member, "缺少").filter({ hasText: "E-PAYROLL-COMPLETE" }));
  });
  await step("HR acknowledges the receipt; there is no period to wait for", async () => {
    await service.itIs("2026-12-28 16:00");
    await toCase(hr, NAME, "确认收悉");
    await hr.sees(REASON);
    await hr.fills("给员工的话", "已收悉。欠付工资与经济补偿将随结算一并支付。");
    await hr.clicks("确认收悉");
    await hr.sees("已确认收悉");
  });
  await step("both read the same sheet", async () => {
    assert.equal(await total(hr, NAME), await total(member));
  });
  await step("HR completes the case; the certificate is written", async () => {
    await service.itIs("2026-12-28 17:30");
    const certificate = await completes(hr, NAME);
    assert.match(certificate, /证明/);
    // The certificate holds the four items of the law and no reason (条例 24).
    assert.doesNotMatch(certificate, /拖欠/);
  });
  await step("what was settled is paid and stays as it was", async () => {
    const settled = await sheet(hr, NAME);
    await service.itIs("2026-12-31 10:00");
    await hr.tab("离职事项");
    for (const title of ["一次付清工资", "办结工作交接时支付经济补偿"]) {
      await finishes(hr, title, `已转账（${title}）。`);
    }
    await correctsWages(story, person, "2026-11");
    assert.equal(await sheet(hr, NAME), settled);
  });
  await step("the former employee finds notice and certificate on the phone", async () => {
    await toMyCase(member);
    await member.sees("已经办结。离职证明在您的文件里。");
    await member.goesTo("我的文件");
    await member.sees("劳动者解除劳动合同通知");
    await findsCertificate(member, NAME);
  });
}
