// The employer's own decision under LCL 40(2): the gate, the union, a second person, notice and service.
import assert from "node:assert/strict";

/** Pay of thirteen months and this year's leave, as payroll's system writes them. */
export function pay({ service, step, api }, ...numbers) {
  return step("payroll has written wages and annual leave", async () => {
    await service.itIs("2026-10-09 08:30");
    const [erp, payroll] = [await api.byMachine(), await api.by("payroll.sun")];
    const everybody = await payroll.all("/employees");
    for (const number of numbers) {
      const { id, legal_entity_id } = everybody.find((one) => one.number === number);
      const { monthly_wage: wage } = await payroll.get(`/employees/${id}/sensitive?reason=${encodeURIComponent("离职结算")}`);
      const items = Array.from({ length: 13 }, (_, at) => {
        const month = new Date(Date.UTC(2025, 8 + at, 1)).toISOString().slice(0, 7);
        return { employee_number: number, month, gross: wage, overtime: "0.00", bonus: "0.00" };
      });
      await erp.put("/wages", { legal_entity_id, items });
      await payroll.put(`/employees/${id}/annual-leave/2026`, { entitlement_days: 5, used_days: 2 });
    }
  });
}

/** HR asks about situations in which the law protects a person, and writes the answers down. */
async function declare(hr) {
  const form = hr.dialog("受保护情形");
  for (const situation of ["孕期", "哺乳期", "医疗期内", "工伤或职业病并丧失劳动能力", "接触职业病危害作业", "已做离岗前职业健康检查"]) {
    await hr.chooses(situation, /^否$/, { within: form });
  }
  await hr.clicks("保存", form);
  await hr.seesItClose("受保护情形");
}

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

/** Rows of the gate's checklist, by what they say of the evidence. */
function rows(person, state) {
  return person.page.getByRole("main").getByRole("listitem").filter({ has: person.page.getByText(state, { exact: true }) });
}

/** A row of the checklist is proved by a record that can be opened. */
async function seesProved(person, code) {
  const row = rows(person, "已证明").filter({ hasText: code });
  await person.sees(row);
}

export async function dismiss({ people, service, step }) {
  const [hr, union, legal] = [await people.atDesk("hr.zhang"), await people.atDesk("union.wu"), await people.atDesk("legal.chen")];
  await step("HR opens a case on 40(2); the gate says what is unknown", async () => {
    await service.itIs("2026-10-09 10:00");
    const reason = "2026Q2 与 2026Q3 两次考核均低于基准线，其间已制定改进计划并培训，仍不能胜任工作。";
    await openCase(hr, { number: "SC0032", ground: "40(2)", reason, lastDay: "2026-11-16" });
    await hr.sees("还不能往下走");
    await hr.sees("待核实的情形");
    await hr.follows("去核实并登记");
    await declare(hr);
  });
  await step("the gate names the record behind each piece of evidence", async () => {
    await toCase(hr, "史远");
    for (const code of ["E-KPI-KNOWN", "E-APPR1-FAIL", "E-APPR2-FAIL", "E-TRAIN-OR-TRANSFER", "E-WAGE12"]) await seesProved(hr, code);
    await hr.sees(rows(hr, "缺少").filter({ hasText: "E-UNION-NOTICE" }));
    await hr.sees("尚不能发出通知");
  });
  await step("no notice before the union was heard", async () => {
    await hr.tab("通知送达");
    await hr.sees(/合规闸门还有 \d+ 项没有通过，不能签发通知。/);
    assert.equal(await hr.button("签发通知书").count(), 0);
  });
  await step("the union is told the reasons", async () => {
    await service.itIs("2026-10-09 14:00");
    await toCase(hr, "史远", "工会");
    await hr.clicks("送交工会");
    await hr.sees("已于以下时间告知：");
    await hr.seesStage("已告知工会");
  });
  await step("the union replies", async () => {
    await service.itIs("2026-10-13 10:00");
    await toCase(union, "史远", "工会");
    await union.marks("无异议");
    await union.fills("说明", "已核对考核与培训记录，程序符合规定，无异议。");
    await union.clicks("提交工会意见");
    await union.sees("已核对考核与培训记录，程序符合规定，无异议。");
  });
  await step("HR asks for approval and cannot give it", async () => {
    await service.itIs("2026-10-13 15:00");
    await toCase(hr, "史远", "审批");
    await hr.clicks("申请审批");
    await hr.sees("等待审批");
    await hr.marks("同意");
    await hr.fills("理由", "自己同意自己。");
    await hr.clicks("提交结论");
    await hr.sees(hr.page.getByRole("alert"));
    await hr.sees("等待审批");
  });
  await step("a second person approves", async () => {
    await service.itIs("2026-10-14 11:00");
    await toCase(legal, "史远", "审批");
    await legal.marks("同意");
    await legal.fills("理由", "目标、两次结果、培训与工会程序均有记录，同意。");
    await legal.clicks("提交结论");
    await legal.seesStage("已审批");
  });
  await step("HR issues the notice and records its service", async () => {
    await service.itIs("2026-10-15 10:00");
    await toCase(hr, "史远");
    await hr.sees("可以发出通知");
    await hr.tab("通知送达");
    await hr.chooses("送达方式", "当面");
    await hr.clicks("签发通知书");
    await hr.sees("尚未登记送达");
    await hr.seesStage("已发通知");
    await hr.chooses("送达方式", "当面");
    await hr.dates("送达日期", "2026-10-15");
    await hr.clicks("登记送达");
    await hr.page.getByText("尚未登记送达").waitFor({ state: "hidden" });
    await hr.follows("查看通知书");
    assert.match(await hr.readsPdf(), /解除劳动合同通知书/);
  });
  await step("the gate stands with every proof, and the sums can be redone", async () => {
    await toCase(hr, "史远");
    await hr.sees("此事由要求的证据都已在案");
    assert.equal(await rows(hr, "缺少").count(), 0);
    await hr.tab("金额");
    await hr.sees("离职前十二个月平均工资");
    await hr.sees("经济补偿与代通知金");
  });
}
