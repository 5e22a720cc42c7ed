// The employer's own decision under LCL 40(2): the gate, the union, a second person, notice and service.
import assert from "node:assert/strict";
import * as desk from "../desk.mjs";
import { opensWaiting } from "./performance.mjs";

const WORDS = "第三季度有两笔订单在十月才入账，请公司核对后再定。";

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

export async function dismiss({ people, service, step }, member) {
  const [hr, union, legal] = [await people.atDesk("hr.zhang"), await people.atDesk("union.wu"), await people.atDesk("legal.chen")];
  await step("HR opens a case on 40(2); the gate says what is unknown", async () => {
    await service.itIs("2026-10-09 10:00");
    const reason = "2026Q2 与 2026Q3 两次考核均低于基准线，其间已制定改进计划并培训，仍不能胜任工作。";
    await desk.openCase(hr, { number: "SC0032", ground: "40(2)", reason, lastDay: "2026-11-16" });
    await hr.sees("还不能往下走");
    await hr.sees("待核实的情形");
    await hr.follows("去核实并登记");
    await declare(hr);
  });
  await step("the gate names the record behind each piece of evidence", async () => {
    await desk.toCase(hr, "史远");
    await desk.seesProved(hr, "E-KPI-KNOWN", "E-APPR1-FAIL", "E-APPR2-FAIL", "E-TRAIN-OR-TRANSFER", "E-WAGE12");
    await hr.sees(desk.gateRows(hr, "缺少").filter({ hasText: "E-UNION-NOTICE" }));
    await hr.sees("尚不能发出通知");
  });
  await step("no notice before the union was heard", async () => {
    await hr.tab("通知送达");
    await hr.sees(/合规闸门还有 \d+ 项没有通过，不能签发通知。/);
    assert.equal(await hr.button("签发通知书").count(), 0);
  });
  await step("the union is told the reasons", async () => {
    await service.itIs("2026-10-09 14:00");
    await desk.tellsUnion(hr, "史远");
  });
  await step("the union replies", async () => {
    await service.itIs("2026-10-13 10:00");
    await desk.unionReplies(union, "史远", "已核对考核与培训记录，程序符合规定，无异议。");
  });
  await step("HR asks for approval and cannot give it", async () => {
    await service.itIs("2026-10-13 15:00");
    await desk.asksForApproval(hr, "史远");
    await hr.marks("同意");
    await hr.fills("理由", "自己同意自己。");
    await hr.clicks("提交结论");
    await hr.sees(hr.page.getByRole("alert"));
    await hr.sees("等待审批");
  });
  await step("a second person approves", async () => {
    await service.itIs("2026-10-14 11:00");
    await desk.approves(legal, "史远", "目标、两次结果、培训与工会程序均有记录，同意。");
  });
  await step("HR issues the notice and records its service", async () => {
    await service.itIs("2026-10-15 10:00");
    await desk.toCase(hr, "史远");
    await hr.sees("可以发出通知");
    assert.match(await desk.servesNotice(hr, "史远", "2026-10-15"), /解除劳动合同通知书/);
  });
  await step("the employee reads the notice on the phone, and answers", async () => {
    await service.itIs("2026-10-15 20:00");
    await opensWaiting(member, "您的离职");
    await member.sees(/公司已作出解除劳动合同的通知。最后工作日：2026年11月16日/);
    await member.follows("看通知");
    assert.match(await member.readsPdf(), /史远/);
    await desk.speaks(member, WORDS);
  });
  await step("the gate stands with every proof, and the sums can be redone", async () => {
    await desk.toCase(hr, "史远");
    await hr.sees("此事由要求的证据都已在案");
    await hr.sees(WORDS);
    assert.equal(await desk.gateRows(hr, "缺少").count(), 0);
    await hr.tab("金额");
    await hr.sees("离职前十二个月平均工资");
    await hr.sees("经济补偿与代通知金");
  });
}

/** The last day has come: certificate, bundle, and what the former employee keeps. */
export async function close({ people, service, step }, member) {
  const [hr, legal] = [await people.atDesk("hr.zhang"), await people.atDesk("legal.chen")];
  await step("HR completes the case on 40(2); the certificate is written", async () => {
    await service.itIs("2026-11-16 17:30");
    assert.match(await desk.completes(hr, "史远"), /证明/);
  });
  await step("counsel downloads its evidence bundle, and it verifies without the service", async () => {
    await service.itIs("2026-11-16 18:00");
    await desk.provesItself(legal, "史远");
  });
  await step("the one who was dismissed finds the certificate on the phone", async () => {
    await service.itIs("2026-11-17 20:00");
    await desk.toMyCase(member);
    await member.sees("已经办结。离职证明在您的文件里。");
    await desk.findsCertificate(member, "史远");
  });
}
