// The walk: the story of two people, told by clicking, from the roster to the papers after the end.
import { activate, importRoster, setUp } from "./walk/company.mjs";
import { close, dismiss, pay } from "./walk/dismissal.mjs";
import { complete, negotiate, papers, sign, writeAgreement } from "./walk/parting.mjs";
import * as performance from "./walk/performance.mjs";
import * as plan from "./walk/plan.mjs";

/** `story`: the people with their browsers, the service with its clock, the API, and how a step is told. */
export async function walk(story) {
  const { people } = story;
  // The one who is dismissed, the one who agrees on an ending, and the manager of both.
  const [dismissed, leaver] = [await people.onPhone("sc0032"), await people.onPhone("sc0018")];
  const manager = await people.atDesk("sc0004");
  await setUp(story);
  await importRoster(story);
  await activate(story, dismissed, leaver, manager);
  await firstQuarter(story, dismissed, leaver, manager);
  await plan.takeNote(story, dismissed, manager);
  await plan.agree(story, dismissed, manager);
  await plan.carryOut(story, dismissed, manager);
  await secondQuarter(story, dismissed, manager);
  await plan.fail(story, manager);
  await pay(story, "SC0032", "SC0018");
  await dismiss(story, dismissed);
  await negotiate(story, leaver);
  await writeAgreement(story);
  await sign(story, leaver);
  await complete(story);
  await close(story, dismissed);
  await papers(story, leaver);
}

async function firstQuarter(story, dismissed, leaver, manager) {
  await performance.beginFirst(story);
  await performance.answerGoals(story, dismissed, "2026-03-26 14:00", "确认");
  await performance.answerGoals(story, leaver, "2026-03-26 14:00", "有异议", "目标比上季度提高较多，希望按实际订单调整。");
  await performance.beginSecond(story);
  await performance.answerGoals(story, dismissed, "2026-06-26 14:00", "确认");
  await performance.uploadActuals(story);
  await performance.assessOneself(story, dismissed, "2026-07-03 15:00", "主要指标没有达成，自己的方法也有问题，希望得到辅导。");
  await performance.assessOneself(story, leaver, "2026-07-03 15:00", "主要指标基本达成，原因已在周报中说明。");
  await performance.assess(story, manager, "史远", "2026-07-06 10:00", "31.00", "主要指标明显低于目标，过程中的问题已多次沟通。");
  await performance.assess(story, manager, "方燕明", "2026-07-06 10:30", "96.00", "按要求完成工作，注意节奏。");
  await performance.answerResult(story, dismissed, "2026-07-07 09:30", "确认");
  await performance.answerResult(story, leaver, "2026-07-07 09:30", "有异议", "有两笔业务未计入，请核对数据来源。");
}

async function secondQuarter(story, dismissed, manager) {
  await performance.sendActuals(story);
  await performance.assessOneself(story, dismissed, "2026-10-05 15:00", "培训后有改进，但订单仍然不足。");
  await performance.assess(story, manager, "史远", "2026-10-08 09:30", "36.00", "经培训与带教，主要指标仍明显低于目标。");
  await performance.answerResult(story, dismissed, "2026-10-08 14:00", "确认");
}
