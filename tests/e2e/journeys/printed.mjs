// A form that the employer brings as PDF: fields are placed on it, legal reviews it, and a contract is signed on it.
import assert from "node:assert/strict";
import { draws, signs } from "../walk/parting.mjs";
import { opensWaiting } from "../walk/performance.mjs";
import { EMPLOYER, hires, OFFICE, onThePhone } from "./company.mjs";
import { drafts, releases, reviewsAndSends, seesVersion, toAgreement, toTemplate } from "./contracts.mjs";

const NAME = "贺兰心";
const TEMPLATE = "保密协议（印制表单）";
const SCOPE = "客户名单与报价";
/** What is written on the form, and how far down, in millimetres. */
const BLANKS = [
  ["甲方（用人单位）：", "用人单位名称", 50],
  ["乙方（劳动者）：", "劳动者姓名", 62],
  ["身份证号：", "身份证号", 74],
  ["保密事项：", "保密事项", 90],
];

/** The employer's own form, as any program prints one. */
async function printed(browser) {
  const lines = BLANKS.map(([words, , down]) => `<p style="top:${down}mm">${words}</p>`).join("");
  const page = await browser.newPage();
  await page.setContent(
    `<style>p, h1 { position: absolute; margin: 0; left: 25mm; font: 11pt "Noto Serif CJK SC" } h1 { top: 28mm }</style>
     <h1>保密协议</h1>${lines}<p style="top:180mm">甲方（盖章）</p><p style="top:180mm; left:120mm">乙方（签名）</p>`,
  );
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  await page.close();
  return pdf;
}

/** Adds a field on the page that is shown, and answers the panel with its numbers. */
async function adds(hr, what) {
  await hr.clicks(`添加${what}`);
  return hr.page.getByRole("region", { name: /^字段：/ });
}

async function puts(hr, panel, places) {
  for (const [label, millimetres] of Object.entries(places)) await hr.fills(`${label}（毫米）`, String(millimetres), panel);
}

export async function printedForm(story) {
  const { people, service, browser } = story;
  const step = story.chapter("printed form");
  const [hr, legal] = [await people.atDesk(OFFICE.hr[0]), await people.atDesk(OFFICE.legal[0])];
  let [person, member] = [];
  await step("somebody works here, with a phone", async () => {
    await service.itIs("2027-03-02 18:00");
    person = await hires(story, NAME);
    member = await onThePhone(story, person);
  });
  await step("HR brings a form as PDF", async () => {
    await hr.comes();
    await hr.goesTo("文件模板");
    await hr.clicks("新建模板");
    const form = hr.dialog("新建模板");
    await hr.marks(/^导入 PDF 表单/, form);
    const file = { name: "保密协议.pdf", mimeType: "application/pdf", buffer: await printed(browser) };
    await form.locator('input[type="file"]').setInputFiles(file);
    await hr.chooses("种类", "保密协议", { within: form });
    await hr.chooses("用人单位", EMPLOYER.name, { within: form });
    await hr.fills("名称", TEMPLATE, form);
    await hr.clicks("创建", form);
    await hr.sees("必备条款在哪里");
    await hr.sees("没有着落");
  });
  await step("HR places what is filled in, and where both sign", async () => {
    for (const [, fact, down] of BLANKS) {
      const panel = await adds(hr, "文字");
      await hr.chooses("填写的要素", fact, { within: panel, search: fact });
      await puts(hr, panel, { 距左: 62, 距上: down - 1, 宽: 100 });
    }
    await puts(hr, await adds(hr, "用人单位盖章"), { 距左: 25, 距上: 190 });
    await puts(hr, await adds(hr, "劳动者签名"), { 距左: 120, 距上: 190 });
    await hr.clicks("保存");
    await hr.sees("修改都已保存");
    await hr.sees("必备条款齐全，写法没有问题");
    await hr.clicks("提交审查");
    await seesVersion(hr, 1, "待法务审查");
  });
  await step("legal sees where each mandatory term stands, and releases it", async () => {
    await toTemplate(legal, TEMPLATE);
    await legal.sees("字段在第 1 页");
    await releases(legal, 1, "与纸质表单一致，同意发布。");
  });
  await step("a contract is drafted on the form, approved and sent", async () => {
    await service.itIs("2027-03-02 18:30");
    await drafts(hr, person, SCOPE, { template: TEMPLATE });
    const text = await hr.readsPdf();
    for (const words of [EMPLOYER.name, NAME, SCOPE]) assert.ok(text.includes(words), `${words} is filled in: ${text}`);
    await reviewsAndSends(hr, legal, person);
  });
  await step("the employee signs it on the phone, the company seals it", async () => {
    await service.itIs("2027-03-02 19:00");
    await opensWaiting(member, "待签署的协议");
    await member.clicks("去签署");
    await signs(member, service, () => draws(member));
    await toAgreement(legal, NAME, "一方已签");
    await legal.clicks("代表公司签署");
    await signs(legal, service, () => legal.clicks("不方便手写？只用验证码签署"));
    await legal.sees("双方都已签署，协议生效。");
  });
}
