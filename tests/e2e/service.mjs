// The service under the journeys: a process of its own on a fresh folder, with a clock that the story moves.
import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { until } from "./until.mjs";

export const PASSWORD = "journey-2026-youju";
const REPOSITORY = resolve(import.meta.dirname, "../..");
export const WEB = resolve(process.env.YOUJU_WEB_DIR ?? join(REPOSITORY, "web/dist"));
export const DATA = join(REPOSITORY, "tests/data");

/** The binary under test. */
export function binary() {
  const path = process.env.YOUJU_BIN;
  if (!path) throw new Error("YOUJU_BIN names no youju binary");
  return resolve(path);
}

/** `2026-03-10 09:00` in Shanghai, which keeps no summer time. */
export function shanghai(local) {
  return `${local.replace(" ", "T")}:00+08:00`;
}

export class Service {
  /** Starts `youju serve` at that time and waits until it is ready. */
  static async start(local) {
    const folder = await mkdtemp(join(tmpdir(), "youju-e2e-"));
    // The embedded PostgreSQL may run as another user, who must be able to walk in.
    await chmod(folder, 0o755);
    const service = new Service(folder, await freePort());
    await service.itIs(local);
    service.begin();
    await service.ready();
    return service;
  }

  constructor(folder, port) {
    this.folder = folder;
    this.base = `http://127.0.0.1:${port}`;
    this.listen = `127.0.0.1:${port}`;
    this.said = "";
  }

  begin() {
    const { DATABASE_URL: _, YOUJU_DATABASE_URL: __, ...env } = process.env;
    const settings = ["--data-dir", join(this.folder, "data"), "--listen", this.listen];
    settings.push("--web-dir", WEB, "--clock-file", join(this.folder, "clock"));
    this.process = spawn(binary(), ["serve", ...settings], {
      cwd: this.folder,
      env: { ...env, YOUJU_ADMIN_PASSWORD: PASSWORD },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (text) => {
      this.said = (this.said + text).slice(-20_000);
    };
    this.process.stdout.on("data", keep);
    this.process.stderr.on("data", keep);
    this.ended = new Promise((done) => this.process.once("exit", done));
  }

  async ready() {
    await until("the service is ready", 90_000, async () => {
      if (this.process.exitCode !== null) throw new Error(`the service ended: ${this.said}`);
      const answer = await fetch(`${this.base}/readyz`).catch(() => null);
      return answer?.ok;
    });
  }

  /** Time goes on to `2026-03-10 09:00` in Shanghai. */
  async itIs(local) {
    const file = join(this.folder, "clock");
    await writeFile(`${file}.new`, shanghai(local));
    await rename(`${file}.new`, file);
  }

  /** Text of the messages that people got by SMS or e-mail, oldest first. */
  async messages() {
    const outbox = join(this.folder, "data/outbox");
    const files = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
    return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(outbox, name), "utf8")).text));
  }

  /** The six digits in the newest message that holds this mark and came after the first `seen` ones. */
  async codeIn(mark, seen = 0) {
    const message = await until(`a message says “${mark}”`, 20_000, async () =>
      (await this.messages()).slice(seen).findLast((text) => text.includes(mark)),
    );
    const code = /(?<!\d)\d{6}(?!\d)/.exec(message);
    if (!code) throw new Error(`no code in: ${message}`);
    return code[0];
  }

  async stop() {
    this.process.kill("SIGTERM");
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
