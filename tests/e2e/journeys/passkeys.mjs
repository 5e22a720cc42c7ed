// A passkey on the phone: added with the password, in place of the code at a signature, and to sign in with.
import assert from "node:assert/strict";
import { until } from "../until.mjs";
import { consents, draws } from "../walk/parting.mjs";
import { opensWaiting } from "../walk/performance.mjs";
import { hires, onThePhone } from "./company.mjs";
import { sent } from "./embedding.mjs";

const NAME = "方晓岚";

/** A device of the person's own, which finds their finger right each time. */
async function withDevice(person) {
  const device = await person.page.context().newCDPSession(person.page);
  await device.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true };
  const behaviour = { isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, ...behaviour },
  });
  return async () => (await device.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
}

export async function passkeys(story) {
  const { service } = story;
  const step = story.chapter("passkeys");
  let [person, member, held] = [];
  await step("somebody works here, with a phone that has passkeys", async () => {
    await service.itIs("2027-03-02 17:00");
    person = await hires(story, NAME);
    member = await onThePhone(story, person);
    // A passkey belongs to a host name; a number has none.
    member.base = service.base.replace("127.0.0.1", "localhost");
    held = await withDevice(member);
  });
  await step("the person adds a passkey, and is told", async () => {
    await member.opens("/me");
    await member.sees("还没有通行密钥。");
    await member.clicks("添加通行密钥");
    const form = member.dialog("添加通行密钥");
    await member.fills("名称", "我的手机", form);
    await member.fills("当前密码", member.password, form);
    await member.clicks("添加通行密钥", form);
    await member.seesItClose("添加通行密钥");
    await member.sees(member.page.getByRole("list", { name: "通行密钥" }).getByRole("listitem").filter({ hasText: "我的手机" }));
    assert.equal((await held()).length, 1);
    assert.ok((await service.messages()).some((text) => text.includes("您的账号添加了通行密钥“我的手机”")));
  });
  await step("the person signs in with the passkey alone", async () => {
    await member.page.context().clearCookies();
    await member.page.goto(new URL("/sign-in", member.base).href);
    await member.clicks("用通行密钥登录");
    await member.page.waitForURL((url) => url.pathname !== "/sign-in");
    await member.sees(member.page.getByRole("main").getByRole("heading", { level: 1 }));
  });
  await step("an agreement is sent to them", async () => {
    await service.itIs("2027-03-02 17:10");
    await sent(story, person, "保密协议（通行密钥）");
  });
  await step("the person signs it on the phone, with the passkey and no code", async () => {
    await service.itIs("2027-03-02 17:20");
    await opensWaiting(member, "待签署的协议");
    await member.clicks("去签署");
    await consents(member);
    await member.clicks("用通行密钥确认");
    await member.sees("已用通行密钥确认，请在五分钟内完成签署。");
    await member.clicks("下一步");
    await draws(member);
    await member.clicks("签署");
    await member.sees("签署完成");
    assert.ok(!(await service.messages()).some((text) => text.includes("用于签署") && text.includes(NAME)));
  });
  await step("the record says that it was a passkey", async () => {
    const me = await story.api.by(person.login);
    const { facts } = await until("the entry has its place", 20_000, async () => {
      const { items } = await me.get(`/employees/${person.id}/timeline?limit=200`);
      return items.find((entry) => entry.kind === "agreement.signed");
    });
    assert.equal(facts.proved_by, "passkey");
  });
}
