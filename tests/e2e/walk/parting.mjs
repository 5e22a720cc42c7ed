// An ending that both sides agree on (LCL 36): proposals, the agreement signed by both, and what remains.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completes, openCase, provesItself, toCase, toMyCase } from "../desk.mjs";

async function negotiation(person, service, at, name) {
  await service.itIs(at);
  await (person.phone ? toMyCase(person, "协商") : toCase(person, name, "协商"));
}

/** Adds an amount on top of the lines that stand in the form. */
async function addsLine(person, form, label, amount) {
  await person.clicks("增加一项", form);
  await person.press(form.getByLabel("项目").last());
  await form.getByLabel("项目").last().fill(label);
  await form.getByLabel("金额").last().fill(amount);
}

export async function negotiate({ people, service, step }, member) {
  const hr = await people.atDesk("hr.zhang");
  await step("HR opens a case on 36 and proposes what the law says", async () => {
    await service.itIs("2026-10-16 09:30");
    await openCase(hr, { number: "SC0018", ground: "36", reason: "岗位调整，公司提出协商解除劳动合同。", lastDay: "2026-10-30" });
    await hr.tab("协商");
    await hr.clicks("提出方案");
    const form = hr.dialog("提出方案");
    await hr.sees("法定标准", form);
    await hr.dates("支付日期", "2026-11-05", form);
    await hr.fills("说明", "公司按法定标准提出方案，款项一次付清。", form);
    await hr.clicks("发送方案", form);
    await hr.seesItClose("提出方案");
    await hr.seesStage("协商中");
  });
  await step("the employee answers with a proposal of their own, on the phone", async () => {
    await negotiation(member, service, "2026-10-19 19:30");
    await member.sees("公司按法定标准提出方案，款项一次付清。");
    await member.clicks("提出新方案");
    const form = member.dialog("提出新方案");
    await addsLine(member, form, "过渡补偿", "20000");
    await member.fills("说明", "工作多年，希望公司在法定标准之外再给一些过渡补偿。", form);
    await member.clicks("发送方案", form);
    await member.seesItClose("提出新方案");
    await member.sees("工作多年，希望公司在法定标准之外再给一些过渡补偿。");
  });
  await step("HR meets halfway", async () => {
    await negotiation(hr, service, "2026-10-20 10:00", "方燕明");
    await hr.sees("工作多年，希望公司在法定标准之外再给一些过渡补偿。");
    await hr.clicks("提出新方案");
    const form = hr.dialog("提出新方案");
    await addsLine(hr, form, "过渡补偿", "10000");
    await hr.fills("说明", "在法定标准之外另付过渡补偿一万元。", form);
    await hr.clicks("发送方案", form);
    await hr.seesItClose("提出新方案");
  });
  await step("the employee accepts", async () => {
    await negotiation(member, service, "2026-10-21 20:00");
    await member.clicks("接受");
    await member.clicks("接受", member.page.getByRole("tooltip"));
    await member.sees("双方已就第 3 轮方案达成一致。");
    await member.seesStage("已达成一致");
  });
}

async function toAgreement(person) {
  await person.comes();
  await person.goesTo("协议与签署");
  const list = person.page.getByRole("main");
  await person.press(person.phone ? list.getByRole("list").getByRole("link").first() : list.getByRole("row").filter({ hasText: "方燕明" }));
}

export async function writeAgreement({ people, service, step }) {
  const [hr, legal] = [await people.atDesk("hr.zhang"), await people.atDesk("legal.chen")];
  await step("HR has the agreement written", async () => {
    await service.itIs("2026-10-22 09:30");
    await toCase(hr, "方燕明", "协议");
    await hr.clicks("生成协议书");
    await hr.seesStage("待法务审阅");
    assert.match(await hr.readsPdf(), /解除劳动合同协议书/);
  });
  await step("counsel reads and approves it", async () => {
    await service.itIs("2026-10-22 11:00");
    await toAgreement(legal);
    assert.match(await legal.readsPdf(), /过渡补偿/);
    await legal.marks("通过");
    await legal.fills("意见", "条款与协商结果一致，同意发出。");
    await legal.clicks("提交");
    await legal.seesStage("法务已审，待发送");
  });
  await step("HR sends it to both sides", async () => {
    await service.itIs("2026-10-22 14:00");
    await toAgreement(hr);
    await hr.clicks("发送");
    await hr.seesStage("待签署");
  });
}

/** The way to a signature up to the code: read to the end, understand, consent. */
export async function consents(person) {
  // The way on opens at the last page, and says so until then.
  await person.sees(person.page.getByRole("button", { name: /^我已读完全文.*请先读到最后一页/ }));
  await person.readsPdf();
  await person.page.locator(".pdf-end").last().scrollIntoViewIfNeeded();
  await person.clicks("我已读完全文");
  await person.sees("签了意味着什么");
  await person.clicks("我明白了");
  await person.press(person.page.getByRole("checkbox", { name: "我同意上述内容，并同意以电子形式签署" }));
  await person.clicks("下一步");
}

/** The whole way of a signature: consent, prove who it is, sign. */
export async function signs(person, service, sign) {
  await consents(person);
  const seen = (await service.messages()).length;
  await person.clicks("发送验证码");
  await person.sees(/已发送到 /);
  const code = await service.codeIn("用于签署", seen);
  await person.press(person.page.getByRole("textbox").first());
  await person.page.keyboard.type(code);
  await person.clicks("下一步");
  await sign();
  await person.clicks("签署");
  await person.sees("签署完成");
}

/** A stroke of the finger across the pad. */
export async function draws(person) {
  const pad = person.page.getByRole("img", { name: "手写签名" });
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await pad.boundingBox();
  const at = (share) => ({ x: x + width * (0.2 + 0.6 * share), y: y + height * (0.5 + 0.25 * Math.sin(share * 9)) });
  const finger = await person.page.context().newCDPSession(person.page);
  const touch = (type, points) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [at(0)]);
  for (let share = 0.1; share <= 1; share += 0.1) await touch("touchMove", [at(share)]);
  // The finger rests before it lifts.
  for (let rest = 0; rest < 3; rest += 1) {
    await person.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await touch("touchMove", [at(1)]);
  }
  await touch("touchEnd", []);
  await finger.detach();
  await person.button("重写").and(person.page.locator(":enabled")).waitFor();
  // After a swipe a browser takes the next tap as an end of the swipe; this one hits nothing.
  await person.press(person.page.getByRole("heading", { name: "手写签名" }));
}

export async function sign({ people, service, step }, member) {
  const legal = await people.atDesk("legal.chen");
  await step("the employee reads and signs on the phone, with a code and a drawn signature", async () => {
    await service.itIs("2026-10-23 12:10");
    await toAgreement(member);
    await member.clicks("去签署");
    await signs(member, service, () => draws(member));
    await member.sees(/还等 .+ 签署/);
  });
  await step("the company signs", async () => {
    await service.itIs("2026-10-23 15:00");
    await toAgreement(legal);
    await legal.clicks("代表公司签署");
    await signs(legal, service, () => legal.clicks("不方便手写？只用验证码签署"));
    await legal.sees("双方都已签署，协议生效。");
  });
  await step("the signed PDF is there to see, and its signatures hold", async () => {
    await legal.clicks("返回协议");
    await legal.seesStage("双方已签");
    assert.match(await legal.readsPdf(), /解除劳动合同协议书/);
    const folder = await mkdtemp(join(tmpdir(), "youju-agreement-"));
    const arriving = legal.page.waitForEvent("download");
    await legal.press(legal.page.getByText("下载", { exact: true }).first());
    const file = join(folder, "agreement.pdf");
    await (await arriving).saveAs(file);
    await legal.goesTo("验签");
    await legal.page.locator('input[type="file"]').setInputFiles(file);
    await legal.sees("有效：2 个签名都成立，签署后没有任何改动");
    const altered = await readFile(file);
    altered[Math.floor(altered.length / 3)] ^= 1;
    await writeFile(file, altered);
    await legal.page.locator('input[type="file"]').setInputFiles(file);
    await legal.sees("无效：不能相信这份文件上的签名");
    await rm(folder, { recursive: true });
  });
}

export async function complete({ people, service, step }) {
  const [hr, legal] = [await people.atDesk("hr.zhang"), await people.atDesk("legal.chen")];
  await step("HR completes the case; the certificate is written", async () => {
    await service.itIs("2026-10-30 17:30");
    assert.match(await completes(hr, "方燕明"), /解除.*劳动合同证明书|离职证明/);
  });
  await step("counsel downloads the evidence bundle, and it verifies without the service", async () => {
    await service.itIs("2026-10-30 18:00");
    await provesItself(legal, "方燕明");
  });
}

export function papers({ service, step }, member) {
  return step("the former employee still signs in and finds their papers", async () => {
    await service.itIs("2026-12-02 20:00");
    await member.comes();
    await member.goesTo("我的文件");
    await member.sees("双方已签");
    const certificate = member.page.getByRole("main").getByRole("link").filter({ hasText: /证明/ });
    await member.press(certificate.first());
    assert.match(await member.readsPdf(), /方燕明/);
  });
}
