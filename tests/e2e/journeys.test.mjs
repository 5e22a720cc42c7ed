import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { Api } from "./api.mjs";
import { looks } from "./looks.mjs";
import { People } from "./person.mjs";
import { Service } from "./service.mjs";
import { walk } from "./walk.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const began = Date.now();
let story;
let walked = false;

before(async () => {
  await rm(join(import.meta.dirname, "failures"), { recursive: true, force: true });
  const service = await Service.start("2026-03-10 08:30");
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  story = { service, browser, api: new Api(service), people: new People(browser, service), step };
});

after(async () => {
  await story?.browser.close();
  await story?.service.stop();
});

/** Does a step and says so; when it fails, keeps what was on the screen. */
async function step(title, act) {
  const from = Date.now();
  try {
    await act();
  } catch (error) {
    const kept = await story.people.keepFailure(title);
    throw new Error(`step “${title}” failed; see ${kept}\n${error.message}`, { cause: error });
  }
  const seconds = (ms) => `${(ms / 1000).toFixed(1)}s`;
  console.log(`${seconds(Date.now() - began).padStart(7)}  ${title} (${seconds(Date.now() - from)})`);
}

test("from the roster to the papers after the end, by clicking", async () => {
  await walk(story);
  walked = true;
});

test("every page is accessible, fits a phone, speaks English and is light", async () => {
  assert.ok(walked, "the walk left nothing to look at");
  await looks(story);
});
