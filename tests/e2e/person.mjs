// A person at a desk or with a phone, who sees the pages and acts in the words that stand on them.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./until.mjs";
import { PASSWORD } from "./service.mjs";

const DESK = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
// What opens below a field slides first; it can be hit once it stands.
const CALENDAR = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden):not(.ant-slide-up)";
const OPTIONS = ".ant-select-dropdown:not(.ant-select-dropdown-hidden):not(.ant-slide-up) .ant-select-item-option";

/** Opens the browser for everybody, and keeps what they see when something fails. */
export class People {
  constructor(browser, service) {
    this.browser = browser;
    this.service = service;
    this.known = new Map();
    this.last = null;
  }

  /** The person with this login; their browser stays open from one visit to the next. */
  async person(login, device) {
    const known = this.known.get(login);
    if (known) return known;
    const context = await this.browser.newContext({
      ...(device === "phone" ? PHONE : DESK),
      baseURL: this.service.base,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      acceptDownloads: true,
    });
    context.setDefaultTimeout(20_000);
    const person = new Person(this, login, await context.newPage(), device === "phone");
    this.known.set(login, person);
    return person;
  }

  atDesk(login) {
    return this.person(login, "desk");
  }

  onPhone(login) {
    return this.person(login, "phone");
  }

  /** Screenshot and page of whoever acted last. */
  async keepFailure(name) {
    const folder = join(import.meta.dirname, "failures");
    await mkdir(folder, { recursive: true });
    if (!this.last) return folder;
    const file = await this.keepPicture(folder, name);
    await writeFile(`${file}.html`, await this.last.page.content().catch(() => ""));
    return `${file}.png (${this.last.login} at ${this.last.page.url()})`;
  }

  /** What whoever acted last has on the screen; answers the file without its ending. */
  async keepPicture(folder, name) {
    const file = join(folder, name.replace(/[^\p{L}\p{N}]+/gu, "-"));
    await this.last?.page.screenshot({ path: `${file}.png`, fullPage: true }).catch(() => {});
    return file;
  }
}

export class Person {
  constructor(people, login, page, phone) {
    Object.assign(this, { people, login, page, phone, password: PASSWORD, complaints: [], base: people.service.base });
    page.on("pageerror", (error) => this.complaints.push(`${login}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${login} at ${page.url()}: ${message.text()}`);
    });
  }

  /** Comes to the home page, signing in when the session has ended. */
  async comes() {
    await this.opens("/");
    return this;
  }

  /** Opens an address, as a link in a message would. */
  async opens(path) {
    this.people.last = this;
    await this.page.goto(new URL(path, this.base).href);
    const inside = this.page.getByRole("main");
    await inside.getByRole("heading", { level: 1 }).waitFor();
    if (new URL(this.page.url()).pathname === "/sign-in") await this.signsIn();
    return this;
  }

  async signsIn() {
    await this.fills("登录名", this.login);
    await this.fills("密码", this.password);
    await this.clicks("登录");
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
    await this.sees(this.page.getByRole("main").getByRole("heading", { level: 1 }));
  }

  press(target) {
    this.people.last = this;
    return this.phone ? target.tap() : target.click();
  }

  /** The button with exactly this name, within something or on the page; one that was just waited for may still name
   * the mark that fades out. */
  button(name, within = this.page) {
    const exactly = typeof name === "string" ? new RegExp(`^(loading\\s*)?${literal(name)}$`) : name;
    return within.getByRole("button", { name: exactly });
  }

  async clicks(name, within) {
    await this.press(this.button(name, within).last());
  }

  async follows(name, within = this.page) {
    await this.press(within.getByRole("link", { name }).first());
  }

  /** Goes to a place by the navigation: beside the page at a desk, behind “更多” on a phone. */
  async goesTo(place) {
    this.people.last = this;
    if (this.phone) {
      await this.press(this.page.getByRole("button", { name: "更多" }));
      const menu = this.page.getByRole("dialog", { name: "更多" });
      await this.press(menu.getByRole("link", { name: place, exact: true }));
      await menu.waitFor({ state: "hidden" });
    } else {
      await this.press(this.page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: place, exact: true }));
    }
  }

  async tab(name) {
    const tab = this.page.getByRole("tab", { name, exact: true });
    // A finger swipes the row of tabs along; scrolled by a machine it swallows the tap.
    await (this.phone ? tab.dispatchEvent("click") : this.press(tab));
  }

  /** The page's field by its label, without the word that marks it optional. */
  field(label, within = this.page) {
    return within.getByLabel(new RegExp(`^${escaped(label)}(\\s*（选填）)?$`));
  }

  async fills(label, text, within) {
    this.people.last = this;
    await this.field(label, within).first().fill(text);
  }

  /** A date typed into its field and taken from the calendar that opens. */
  async dates(label, day, within) {
    const field = this.field(label, within).first();
    await this.press(field);
    await field.fill(day);
    await this.press(this.page.locator(`${CALENDAR} td[title="${day}"]`));
    await this.page.locator(CALENDAR).waitFor({ state: "hidden" });
  }

  /** One of the choices behind a field, found by typing where `search` is given. */
  async chooses(label, choice, { within, search } = {}) {
    this.people.last = this;
    const field = this.field(label, within).first();
    await this.press(field);
    if (search) await field.fill(search);
    await this.press(this.page.locator(OPTIONS).filter({ hasText: choice }).first());
    await this.page.locator(OPTIONS).first().waitFor({ state: "hidden" });
  }

  /** One of the choices that stand open. */
  async marks(choice, within = this.page) {
    this.people.last = this;
    await this.press(within.getByRole("radio", { name: choice }).first());
  }

  /** Confirms or objects, with words. */
  async answers(choice, words) {
    await this.marks(choice === "有异议" ? /^有异议/ : /^确认/);
    if (words) await this.fills(choice === "有异议" ? "异议理由" : "想补充的话", words);
    await this.clicks("提交答复");
    // The form stays, with the reason, when the answer is refused.
    await this.page.getByRole("radio", { name: /^有异议/ }).first().waitFor({ state: "hidden" });
  }

  /** A text, or whatever a locator finds, comes into sight. */
  async sees(what, within = this.page) {
    this.people.last = this;
    const target = typeof what === "string" || what instanceof RegExp ? within.getByText(what) : what;
    await target.first().waitFor();
  }

  async seesStage(stage) {
    await this.sees(this.page.getByRole("main").locator("header").getByText(stage, { exact: true }));
  }

  dialog(name) {
    return this.page.getByRole("dialog", { name });
  }

  async seesItClose(name) {
    await this.dialog(name).waitFor({ state: "hidden" });
  }

  /** The text of the PDF on the page, once it is drawn; empty pages are no PDF. */
  async readsPdf() {
    this.people.last = this;
    const caption = this.page.locator(".pdf figcaption").first();
    return until("the PDF is drawn", 30_000, async () => (await caption.textContent().catch(() => ""))?.replace(/\s+/g, ""));
  }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A text as a pattern that matches just it. */
function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
