// The employer, its people, and who may do what: from an empty service to accounts that work.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DATA, PASSWORD } from "../service.mjs";

const EMPLOYER = "申城精密制造有限公司";
const OFFICE = [
  ["hr.zhang", "张敏（人力资源）", "人力资源"],
  ["legal.chen", "陈律（法务、签约代表）", "法务"],
  ["union.wu", "吴强（工会主席）", "工会"],
  ["payroll.sun", "孙悦（薪酬）", "薪酬"],
  ["auditor.he", "何清（审计）", "审计"],
];

/** The administrator registers the employer, the office with its roles, and the ERP. */
export async function setUp({ people, service, step, api }) {
  const admin = await people.atDesk("admin");
  await step("the administrator signs in and registers the employer", async () => {
    await service.itIs("2026-03-10 09:00");
    await admin.comes();
    await admin.goesTo("用人单位");
    await admin.clicks("新增用人单位");
    const form = admin.dialog("新增用人单位");
    await admin.fills("名称", EMPLOYER, form);
    await admin.fills("统一社会信用代码", "91310115MA1K3YH20M", form);
    await admin.fills("法定代表人", "尹冬", form);
    await admin.fills("所在城市", "上海", form);
    await admin.fills("住所", "上海市浦东新区张江路 100 号", form);
    await admin.clicks("保存", form);
    await admin.sees(admin.page.getByRole("heading", { name: EMPLOYER }));
    await admin.sees("有工会");
  });
  await step("makes the accounts of the office and grants their roles", async () => {
    await admin.goesTo("账号与授权");
    for (const [login, name] of OFFICE) {
      await admin.clicks("新增账号");
      const form = admin.dialog("新增账号");
      await admin.fills("显示名", name, form);
      await admin.fills("登录名", login, form);
      await admin.fills("初始密码", PASSWORD, form);
      await admin.clicks("保存", form);
      await admin.seesItClose("新增账号");
      await admin.sees(name);
    }
    await admin.tab("授权");
    for (const [login, name, role] of OFFICE) {
      await admin.clicks("新增授权");
      const form = admin.dialog("新增授权");
      await admin.chooses("账号", `${name}（${login}）`, { within: form, search: name });
      await admin.chooses("角色", role, { within: form });
      await admin.clicks("保存", form);
      await admin.seesItClose("新增授权");
    }
    await admin.sees(admin.page.getByRole("row").filter({ hasText: "union.wu" }).filter({ hasText: "工会" }));
  });
  await step("registers the ERP and is shown its secret once", async () => {
    await admin.tab("接口客户端");
    await admin.clicks("新增客户端");
    const form = admin.dialog("新增客户端");
    await admin.fills("名称", "金蝶 ERP", form);
    for (const scope of ["读取员工", "写入考核实际值", "写入工资"]) {
      await admin.press(form.getByRole("checkbox", { name: new RegExp(scope) }));
    }
    await admin.clicks("保存", form);
    await admin.sees("密钥只显示这一次");
    const [id, secret] = await form.locator("code").allTextContents();
    api.erp = { id, secret };
    await admin.clicks("我已保存", form);
    await admin.seesItClose("新增客户端");
  });
}

/** HR brings in the roster: every wrong cell is named, the good rows go in. */
export async function importRoster({ people, service, step }) {
  const hr = await people.atDesk("hr.zhang");
  const expected = JSON.parse(await readFile(join(DATA, "roster.expected.json"), "utf8"));
  const { rows_with_errors: wrong, good_rows: good } = expected;
  const wrongRows = new Set(wrong.filter((issue) => issue.level === "error").map((issue) => issue.row)).size;
  await step("HR uploads the roster and sees every wrong cell", async () => {
    await service.itIs("2026-03-10 10:00");
    await hr.comes();
    await hr.goesTo("花名册导入");
    await hr.page.locator('input[type="file"]').setInputFiles(join(DATA, "roster.xlsx"));
    await hr.sees(hr.page.getByText(EMPLOYER).and(hr.page.locator("[title]")));
    await hr.clicks("上传并检查");
    await hr.sees(`有 ${wrongRows} 行需要修改`);
    const rows = hr.page.getByRole("table").getByRole("row").filter({ hasText: /^第 \d+ 行/ });
    await hr.sees(rows);
    assert.equal(await rows.count(), wrong.length);
    for (const { row, column } of wrong) {
      await hr.sees(rows.filter({ hasText: `第 ${row} 行` }).filter({ hasText: column ? `「${column}」` : "" }));
    }
  });
  await step("takes the good rows", async () => {
    await hr.clicks(`只导入正确的 ${good} 行`);
    await hr.sees("导入完成");
    await hr.sees(hr.page.locator(".import-count").filter({ hasText: "新增" }).getByText(String(good)));
  });
  await step("finds a person by the first letters of the name", async () => {
    await hr.clicks("查看员工");
    await hr.fills("姓名、工号、拼音或首字母", "shiy");
    await hr.page.keyboard.press("Enter");
    await hr.sees(hr.page.getByRole("row").filter({ hasText: "史远" }).filter({ hasText: "SC0032" }));
  });
}

/** The employees and their manager set their own passwords with the codes that reached them. */
export async function activate({ people, service, step }, ...members) {
  const hr = await people.atDesk("hr.zhang");
  await step("HR sends everybody an activation code", async () => {
    await service.itIs("2026-03-11 09:00");
    await hr.comes();
    await hr.goesTo("花名册导入");
    await hr.press(hr.page.getByRole("row").filter({ hasText: "roster.xlsx" }));
    await hr.clicks("发送激活码");
    await hr.clicks("发送激活码", hr.page.getByRole("tooltip"));
    await hr.sees(/已发送 \d+ 份/);
  });
  for (const member of members) {
    await step(`${member.login} opens the account with the code`, async () => {
      const code = await service.codeIn(`账号 ${member.login} `);
      await member.page.goto("/sign-in");
      await member.follows("用激活码开通账号");
      await member.sees(member.page.getByRole("heading", { name: "开通账号" }));
      await member.fills("登录名", member.login);
      await member.fills("激活码", code);
      await member.fills("新密码", member.password);
      await member.fills("再输入一次", member.password);
      await member.clicks("开通并登录");
      await member.sees("等您处理的事，按期限排列。");
    });
  }
}
