// Between the first failed review and the second: the alert, and help that both sides agree on.
import { opensWaiting } from "./performance.mjs";

/** Both hear of it: what is at risk, and what they can do. */
export async function takeNote({ service, step }, member, manager) {
  for (const person of [manager, member]) {
    await step(`${person.login} sees the alert`, async () => {
      await service.itIs("2026-07-07 16:00");
      await opensWaiting(person, "预警");
      const alert = person.page.getByRole("article").filter({ hasText: "可以做什么" }).first();
      await person.sees("风险", alert);
      await person.clicks("我知道了", alert);
      await person.button("我知道了", alert).waitFor({ state: "hidden" });
      await person.press(person.page.getByRole("radiogroup").first().getByText("已知悉", { exact: true }));
      await person.sees(person.page.getByRole("article").filter({ hasText: "可以做什么" }));
    });
  }
}

/** The manager drafts and publishes; both answer; then it is in force. */
export async function agree({ service, step }, member, manager) {
  await step("the manager drafts an improvement plan and publishes it", async () => {
    await service.itIs("2026-07-08 10:00");
    await manager.comes();
    await manager.goesTo("预警");
    await manager.press(manager.page.getByRole("radiogroup").first().getByText("已知悉", { exact: true }));
    await manager.follows("发起改进计划");
    await manager.sees("为 史远 制定改进计划");
    await manager.dates("开始", "2026-07-09");
    await manager.dates("最后一天", "2026-09-30");
    await manager.chooses("带教人", "SC0018", { search: "SC0018" });
    await manager.fills("原因", "第二季度考核低于基准线 60 分，销售额只完成目标的 58%。");
    const goals = manager.page.locator("section").filter({ has: manager.page.getByRole("heading", { name: "改进目标" }) });
    await manager.fills("目标", "季度销售额", goals);
    await manager.fills("目标值", "120000", goals);
    await manager.fills("单位", "元", goals);
    await manager.fills("怎么衡量", "ERP 销售模块", goals);
    const training = manager.page.locator("section").filter({ has: manager.page.getByRole("heading", { name: "培训", exact: true }) });
    await manager.fills("培训内容", "客户拜访与商机推进", training);
    await manager.fills("学时", "8", training);
    await manager.dates("日期", "2026-07-20", training);
    await manager.clicks("保存草稿");
    await manager.seesStage("草稿");
    await manager.clicks("发布");
    await manager.seesStage("已发布，待双方确认");
  });
  await step("the employee agrees to the plan on the phone", async () => {
    await opensWaiting(member, "待确认的改进计划");
    await member.answers("确认", "同意计划，会按时参加培训。");
  });
  await step("the manager confirms, and the plan is in force", async () => {
    await opensWaiting(manager, "待确认的改进计划");
    await manager.answers("确认");
    await manager.seesStage("执行中");
  });
}

/** Training is attended, a conversation is written down and confirmed. */
export async function carryOut({ service, step }, member, manager) {
  const openPlan = async () => {
    await manager.comes();
    await manager.goesTo("改进计划");
    await manager.press(manager.page.getByRole("row").filter({ hasText: "史远" }));
  };
  await step("the training was attended", async () => {
    await service.itIs("2026-07-20 17:30");
    await openPlan();
    await manager.clicks("登记到场");
    const form = manager.dialog("登记到场");
    await manager.marks("已参加", form);
    await manager.fills("备注", "签到，课后测验合格", form);
    await manager.clicks("保存", form);
    await manager.seesItClose("登记到场");
    await manager.sees("签到，课后测验合格");
  });
  await step("the manager writes down a check-in", async () => {
    await service.itIs("2026-08-19 11:00");
    await openPlan();
    await manager.clicks("记录一次跟进");
    const form = manager.dialog("记录一次沟通");
    await manager.sees(form.getByText("史远"));
    await manager.marks("计划跟进", form);
    await manager.fills("主题", "中期跟进", form);
    await manager.fills("谈话内容", "八月前半月完成量仍不到目标的六成，分析了三处原因，辅导人继续带教。", form);
    await manager.clicks("保存并送达", form);
    await manager.seesItClose("记录一次沟通");
  });
  await step("the employee confirms what was said", async () => {
    await opensWaiting(member, "待确认的沟通记录");
    await member.sees("中期跟进");
    await member.answers("确认", "记录属实。");
    await member.sees(member.page.getByRole("article").filter({ hasText: "中期跟进" }).filter({ hasText: "记录属实。" }));
  });
}

/** The second review fails too; the plan ends without its goals. */
export function fail({ service, step }, manager) {
  return step("the plan ends without its goals", async () => {
    await service.itIs("2026-10-08 16:30");
    await manager.comes();
    await manager.goesTo("改进计划");
    await manager.press(manager.page.getByRole("row").filter({ hasText: "史远" }));
    await manager.marks("未达到");
    await manager.fills("依据", "培训已参加，跟进均有记录；销售额仍未达到目标，第三季度结果仍低于基准线。");
    await manager.clicks("结束计划");
    await manager.seesStage("已结束");
    await manager.sees(manager.page.locator("section").getByText("未达到", { exact: true }));
  });
}
