// Two quarters: goals known before the period, figures from the ERP, both assessments, the result answered.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATA } from "../service.mjs";

const POSITION = "销售代表";
const KPIS = [
  { code: "SALES_AMOUNT", name: "销售额", unit: "元", source: "ERP 销售模块", weight: "60", target: "120000" },
  { code: "NEW_CUSTOMERS", name: "新增客户数", unit: "家", source: "CRM", weight: "20", target: "6.4" },
  { code: "RECEIVABLES_RATE", name: "回款率", unit: "%", source: "ERP 应收模块", weight: "20", target: "96" },
];

/** HR fills the library, sets the goals of the position, and delivers them before the quarter begins. */
export async function beginFirst({ people, service, step }) {
  const hr = await people.atDesk("hr.zhang");
  await step("HR defines what is measured", async () => {
    await service.itIs("2026-03-18 10:00");
    await hr.comes();
    await hr.goesTo("指标库");
    for (const kpi of KPIS) {
      await hr.clicks("新增指标");
      const form = hr.dialog("新增指标");
      await hr.fills("名称", kpi.name, form);
      await hr.fills("编码", kpi.code, form);
      await hr.fills("单位", kpi.unit, form);
      await hr.marks("越高越好", form);
      await hr.fills("数据来源", kpi.source, form);
      await hr.clicks("保存", form);
      await hr.seesItClose("新增指标");
      await hr.sees(hr.page.getByRole("row").filter({ hasText: kpi.code }));
    }
  });
  await step("opens the second quarter", async () => {
    await service.itIs("2026-03-20 10:00");
    await hr.comes();
    await hr.goesTo("考核周期");
    await hr.clicks("新建周期");
    const form = hr.dialog("新建周期");
    await hr.fills("代码", "2026Q2", form);
    await hr.fills("名称", "2026 年第二季度", form);
    await hr.dates("开始", "2026-04-01", form);
    await hr.dates("最后一天", "2026-06-30", form);
    await hr.clicks("创建", form);
    await hr.sees("权重合计必须正好 100%");
  });
  await step("sets the goals of a position; weights must make 100", async () => {
    await toCycle(hr, "2026 年第二季度", "岗位目标");
    await hr.press(hr.page.getByRole("navigation", { name: "岗位" }).getByRole("button", { name: POSITION }));
    await hr.sees(`${POSITION} 的目标`);
    for (const [at, kpi] of KPIS.entries()) {
      if (at > 0) await hr.clicks("增加一项");
      const row = hr.page.getByRole("main").locator("ol > li").nth(at);
      await hr.chooses("指标", kpi.code, { within: row });
      await hr.fills("目标值", kpi.target, row);
      await hr.fills(`第 ${at + 1} 项的权重`, at === 0 ? "50" : kpi.weight, row);
    }
    // Less than six tenths of the sales counts for nothing.
    await hr.fills("起算完成率", "0.6", hr.page.getByRole("main").locator("ol > li").first());
    await hr.sees("权重合计还差 10%");
    await hr.fills("第 1 项的权重", "60");
    await hr.clicks("保存目标");
    await hr.sees("目标已保存");
  });
  await deliver(hr, service, step, "2026-03-25 09:00", "2026 年第二季度");
}

/** The third quarter is set up by the HR system over the API; HR delivers it by hand. */
export async function beginSecond({ people, service, step, api }) {
  const hr = await people.atDesk("hr.zhang");
  await step("the third quarter has the same goals", async () => {
    await service.itIs("2026-06-22 10:00");
    const voice = await api.by("hr.zhang");
    const [first] = (await voice.get("/review-cycles")).items;
    const cycle = { code: "2026Q3", name: "2026 年第三季度", from: "2026-07-01", until: "2026-10-01", baseline: "60.00", kpi_weight: "80" };
    const { id } = await voice.post("/review-cycles", cycle);
    for (const { position, goals } of (await voice.get(`/review-cycles/${first.id}/position-goals`)).items) {
      const facts = goals.map(({ kpi_code, weight, target, rule }) => ({ kpi_code, weight, target, rule }));
      if (facts.length > 0) await voice.put(`/review-cycles/${id}/position-goals/${position.id}`, { goals: facts });
    }
  });
  await deliver(hr, service, step, "2026-06-25 09:00", "2026 年第三季度");
}

async function toCycle(hr, name, tab) {
  await hr.comes();
  await hr.goesTo("考核周期");
  await hr.press(hr.page.getByRole("row").filter({ hasText: name }));
  await hr.tab(tab);
}

function deliver(hr, service, step, at, cycle) {
  return step(`HR delivers the goals of ${cycle}`, async () => {
    await service.itIs(at);
    await toCycle(hr, cycle, "送达");
    await hr.sees("在周期开始之前送达");
    await hr.clicks("送达");
    await hr.sees(/已送达 \d+ 人/);
  });
}

/** The quarter that an answer is about: goals come before it, results after it. */
function quarter(at, ahead = -1) {
  const month = Number(at.slice(5, 7)) + ahead * 3;
  return `${at.slice(0, 4)}Q${Math.ceil(month / 3)}`;
}

/** What waits on somebody's home page under a heading, about somebody, is opened from there. */
export async function opensWaiting(person, card, about = "") {
  await person.comes();
  const waiting = person.page.locator("section").filter({ has: person.page.getByRole("heading", { name: card, exact: true }) });
  await person.press(waiting.getByRole("link").filter({ hasText: about }).first());
}

export function answerGoals({ service, step }, member, at, choice, words) {
  return step(`${member.login} answers the goals of ${quarter(at, 1)}: ${choice}`, async () => {
    await service.itIs(at);
    await opensWaiting(member, "待确认的考核目标");
    await member.sees("销售额");
    await member.sees("权重");
    await member.answers(choice, words);
    await member.seesStage(choice === "确认" ? "目标已确认" : "对目标有异议");
  });
}

/** The ERP's export goes in through the page of the cycle. */
export async function uploadActuals({ people, service, step, api }) {
  const hr = await people.atDesk("hr.zhang");
  await step("HR brings in the ERP's actual values", async () => {
    await service.itIs("2026-07-03 08:00");
    const rows = await actuals(api, "2026Q2");
    const folder = await mkdtemp(join(tmpdir(), "youju-actuals-"));
    const file = join(folder, "kpi_actuals.csv");
    await writeFile(file, `\u{feff}考核周期,工号,指标编码,实际值,单位\n${rows.map((row) => row.line).join("\n")}\n`);
    await toCycle(hr, "2026 年第二季度", "实际值");
    await hr.page.locator('input[type="file"]').setInputFiles(file);
    await hr.sees(`写入 ${rows.length} 条，未变 0 条，未接受 0 条。`);
    await rm(folder, { recursive: true });
  });
}

/** The ERP writes the third quarter itself, with its client credentials. */
export function sendActuals({ service, step, api }) {
  return step("the ERP writes the actual values of the third quarter", async () => {
    await service.itIs("2026-10-04 08:00");
    const rows = await actuals(api, "2026Q3");
    const erp = await api.byMachine();
    const outcome = await erp.post("/review-cycles/actuals", { items: rows.map((row) => row.item) });
    assert.deepEqual([outcome.accepted, outcome.rejected], [rows.length, []]);
  });
}

/** The rows of the ERP's file for those who have a review in the cycle. */
async function actuals(api, code) {
  const voice = await api.by("hr.zhang");
  const cycle = (await voice.get("/review-cycles")).items.find((one) => one.code === code);
  const reviewed = new Set((await voice.all(`/reviews?cycle_id=${cycle.id}`)).map((review) => review.employee.number));
  const text = await readFile(join(DATA, "kpi_actuals.csv"), "utf8");
  const rows = text.split(/\r?\n/).map((line) => ({ line, cells: line.split(",") }));
  const wanted = rows.filter(({ cells }) => cells[0] === code && reviewed.has(cells[1]));
  return wanted.map(({ line, cells: [cycle, employee_number, kpi_code, actual, unit] }) => ({
    line,
    item: { cycle, employee_number, kpi_code, actual, unit },
  }));
}

export function assessOneself({ service, step }, member, at, words) {
  return step(`${member.login} assesses the own work in ${quarter(at)}`, async () => {
    await service.itIs(at);
    await opensWaiting(member, "待填写的自评");
    await member.fills("自评", words);
    await member.clicks("提交自评");
    await member.seesStage("已自评");
  });
}

export function assess({ service, step }, manager, name, at, rating, words) {
  return step(`the manager assesses ${name} in ${quarter(at)} and delivers the result`, async () => {
    await service.itIs(at);
    await manager.comes();
    await manager.sees(manager.page.getByRole("heading", { name: "待评价的考核" }));
    await manager.goesTo("绩效考核");
    const cycle = `第${["一", "二", "三", "四"][Number(quarter(at).at(-1)) - 1]}季度`;
    await manager.press(manager.page.getByRole("row").filter({ hasText: name }).filter({ hasText: cycle }));
    await manager.fills("主管评分", rating);
    await manager.fills("评价", words);
    await manager.clicks("提交评价");
    await manager.sees("尚未送达员工，员工看不到。");
    await manager.clicks("送达结果");
    await manager.seesStage("结果已送达，待确认");
  });
}

export function answerResult({ service, step }, member, at, choice, words) {
  return step(`${member.login} answers the result of ${quarter(at)}: ${choice}`, async () => {
    await service.itIs(at);
    await opensWaiting(member, "待确认的考核结果");
    await member.sees("总分怎么算出来的");
    await member.answers(choice, words);
    await member.seesStage(choice === "确认" ? "结果已确认" : "对结果有异议");
  });
}
