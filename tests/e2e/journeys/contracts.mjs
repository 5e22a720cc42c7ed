// Contracts from a template that HR edits and legal releases: declined, agreed at the second attempt, expired, voided.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../until.mjs";
import { consents, draws, signs } from "../walk/parting.mjs";
import { opensWaiting } from "../walk/performance.mjs";
import { EMPLOYER, hires, OFFICE, onThePhone } from "./company.mjs";

const [NAME, LATE] = ["钟毅", "顾一鸣"];
const TEMPLATE = "保密协议（销售岗）";
const ADDED = "乙方对某项信息是否应当保密有疑问的，可以书面询问甲方，甲方应当在三个工作日内答复。";
const WIDE = "工作中接触到的一切信息";
const NARROW = "客户名单、报价与未公开的模具图纸";
const WHY_NOT = "“一切信息”范围太宽，请写明具体事项。";
const HOME = "上海市闵行区莘庄镇春申路 18 号";

/** The open template, with the version that is worked on. */
export async function toTemplate(person, template = TEMPLATE) {
  await person.comes();
  await person.goesTo("文件模板");
  await person.press(person.page.getByRole("row").filter({ hasText: template }));
  await person.sees(person.page.getByRole("heading", { name: template }));
}

export async function seesVersion(person, number, stage) {
  const version = person.page.getByRole("list", { name: "版本" }).getByRole("listitem").filter({ hasText: `第 ${number} 版` });
  await person.sees(stage, version);
}

export async function releases(legal, number, why) {
  await legal.tab("正文");
  await legal.marks(/^发布/);
  await legal.fills("意见", why);
  await legal.clicks("提交结论");
  await seesVersion(legal, number, "已发布");
}

/** HR drafts the agreement from the person's page. */
export async function drafts(hr, { name }, scope, { lastDay, witness, template = TEMPLATE } = {}) {
  await hr.comes();
  await hr.goesTo("员工");
  await hr.press(hr.page.getByRole("row").filter({ hasText: name }));
  await hr.clicks("签订合同/协议");
  await hr.chooses("模板", template);
  await hr.fills("保密事项", scope);
  await hr.fills("员工住址", HOME);
  if (lastDay) await hr.dates("签署截止日", lastDay);
  if (witness) await hr.chooses("见证人", witness, { search: witness });
  await hr.clicks("生成草稿");
  await hr.seesStage("待法务审阅");
}

export async function reviewsAndSends(hr, legal, { name }) {
  await opensWaiting(legal, "待审阅的协议");
  await legal.sees(name);
  await legal.marks("通过");
  await legal.fills("意见", "内容与商定的一致。");
  await legal.clicks("提交");
  await legal.seesStage("法务已审，待发送");
  await opensWaiting(hr, "待发送的协议");
  await hr.sees(name);
  await hr.clicks("发送");
  await hr.seesStage("待签署");
}

/** Opens the one agreement with somebody that stands at a stage. */
export async function toAgreement(person, name, stage) {
  await person.comes();
  await person.goesTo("协议与签署");
  await person.press(person.page.getByRole("row").filter({ hasText: name }).filter({ hasText: stage }));
  await person.seesStage(stage);
}

export async function contracts(story) {
  const { people, service } = story;
  const step = story.chapter("contracts");
  const [hr, legal] = [await people.atDesk(OFFICE.hr[0]), await people.atDesk(OFFICE.legal[0])];
  // Who signs at the second attempt and who is late, each with what they see on their phones.
  let [person, late, member, tardy] = [];
  await step("two people work here, each with a phone", async () => {
    await service.itIs("2027-03-01 08:30");
    [person, late] = [await hires(story, NAME), await hires(story, LATE)];
    [member, tardy] = [await onThePhone(story, person), await onThePhone(story, late)];
  });
  await step("HR begins a template with the text that comes with Youju", async () => {
    await service.itIs("2027-03-01 09:00");
    await hr.comes();
    await hr.goesTo("文件模板");
    await hr.clicks("新建模板");
    const form = hr.dialog("新建模板");
    await hr.chooses("种类", "保密协议", { within: form });
    await hr.chooses("用人单位", EMPLOYER.name, { within: form });
    await hr.fills("名称", TEMPLATE, form);
    await hr.clicks("创建", form);
    await hr.sees("必备条款齐全，写法没有问题");
    await hr.clicks("提交审查");
    await seesVersion(hr, 1, "待法务审查");
  });
  await step("legal releases the first version", async () => {
    await toTemplate(legal);
    await releases(legal, 1, "采用自带文本，同意发布。");
  });
  await step("HR changes a clause in the next version", async () => {
    await service.itIs("2027-03-01 10:00");
    await toTemplate(hr);
    await hr.clicks("起草新版本");
    await seesVersion(hr, 2, "草稿");
    const clause = hr.page.getByRole("main").getByRole("listitem").filter({ has: hr.page.getByText("甲方的义务", { exact: true }) });
    const text = hr.field("条款正文", clause);
    await text.fill(`${(await text.inputValue()).trimEnd()}\n- ${ADDED}\n`);
    await hr.sees("有未保存的修改");
    await hr.clicks("保存");
    await hr.sees("修改都已保存");
    await hr.clicks("提交审查");
    await seesVersion(hr, 2, "待法务审查");
  });
  await step("legal reads what the version adds, and releases it", async () => {
    await service.itIs("2027-03-01 11:00");
    await toTemplate(legal);
    await legal.tab("与上一版比较");
    await legal.sees(legal.page.getByRole("insertion").filter({ hasText: ADDED }));
    assert.equal(await legal.page.getByRole("deletion").count(), 0);
    await releases(legal, 2, "只增加了一项询问与答复，同意发布。");
    await seesVersion(legal, 1, "已被取代");
  });
  await step("HR drafts an agreement, legal approves it, HR sends it", async () => {
    await service.itIs("2027-03-01 13:30");
    await drafts(hr, person, WIDE);
    assert.match(await hr.readsPdf(), /保密协议/);
    await reviewsAndSends(hr, legal, person);
  });
  await step("the employee reads it on the phone, and does not sign", async () => {
    await service.itIs("2027-03-01 19:00");
    await opensWaiting(member, "待签署的协议");
    assert.match(await member.readsPdf(), /保密协议/);
    await member.sees(WIDE);
    await member.clicks("去签署");
    await member.clicks("我不签署这份协议");
    const form = member.dialog("不签署");
    await member.fills("理由", WHY_NOT, form);
    await member.clicks("确认不签署", form);
    await member.sees("现在不能签署，协议状态为：已拒签。");
  });
  await step("an agreement that may be signed until tonight is sent to somebody else", async () => {
    await service.itIs("2027-03-01 20:00");
    await drafts(hr, late, NARROW, { lastDay: "2027-03-01" });
    await reviewsAndSends(hr, legal, late);
  });
  await step("who begins before midnight cannot sign after it", async () => {
    await service.itIs("2027-03-01 23:55");
    await opensWaiting(tardy, "待签署的协议");
    await tardy.clicks("去签署");
    await consents(tardy);
    await service.itIs("2027-03-02 00:01");
    await tardy.clicks("发送验证码");
    await tardy.sees("签署期限已过，请公司重新发出。");
  });
  await step("HR drafts it again with what the employee asked for, and with a witness", async () => {
    await service.itIs("2027-03-02 09:00");
    await toAgreement(hr, NAME, "已拒签");
    await hr.sees(WHY_NOT);
    await drafts(hr, person, NARROW, { witness: LATE });
    await hr.sees("员工先签");
    await reviewsAndSends(hr, legal, person);
  });
  await step("the company cannot seal before the employee has signed", async () => {
    await toAgreement(legal, NAME, "待签署");
    await legal.sees("这份协议有见证人：员工签署、见证人签名之后再盖章。");
    assert.equal(await legal.page.getByRole("button", { name: "代表公司签署" }).count(), 0);
  });
  await step("the employee signs on the phone, with a code", async () => {
    await service.itIs("2027-03-02 12:10");
    await opensWaiting(member, "待签署的协议");
    await member.sees(NARROW);
    await member.clicks("去签署");
    await signs(member, service, () => draws(member));
    await member.sees(/还等 .+ 签署/);
  });
  await step("the witness, who was there, signs on the phone", async () => {
    await service.itIs("2027-03-02 12:20");
    await opensWaiting(tardy, "等待您见证的协议");
    await tardy.clicks("签名见证");
    await signs(tardy, service, () => draws(tardy));
    await tardy.sees(/还等 .+ 签署/);
  });
  await step("the company seals it", async () => {
    await service.itIs("2027-03-02 14:00");
    await toAgreement(legal, NAME, "一方已签");
    await legal.clicks("代表公司签署");
    await signs(legal, service, () => legal.clicks("不方便手写？只用验证码签署"));
    await legal.sees("双方都已签署，协议生效。");
  });
  await step("whoever holds the file sees on the check page that both signed", async () => {
    await toAgreement(hr, NAME, "双方已签");
    assert.match(await hr.readsPdf(), /保密协议/);
    const folder = await mkdtemp(join(tmpdir(), "youju-contract-"));
    const arriving = hr.page.waitForEvent("download");
    await hr.press(hr.page.getByText("下载", { exact: true }).first());
    const file = join(folder, "contract.pdf");
    await (await arriving).saveAs(file);
    const anybody = await people.atDesk("anybody");
    await anybody.opens("/check");
    await anybody.page.locator('input[type="file"]').setInputFiles(file);
    await anybody.sees("有效：3 个签名都成立，签署后没有任何改动");
    for (const [signer, role] of [[NAME, "员工签名"], [LATE, "见证人签名"], [EMPLOYER.name, "用人单位盖章"]]) {
      const card = anybody.page.locator("section").filter({ has: anybody.page.getByRole("heading", { name: signer }) });
      await anybody.sees(role, card);
      await anybody.sees("证书和时间戳可信", card);
    }
    await rm(folder, { recursive: true });
  });
  await step("what was not signed in time has expired by itself", async () => {
    const office = await story.api.by(OFFICE.hr[0]);
    await until("it has expired", 75_000, async () => (await office.get("/agreements?stage=expired")).items.length);
    await toAgreement(hr, LATE, "已逾期");
    await hr.sees(/已过签署截止日（2027年3月1日）/);
  });
  await step("HR sends that one again, and voids it", async () => {
    await service.itIs("2027-03-02 15:00");
    await drafts(hr, late, NARROW);
    await reviewsAndSends(hr, legal, late);
    await hr.clicks("作废这份协议");
    await hr.fills("原因", "该员工将调离销售岗，不再需要。");
    await hr.clicks("作废");
    await hr.seesStage("已作废");
    await hr.sees("已终止：该员工将调离销售岗，不再需要。");
  });
}
