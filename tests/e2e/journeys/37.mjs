// LCL 37: an employee resigns on the phone; HR acknowledges, and lets the person go on the day they wished for.
import assert from "node:assert/strict";
import { completes, findsCertificate, finishes, sheet } from "../desk.mjs";
import { opensWaiting } from "../walk/performance.mjs";
import { correctsWages, hires, keepsRecords, OFFICE, onThePhone } from "./company.mjs";

const NAME = "蒋文博";

export async function resignation(story) {
  const { people, service } = story;
  const step = story.chapter("37");
  const hr = await people.atDesk(OFFICE.hr[0]);
  let person;
  let member;
  await step("somebody works here, with records in order", async () => {
    await service.itIs("2026-12-03 09:00");
    person = await hires(story, NAME);
    await keepsRecords(story, [person], "2026-12");
    member = await onThePhone(story, person);
  });
  await step("the employee resigns on the phone, knowing what it means", async () => {
    await service.itIs("2026-12-03 20:10");
    await member.comes();
    await member.goesTo("我的离职");
    await member.follows("辞职");
    await member.sees("2027年1月2日");
    await member.dates("希望的最后工作日", "2026-12-18");
    await member.fills("理由", "因家庭原因回老家工作。");
    await member.clicks("发出通知");
    await member.sees("请先勾选");
    await member.press(member.page.getByRole("checkbox", { name: "我明白以上内容，并由本人提出" }));
    await member.clicks("发出通知");
    await member.seesStage("员工已通知");
    await member.sees(/您的通知已到达公司。.*这不影响通知的效力/);
    await member.follows("看通知");
    assert.match(await member.readsPdf(), /劳动者解除劳动合同通知.*因家庭原因回老家工作/);
  });
  await step("HR acknowledges the notice, with the day that was wished for", async () => {
    await service.itIs("2026-12-04 09:30");
    await opensWaiting(hr, "待确认收悉的离职通知", NAME);
    await hr.tab("确认收悉");
    await hr.sees("因家庭原因回老家工作。");
    await hr.marks(/按员工希望的日期/);
    await hr.fills("给员工的话", "已收悉，同意 12 月 18 日离职，请与华东销售部交接。");
    await hr.clicks("确认收悉");
    await hr.sees("已确认收悉");
  });
  await step("HR adds what the house asks for", async () => {
    await hr.tab("离职事项");
    await hr.clicks("增加事项");
    const form = hr.dialog("增加事项");
    // It is the employee's, and due on the last day, unless HR says otherwise.
    await hr.fills("事项", "归还笔记本电脑（资产号 IT-2041）", form);
    await hr.clicks("增加事项", form);
    await hr.seesItClose("增加事项");
    await hr.sees("归还笔记本电脑（资产号 IT-2041）");
  });
  await step("the employee reads the answer and does what is theirs to do", async () => {
    await service.itIs("2026-12-18 10:00");
    await opensWaiting(member, "您的离职");
    await member.sees(/公司已确认收悉。最后工作日：2026年12月18日/);
    await member.tab("确认收悉");
    await member.sees("已收悉，同意 12 月 18 日离职，请与华东销售部交接。");
    await member.tab("离职事项");
    await finishes(member, "办理工作交接", "客户资料与在途订单已交接，双方签字。");
    await finishes(member, "归还笔记本电脑（资产号 IT-2041）", "已交还行政。");
  });
  await step("HR completes the case; the certificate is written", async () => {
    await service.itIs("2026-12-18 17:30");
    assert.match(await completes(hr, NAME), /证明/);
  });
  await step("what is left by law is done, and the sheet stands as it was settled", async () => {
    const settled = await sheet(hr, NAME);
    await service.itIs("2026-12-25 10:00");
    await correctsWages(story, person, "2026-11");
    assert.equal(await sheet(hr, NAME), settled);
    await hr.tab("离职事项");
    await finishes(hr, "转移档案和社会保险关系", "档案已转人才服务中心，社保已减员。");
  });
  await step("the former employee finds the certificate on the phone", () => findsCertificate(member, NAME));
}
