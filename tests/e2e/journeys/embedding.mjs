// The page of an ERP frames the signing page: it is the example of the manual, word for word, on a server of its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PASSWORD } from "../service.mjs";
import { until } from "../until.mjs";
import { signs } from "../walk/parting.mjs";
import { company, hires, OFFICE, onThePhone } from "./company.mjs";

const [NAME, COLLEAGUE] = ["温如玉", "岑小满"];
const MANUAL = join(import.meta.dirname, "../../../api/docs/embedding.md");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function embedding(story) {
  const { people, service } = story;
  const step = story.chapter("embedding");
  let [person, colleague, agreement, erp] = [];
  await step("two people work here, and an agreement waits for one of them", async () => {
    await service.itIs("2027-03-02 16:00");
    [person, colleague] = [await hires(story, NAME), await hires(story, COLLEAGUE)];
    for (const each of [person, colleague]) await onThePhone(story, each);
    agreement = await sent(story, person);
  });
  await step("an administrator registers the ERP and says where it may frame", async () => {
    erp = await Erp.start(story, agreement);
    const admin = await people.atDesk("admin");
    await admin.comes();
    await admin.goesTo("账号与授权");
    await admin.tab("接口客户端");
    await admin.press(admin.page.getByRole("button", { name: "ERP 签署 的嵌入来源" }));
    const form = admin.dialog("ERP 签署 的嵌入来源");
    await admin.fills("嵌入来源", "http://erp.example.com", form);
    await admin.clicks("保存", form);
    await admin.sees("来源须以 https:// 开头。", form);
    await admin.fills("嵌入来源", erp.origin, form);
    await admin.clicks("保存", form);
    await admin.seesItClose("ERP 签署 的嵌入来源");
    await admin.sees(erp.origin);
  });
  await step("on an origin that is not listed the browser refuses to show it", async () => {
    const visitor = await visits(people, `${NAME} 在未登记的页面`, erp.unlisted);
    await until("the browser refuses", 20_000, async () => visitor.complaints.some((said) => said.includes("frame-ancestors")));
    assert.deepEqual(await heard(visitor), [], "the page around is told nothing");
  });
  const visitor = await visits(people, `${NAME} 在 ERP 中`, erp.origin);
  await step("on the listed origin it stands, at a desk and on a phone, in both languages", async () => {
    const inside = await looksInto(visitor);
    await inside.sees("请用本人账号登录");
    await fits(visitor, inside);
    await inside.clicks("English");
    await inside.sees("Sign in with your own account");
    await inside.clicks("中文");
    await inside.sees("请用本人账号登录");
  });
  await step("somebody else's account does not sign in, whoever forwarded the page", async () => {
    const inside = await looksInto(visitor);
    for (const login of [colleague.login, OFFICE.legal[0]]) {
      await enters(inside, login);
      await inside.sees("请用本人的账号登录。");
    }
  });
  await step("where the browser lets the frame keep something, it keeps nothing", async () => {
    await erp.mayFrameFrom(erp.origin, erp.unlisted);
    const near = await visits(people, `${NAME} 在同站的页面`, erp.unlisted);
    const inside = await looksInto(near);
    await enters(inside, person.login);
    await inside.readsPdf();
    assert.deepEqual(await inside.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
    assert.deepEqual(await near.page.context().cookies(), []);
  });
  await step("the employee signs in the frame, and the page around hears of it", async () => {
    await service.itIs("2027-03-02 16:05");
    const inside = await looksInto(visitor);
    await enters(inside, person.login);
    await inside.sees(inside.page.getByRole("heading", { level: 1, name: /保密/ }));
    await inside.readsPdf();
    await fits(visitor, inside);
    await signs(inside, service, () => inside.clicks("不方便手写？只用验证码签署"));
    await visitor.sees("已签署。");
    const told = await heard(visitor);
    assert.deepEqual([...new Set(told.map(({ type }) => type))].sort(), ["opened", "ready", "resized", "signed"]);
    assert.ok(told.every((one) => one.source === "youju" && one.agreement_id === agreement));
    const known = ["agreement_id", "height", "source", "type"];
    assert.ok(told.every((one) => Object.keys(one).every((name) => known.includes(name))));
  });
  await step("the record says in whose frame it was signed", async () => {
    const member = await story.api.by(person.login);
    const signed = await until("the entry has its place", 20_000, async () =>
      (await member.all(`/employees/${person.id}/timeline`)).find((entry) => entry.kind === "agreement.signed"),
    );
    assert.equal(signed.facts.embedded.client_name, "ERP 签署");
    await erp.stop();
  });
}

/** A confidentiality agreement that legal has approved and HR has sent; answers its id. */
export async function sent(story, { id }, name = "保密协议（嵌入签署）") {
  const { entity } = await company(story);
  const [hr, legal] = [await story.api.by(OFFICE.hr[0]), await story.api.by(OFFICE.legal[0])];
  const kind = "confidentiality";
  const template = await hr.post("/templates", { legal_entity_id: entity, kind, name });
  await hr.post(`/templates/${template.id}/versions/1/submission`, {});
  await legal.post(`/templates/${template.id}/versions/1/review`, { decision: "release" });
  const drafted = await hr.post(`/employees/${id}/agreements`, {
    template_id: template.id,
    facts: { kind, scope: "客户名单与报价" },
    employee_address: "上海市闵行区莘庄镇春申路 20 号",
  });
  await legal.post(`/agreements/${drafted.id}/review`, { decision: "approved" });
  await hr.post(`/agreements/${drafted.id}/sending`, {});
  return drafted.id;
}

/** The ERP: its page is the manual's, its server asks for a token as the manual says. */
class Erp {
  static async start(story, agreement) {
    const admin = await story.api.by("admin");
    const client = await admin.post("/clients", { name: "ERP 签署", scopes: ["agreements:embed"] });
    const [, example] = /```html\n([\s\S]*?)```/.exec(await readFile(MANUAL, "utf8"));
    const page = example.replace("https://hr.example.com", story.service.base);
    const server = createServer(async (request, response) => {
      if (request.method === "POST") {
        const form = { grant_type: "client_credentials", client_id: client.client_id, client_secret: client.client_secret };
        const { access_token: token } = await story.api.send("POST", "/oauth/token", { form });
        const made = await story.api.send("POST", `/agreements/${agreement}/embed-tokens`, { token });
        response.setHeader("content-type", "application/json").end(JSON.stringify({ url: made.url }));
      } else if (request.url === "/") response.setHeader("content-type", "text/html; charset=utf-8").end(page);
      else response.writeHead(204).end();
    });
    await new Promise((listening) => server.listen(0, listening));
    // A journey that failed must not hold up the end of all.
    server.unref();
    return new Erp(story, server, client.id);
  }

  constructor(story, server, id) {
    const { port } = server.address();
    Object.assign(this, { story, server, id, origin: `http://localhost:${port}`, unlisted: `http://127.0.0.1:${port}` });
  }

  async mayFrameFrom(...frame_origins) {
    const admin = await this.story.api.by("admin");
    await admin.put(`/clients/${this.id}/frame-origins`, { frame_origins });
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Somebody opens the ERP's page; what it is told is kept. */
async function visits(people, name, origin) {
  const visitor = await people.atDesk(name);
  await visitor.page.addInitScript(() => {
    window.heard = [];
    window.addEventListener("message", (event) => window.heard.push(event.data));
  });
  visitor.people.last = visitor;
  await visitor.page.goto(`${origin}/`);
  return visitor;
}

const heard = (visitor) => visitor.page.evaluate(() => window.heard);

/** The same person with their eyes on what is in the frame. */
async function looksInto(visitor) {
  const frame = await (await visitor.page.waitForSelector("iframe")).contentFrame();
  const page = Object.assign(Object.create(frame), {
    keyboard: visitor.page.keyboard,
    screenshot: (how) => visitor.page.screenshot(how),
  });
  return Object.assign(Object.create(Object.getPrototypeOf(visitor)), visitor, { page });
}

async function enters(inside, login) {
  await inside.fills("登录名", login);
  await inside.fills("密码", PASSWORD);
  await inside.clicks("登录并阅读");
}

/** No wider than its frame, on a phone and at a desk, and accessible. */
async function fits(visitor, inside) {
  for (const width of [390, 1280]) {
    await visitor.page.setViewportSize({ width, height: 860 });
    const near = (frame) => frame <= width && frame > width - 40;
    await until("the frame is laid out anew", 10_000, async () => near(await inside.page.evaluate(() => innerWidth)));
    const wide = await inside.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px wider than its frame at ${width}`);
  }
  await inside.page.evaluate(AXE);
  const { violations } = await inside.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(grave.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
}
