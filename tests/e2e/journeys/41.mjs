// LCL 41: twenty-five people are laid off through one procedure; each has a case, a notice and a certificate.
import assert from "node:assert/strict";
import * as desk from "../desk.mjs";
import { company, correctsWages, hires, keepsRecords, OFFICE, onThePhone } from "./company.mjs";

const COUNT = 25;
const NAME = "龚长海";
const REASON = "连续两年经营性亏损（审计报告沪信审〔2027〕第 0218 号），注塑车间整体关停。";
const LAST_DAY = "2027-04-16";
const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张";
const FILES = {
  "E-GROUND-41": { title: "2025、2026 年度审计报告", dated: "2027-02-18", shows: "两年经营性亏损，现金流为负。" },
  "E-PRIORITY-RETAIN": { title: "优先留用审查表", dated: "2027-03-02", shows: "逐人审查三类优先留用情形，车间整体关停。" },
};
const WORDS = "我在车间工作六年，希望公司有岗位时优先通知我。";

/** Takes a step of the procedure: its button, what its form asks for, and that it is done. */
async function takes(person, act, fill = async () => {}) {
  await person.clicks(act);
  const form = person.dialog(act);
  await fill(form);
  await person.press(form.locator('button[type="submit"]'));
  await person.seesItClose(act);
}

async function toLayoff(person) {
  await person.comes();
  await person.goesTo("经济性裁员");
  await person.press(person.page.getByRole("row").filter({ hasText: "锦和注塑" }));
  await person.sees(person.page.getByRole("heading", { name: "程序" }));
}

/** Every case of the lay-off stands at a stage. */
async function seesAll(person, stage) {
  const cases = person.page.getByRole("table", { name: "案件" }).getByRole("row").filter({ hasText: stage });
  await person.sees(cases.nth(COUNT - 1));
  assert.equal(await cases.count(), COUNT);
}

export async function layoff(story) {
  const { people, service, api } = story;
  const step = story.chapter("41");
  const office = async (role) => people.atDesk(OFFICE[role][0]);
  const [hr, legal, union] = [await office("hr"), await office("legal"), await office("union")];
  let one;
  let member;
  await step("twenty-five people work in the workshop, with records in order", async () => {
    await service.itIs("2027-03-03 08:00");
    const workshop = { unit: "works", since: "2021-03-01" };
    one = await hires(story, NAME, workshop);
    const staff = [one];
    for (const surname of SURNAMES) staff.push(await hires(story, `${surname}建新`, workshop));
    assert.equal(staff.length, COUNT);
    await keepsRecords(story, staff, "2027-03");
    member = await onThePhone(story, one);
  });
  await step("HR opens the lay-off for all of them: a case each", async () => {
    await service.itIs("2027-03-03 09:00");
    await hr.comes();
    await hr.goesTo("经济性裁员");
    await hr.clicks("发起裁员");
    const form = hr.dialog("发起裁员");
    await hr.chooses("用人单位", "锦和注塑", { within: form });
    await hr.marks(/^经营严重困难/, form);
    await hr.fills("事实和理由", REASON, form);
    await hr.dates("最后工作日", LAST_DAY, form);
    const unit = form.getByRole("combobox", { name: "按部门筛选" });
    await hr.press(unit);
    await unit.fill("注塑车间");
    await hr.press(hr.page.locator(".ant-select-tree-title").filter({ hasText: "注塑车间" }));
    await hr.clicks(`加入列出的 ${COUNT} 人`, form);
    await hr.clicks(`为 ${COUNT} 人立案`, form);
    await hr.seesItClose("发起裁员");
    await hr.sees("已达到门槛");
    await seesAll(hr, "已立案");
  });
  await step("it is explained to the union, whose opinion is heard; thirty days begin", async () => {
    await takes(hr, "登记说明情况", async (form) => {
      await hr.marks("工会", form);
      await hr.fills("工会或者职工的意见", "工会建议对年满五十岁的员工另行协商，公司已采纳并逐人沟通。", form);
    });
    await hr.sees(/满三十日才能通知，最早 2027年4月2日|最早通知日/);
  });
  await step("the plan is reported to the labour bureau", async () => {
    await service.itIs("2027-03-05 10:00");
    await toLayoff(hr);
    await takes(hr, "登记报告", (form) => hr.fills("回执编号", "沪人社裁〔2027〕17号", form));
    await hr.sees("回执 沪人社裁〔2027〕17号");
  });
  await step("HR brings the files into every case", async () => {
    for (const [code, piece] of Object.entries(FILES)) {
      await takes(hr, "为各案提交材料", async (form) => {
        await hr.chooses("证明哪一项", code, { within: form });
        await desk.attaches(hr, form, piece);
      });
      await hr.sees(piece.title);
    }
    await hr.sees(hr.page.getByRole("button", { name: /^核对.*须由另一位同事核对/ }));
  });
  await step("counsel judges them, in every case at once", async () => {
    await service.itIs("2027-03-08 10:00");
    await toLayoff(legal);
    for (const [code, { title }] of Object.entries(FILES)) {
      const file = legal.page.getByRole("listitem").filter({ hasText: code }).filter({ hasText: title }).last();
      await legal.clicks("核对", file);
      const form = legal.dialog("核对材料");
      await legal.marks(/^采信/, form);
      await legal.fills("理由", `已与原件核对：${title}。`, form);
      await legal.clicks("提交核对结论", form);
      await legal.seesItClose("核对材料");
      await legal.sees(file.getByText("已采信").first());
    }
  });
  await step("the union is told the reasons in every case, and replies", async () => {
    await service.itIs("2027-03-09 10:00");
    await toLayoff(hr);
    await takes(hr, "通知工会");
    await service.itIs("2027-03-12 10:00");
    await toLayoff(union);
    await takes(union, "登记工会答复", async (form) => {
      await union.marks("无异议", form);
      await union.fills("说明", "说明程序与名单已核对，无异议。", form);
    });
    await union.sees("说明程序与名单已核对，无异议。");
  });
  await step("a second person approves every case", async () => {
    await toLayoff(hr);
    await takes(hr, "提请审批");
    await hr.sees("由您发起或者提请，须由另一人审批");
    await service.itIs("2027-03-15 10:00");
    await toLayoff(legal);
    await takes(legal, "审批", async (form) => {
      await legal.marks("批准", form);
      await legal.fills("理由", "程序、名单与逐人审查核对无误。", form);
    });
    await seesAll(legal, "已审批");
  });
  await step("no notice goes out before thirty days are over", async () => {
    await service.itIs("2027-04-01 10:00");
    await toLayoff(hr);
    await hr.sees(hr.page.getByRole("button", { name: /^作出通知.*满三十日才能通知，最早 2027年4月2日/ }));
  });
  await step("everybody gets a notice, and it is handed over", async () => {
    await service.itIs("2027-04-02 10:00");
    await toLayoff(hr);
    await takes(hr, "作出通知", (form) => hr.marks("当面", form));
    await seesAll(hr, "已发通知");
    await takes(hr, "登记送达", (form) => hr.marks("当面", form));
    const cases = await casesOf(api);
    assert.equal(cases.length, COUNT);
    const letters = new Set(cases.map((each) => each.notice.document_id));
    assert.equal(letters.size, COUNT, "a letter each");
    assert.ok(cases.every((each) => each.notice.served_on === "2027-04-02"));
  });
  await step("one of them reads the notice and the sum on the phone, and answers", async () => {
    await service.itIs("2027-04-02 19:30");
    await desk.toMyCase(member);
    await member.sees(/公司已作出解除劳动合同的通知。最后工作日：2027年4月16日/);
    await member.follows("看通知");
    const letter = await member.readsPdf();
    assert.match(letter, new RegExp(NAME));
    assert.match(letter, /解除劳动合同通知书/);
    await desk.toMyCase(member, "金额");
    await member.sees(member.page.getByRole("row").filter({ hasText: "经济补偿" }).filter({ hasText: "71,500.00" }));
    await desk.speaks(member, WORDS);
  });
  await step("HR completes every case: a certificate each", async () => {
    await service.itIs(`${LAST_DAY} 17:30`);
    await toLayoff(hr);
    await takes(hr, "办结");
    await seesAll(hr, "已办结");
    const cases = await casesOf(api);
    assert.equal(new Set(cases.map((each) => each.certificate_document_id)).size, COUNT);
  });
  await step("the sheet stands as it was settled; the bundle verifies without the service", async () => {
    await service.itIs("2027-04-19 10:00");
    const settled = await desk.sheet(hr, NAME);
    await correctsWages(story, one, "2027-02");
    assert.equal(await desk.sheet(hr, NAME), settled);
    await desk.provesItself(legal, NAME);
  });
  await step("the former employee finds notice and certificate on the phone", async () => {
    await member.comes();
    await member.goesTo("我的文件");
    await member.sees("解除劳动合同通知书");
    await desk.findsCertificate(member, NAME);
  });
}

async function casesOf(api) {
  const hr = await api.by(OFFICE.hr[0]);
  const [{ id }] = (await hr.get("/layoffs")).items;
  return hr.all(`/separations?layoff_id=${id}`);
}
