// How the pages look and weigh, on what the walk has left: accessible, no wider than a phone, light, in two languages.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { PASSWORD, WEB } from "./service.mjs";
import { until } from "./until.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [1280, 390];
const KIB = 1024;
/** What the check page says of a file that holds. */
const VALID = /有效：\d 个签名都成立/;
/** Gzipped JavaScript that a page may need before it shows its content. */
const BUDGET = { "/sign-in": 300 * KIB, other: 480 * KIB };
const RISKS = ["/risk", "/risk/cases", "/risk/contracts", "/risk/protected-people"];
/** What is fetched after the content stands: the drawing of PDFs and of charts. */
const AFTERWARDS = /\/(pdf|pdf\.worker|charts)[-.][^/]*$/;

export async function looks({ people, service, step, api }) {
  await service.itIs("2027-04-19 21:00");
  const after = await aftermath(api);
  const places = await placesOf(api, after);
  const problems = [];
  await step("the pages before the sign-in", async () => {
    const nobody = await people.person("nobody", "desk");
    for (const path of ["/sign-in", "/activation", "/check"]) problems.push(...(await look(nobody, path)));
    await checksAFile(nobody, await agreementOf(service, api));
  });
  for (const [login, paths] of Object.entries(places)) {
    await step(`the pages of ${login}`, async () => {
      const person = await newcomer(people, login);
      for (const path of paths) problems.push(...(await look(person, path)));
    });
  }
  await step("the pages speak English", async () => {
    const hr = people.known.get("hr.zhang at 1280 and 390");
    await speaksEnglish(hr, places["hr.zhang"].find((path) => path.startsWith("/separations/")));
    await wordsAreEnglish(hr, ["/disputes", after.dispute, "/non-competes", after.duty, "/separation-tasks", ...RISKS]);
    await wordsAreEnglish(hr, ["/agreement-batches", "/agreement-batches/new", after.batch]);
  });
  assert.deepEqual(problems, [], problems.join("\n"));
}

/** Somebody in a browser of their own whose window changes its width. */
async function newcomer(people, login) {
  const name = `${login} at 1280 and 390`;
  const person = await people.person(name, "desk");
  person.login = login;
  await person.comes();
  // Before the sign-in the session was asked for in vain, which the browser logs.
  person.complaints.length = 0;
  return person;
}

/** What no journey leaves behind: a dispute about the breach, and a duty not to compete of whoever resigned. */
async function aftermath(api) {
  const legal = await api.by("legal.chen");
  const cases = await legal.all("/separations");
  const about = (ground) => cases.find((one) => one.ground === ground && one.stage === "completed");
  const [breach, resigned] = [about("39(2)"), about("37")];
  const opened = await legal.post("/disputes", {
    employee_id: breach.employee.id,
    separation_id: breach.id,
    claimant: "employee",
    details: { summary: "主张解除违法，请求赔偿金。", tribunal: "上海市浦东新区劳动人事争议仲裁委员会", filed_on: "2027-04-12" },
  });
  await legal.put(`/disputes/${opened.id}/claims`, {
    claims: [
      { kind: "damages", amount: "150000.00", text: "违法解除劳动合同赔偿金", known_on: breach.last_day },
      { kind: "leave_pay", amount: null, text: "未休年休假工资", leave_year: 2024 },
    ],
  });
  const { floor } = await legal.get(`/separations/${resigned.id}/non-compete`);
  const duty = await legal.post(`/separations/${resigned.id}/non-compete`, {
    decision: "activated",
    reason: "掌握重点客户的报价与未公开的合作条件。",
    bound_as: "confidential",
    scope: "同类产品的销售与客户拓展",
    region: "上海市、江苏省",
    months: 12,
    monthly: floor.monthly,
    pay_day: 10,
  });
  const [batch, warning] = [await batchOf(api), await warningOf(api)];
  return { dispute: `/disputes/${opened.id}`, duty: `/non-competes/${duty.id}`, batch, warning };
}

/** A contract for several people; it is drafted for all but the one of whom nobody knows where they live. */
async function batchOf(api) {
  const hr = await api.by("hr.zhang");
  const kind = "confidentiality";
  const { legal_entity_id: entity } = (await hr.get("/employees?q=SC0018")).items[0];
  const template = await releasedTemplate(api, { legal_entity_id: entity, kind, name: "保密协议（通用）" });
  const { items: people } = await hr.get(`/agreement-batch-candidates?legal_entity_id=${entity}&kind=${kind}`);
  const item = ({ employee }, at) => ({
    employee_id: employee.id,
    employee_address: at === 0 ? null : `上海市浦东新区世纪大道 ${at} 号`,
    facts: { kind, scope: "客户名单、报价和图纸" },
  });
  const opened = await hr.post("/agreement-batches", {
    legal_entity_id: entity,
    template_id: template.id,
    name: "2027 年保密协议",
    items: people.filter((one) => !one.address_known).slice(0, 4).map(item),
  });
  const path = `/agreement-batches/${opened.id}`;
  await until("the batch is drafted", 60_000, async () => (await hr.get(path)).progress.waiting === 0);
  return path;
}

/** A template with the text that comes with Youju, submitted by HR and released by legal. */
async function releasedTemplate(api, adoption) {
  const [hr, legal] = [await api.by("hr.zhang"), await api.by("legal.chen")];
  const template = await hr.post("/templates", adoption);
  await hr.post(`/templates/${template.id}/versions/1/submission`);
  await legal.post(`/templates/${template.id}/versions/1/review`, { decision: "release" });
  return template;
}

/** A warning on which the employee is asked for a statement, with something to look at again. */
async function warningOf(api) {
  const hr = await api.by("hr.zhang");
  const employee = (await hr.get("/employees?q=SC0004")).items[0];
  const drafted = await hr.post("/warnings", {
    employee_id: employee.id,
    level: "final",
    findings: [{ on: "2027-04-12", text: "9:00 未到岗，11:20 到岗，事前没有请假。", record: "" }],
    rules: [{ clause: "《考勤管理办法》（2025 版）第 8 条：迟到须当日说明原因。", shown_on: null }],
    expectation: "按时到岗；不能到岗的，当日上午说明。",
    valid_months: 12,
  });
  await hr.post(`/warnings/${drafted.id}/submission`, {});
  return `/warnings/${drafted.id}`;
}

/** The addresses to look at, by who looks. */
async function placesOf(api, { dispute, duty, batch, warning }) {
  const hr = await api.by("hr.zhang");
  const first = async (path) => (await hr.get(path)).items[0];
  const member = async (number) => (await first(`/employees?q=${number}`)).id;
  const [dismissed, leaver] = [await member("SC0032"), await member("SC0018")];
  const review = (await first(`/reviews?employee_id=${dismissed}`)).id;
  const leaversReview = (await hr.all(`/reviews?employee_id=${leaver}`)).find((one) => one.result).id;
  const plan = (await first("/improvement-plans")).id;
  const cycle = (await first("/review-cycles")).id;
  const cases = await hr.all("/separations");
  const dismissal = cases.find((one) => one.ground === "40(2)").id;
  const parting = cases.find((one) => one.ground === "36").id;
  const breach = cases.find((one) => one.ground === "39(2)");
  const layoff = (await first("/layoffs")).id;
  const agreements = await hr.all("/agreements");
  const agreement = agreements.find((one) => one.separation_id === parting).id;
  const signed = agreements.filter((one) => one.kind === "confidentiality" && one.stage === "signed");
  const isPrinted = (one) => one.template.name.includes("印制表单");
  const [contract, onForm] = [signed.find((one) => !isPrinted(one)), signed.find(isPrinted)];
  const draft = agreements.find((one) => one.facts && one.stage === "draft").id;
  const template = contract.template.id;
  const roster = (await first("/imports")).id;
  const seal = (await first("/seals")).id;
  return {
    "hr.zhang": [
      ...["/", "/employees", "/org-units", "/legal-entities", "/standards", "/imports", `/imports/${roster}`, "/kpis"],
      ...[`/employees/${dismissed}`, `/employees/${dismissed}?tab=timeline`, `/employees/${dismissed}?tab=pay`],
      ...[`/employees/${dismissed}?tab=reviews`, "/review-cycles", `/review-cycles/${cycle}?tab=goals`, "/reviews"],
      ...[`/reviews/${review}`, "/alerts?state=all", "/improvement-plans", `/improvement-plans/${plan}`, "/check-ins"],
      ...[...RISKS, "/layoffs"],
      ...["/separations", `/separations/${dismissal}`, `/separations/${dismissal}?tab=money`],
      ...[`/separations/${breach.id}`, `/separations/${breach.id}?tab=tasks`, `/layoffs/${layoff}`],
      ...[`/separations/${parting}?tab=negotiation`, "/agreements", `/agreements/${agreement}`, "/verify"],
      ...["/templates", `/templates/${template}`, `/templates/${template}?view=comparison`, `/agreements/${contract.id}`],
      ...[`/agreements/${contract.id}?tab=clauses`, `/agreements/${draft}/replacement`],
      `/templates/${onForm.template.id}`,
      `/agreements/${onForm.id}?tab=clauses`,
      `/employees/${contract.employee.id}/contract`,
      ...["/disputes", dispute, "/non-competes", duty, "/separation-tasks", `/separation-tasks/${breach.id}`],
      ...["/agreement-batches", "/agreement-batches/new", batch, `${batch}?refused=1`],
      ...["/warnings", "/warnings/new", warning],
    ],
    "payroll.sun": ["/", "/separation-tasks", `/separation-tasks/${breach.id}`, "/non-competes", duty],
    sc0004: [
      ...["/", "/employees", "/reviews", `/reviews/${review}`, "/improvement-plans/new", "/check-ins?new=1"],
      ...["/leaving", "/leaving/notice?kind=resignation", "/leaving/notice?kind=fault", "/calculator", warning],
    ],
    [breach.employee.number.toLowerCase()]: [
      ...["/leaving", `/separations/${breach.id}`, `/separations/${breach.id}?tab=my_gate`],
      ...[`/separations/${breach.id}?tab=money`, `/separations/${breach.id}?tab=after`],
    ],
    sc0018: [
      ...["/", "/papers", "/reviews", `/reviews/${leaversReview}`, `/agreements/${agreement}`],
      ...[`/separations/${parting}`, `/employees/${leaver}?tab=timeline`, "/me"],
    ],
    "legal.chen": ["/seals", `/seals/${seal}`, batch, warning],
    "auditor.he": ["/journal", "/evidence-bundles", `/seals/${seal}`],
    admin: ["/accounts", "/accounts?tab=grants", "/accounts?tab=roles", "/webhooks"],
  };
}

/** What is wrong with a page at both widths, in sentences. */
async function look(person, path) {
  const { page, login } = person;
  const problems = [];
  const scripts = new Set();
  const keep = (request) => request.resourceType() === "script" && scripts.add(new URL(request.url()).pathname);
  page.on("request", keep);
  person.people.last = person;
  await page.setViewportSize({ width: WIDTHS[0], height: 860 });
  await page.goto(path);
  await settles(page);
  await page.waitForLoadState("networkidle");
  page.off("request", keep);
  problems.push(...(await weighs(path, scripts)));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 860 });
    await settles(page);
    for (const one of await violations(page)) problems.push(`${login} ${path} at ${width}: ${one}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) problems.push(`${login} ${path} at ${width}: ${wide} pixels wider than the window`);
  }
  for (const complaint of person.complaints.splice(0)) problems.push(`console: ${complaint}`);
  return problems;
}

/** The content stands in the form for this width: a heading, nothing waiting, nothing moving. */
async function settles(page) {
  await page.locator("h1").first().waitFor();
  const frame = page.viewportSize().width < 768 ? ".shell.phone, .door, .check" : ".shell:not(.phone), .door, .check";
  await page.locator(frame).first().waitFor();
  await page.waitForFunction(
    () =>
      !document.querySelector(".ant-skeleton, .ant-spin-spinning, [aria-busy=true]") &&
      document.getAnimations().every((one) => one.playState !== "running" || one.effect.getTiming().iterations === Infinity),
  );
}

/** The agreement that both sides signed. */
async function agreementOf(service, api) {
  const login = { login: "hr.zhang", password: PASSWORD };
  const { access_token: token } = await api.send("POST", "/auth/login", { body: login });
  const { items } = await api.voice(token).get("/agreements");
  const signed = items.find((one) => one.stage === "signed");
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${service.base}/api/v1/agreements/${signed.id}/document`, { headers });
  return Buffer.from(await answer.arrayBuffer());
}

/** Whoever received a file checks it without an account, and the file goes nowhere. */
async function checksAFile(nobody, pdf) {
  const { page } = nobody;
  const sent = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
  const drops = (name, buffer) => page.setInputFiles("input[type=file]", { name, mimeType: "application/pdf", buffer });
  await drops("signed.pdf", pdf);
  await nobody.sees(page.getByRole("status").filter({ hasText: VALID }));
  const changed = Buffer.from(pdf);
  changed[Math.floor(pdf.length / 3)] ^= 1;
  await drops("changed.pdf", changed);
  await nobody.sees(page.getByRole("status").filter({ hasText: "changed.pdf" }));
  assert.equal(await page.getByText(VALID).count(), 0);
  assert.deepEqual(sent, []);
}

async function violations(page) {
  await page.evaluate(`${AXE}; undefined`);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
}

const sizes = new Map();

async function weighs(path, scripts) {
  let total = 0;
  for (const script of scripts) {
    if (AFTERWARDS.test(script)) continue;
    if (!sizes.has(script)) sizes.set(script, gzipSync(await readFile(join(WEB, script)), { level: 9 }).length);
    total += sizes.get(script);
  }
  const budget = BUDGET[path] ?? BUDGET.other;
  if (total === 0) return [`${path}: no script was asked for`];
  return total > budget ? [`${path}: ${Math.ceil(total / KIB)} KiB of JavaScript, budget ${budget / KIB}`] : [];
}

/** The switch turns every word of the frame, and the law's own sentences, and stays. */
async function speaksEnglish(person, path) {
  const { page } = person;
  await page.setViewportSize({ width: 1280, height: 860 });
  await person.comes();
  await person.clicks("English");
  await page.locator("html[lang=en]").waitFor();
  const frame = page.getByRole("navigation", { name: "Main navigation" }).or(page.getByRole("navigation").first());
  await person.sees(page.getByRole("button", { name: "中文" }));
  assert.doesNotMatch(await frame.first().innerText(), /\p{Script=Han}|\w+\.\w+/u);
  await person.opens(path);
  const checklist = page.getByRole("main").getByRole("list").filter({ hasText: "E-UNION-NOTICE" });
  await person.sees(checklist);
  for (const sentence of await checklist.locator("p.strong").allInnerTexts()) assert.doesNotMatch(sentence, /\p{Script=Han}/u);
  assert.match(await page.getByRole("tablist").innerText(), /^[^\p{Script=Han}]+$/u);
  await person.clicks("中文");
  await page.locator("html[lang=zh-CN]").waitFor();
}

/** Headings and the names of columns, tabs, buttons and facts: what the client says, not what people wrote. */
async function wordsAreEnglish(person, paths) {
  const { page } = person;
  await page.setViewportSize({ width: 1280, height: 860 });
  await person.clicks("English");
  await page.locator("html[lang=en]").waitFor();
  for (const path of paths) {
    await page.goto(path);
    await settles(page);
    const words = page.getByRole("main").locator("h2, th, dt, .page-about, button, .ant-segmented-item");
    const said = (await words.allInnerTexts()).filter((text) => text !== "中文");
    const chinese = said.filter((text) => /\p{Script=Han}/u.test(text));
    assert.deepEqual(chinese, [], `${path} in English`);
  }
  await person.clicks("中文");
  await page.locator("html[lang=zh-CN]").waitFor();
}
