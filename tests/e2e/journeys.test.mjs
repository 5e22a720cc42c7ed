import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { Api } from "./api.mjs";
import { resignation } from "./journeys/37.mjs";
import { employersFault } from "./journeys/38.mjs";
import { seriousBreach } from "./journeys/39.mjs";
import { layoff } from "./journeys/41.mjs";
import { expiry } from "./journeys/44.mjs";
import { contracts } from "./journeys/contracts.mjs";
import { embedding } from "./journeys/embedding.mjs";
import { passkeys } from "./journeys/passkeys.mjs";
import { printedForm } from "./journeys/printed.mjs";
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
/** A folder for what is on the screen after each step, for those who want to look. */
const PICTURES = process.env.E2E_PICTURES;
const began = Date.now();
let story;

before(async () => {
  await rm(join(import.meta.dirname, "failures"), { recursive: true, force: true });
  const service = await Service.start("2026-03-10 08:30");
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const chapter = (name) => (title, act) => step(`${name}: ${title}`, act);
  story = { service, browser, api: new Api(service), people: new People(browser, service), step, chapter };
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
  if (PICTURES) await story.people.keepPicture(PICTURES, title);
  const seconds = (ms) => `${(ms / 1000).toFixed(1)}s`;
  console.log(`${seconds(Date.now() - began).padStart(7)}  ${title} (${seconds(Date.now() - from)})`);
}

// One clock for all: each begins after the one before it, and needs nothing of it.
const CHAPTERS = {
  "from the roster to the papers after the end, by clicking": walk,
  "37: an employee resigns": resignation,
  "38: an employee ends the contract for the employer's fault": employersFault,
  "39(2): a serious breach of the rules": seriousBreach,
  "44(1): a fixed term runs out": expiry,
  "contracts: a template, two rounds, both signatures, and what comes to nothing": contracts,
  "embedding: the page of another frontend frames the signing page": embedding,
  "passkeys: a phone is registered, confirms a signature and signs in": passkeys,
  "printed form: an employer's own PDF is placed with fields, released, and signed on": printedForm,
  "41: twenty-five people are laid off": layoff,
};
const told = new Set();

for (const [title, tell] of Object.entries(CHAPTERS)) {
  test(title, async () => {
    await tell(story);
    told.add(tell);
  });
}

test("every page is accessible, fits a phone, speaks English and is light", async () => {
  assert.equal(told.size, Object.keys(CHAPTERS).length, "a journey that failed left nothing to look at");
  await looks(story);
});
