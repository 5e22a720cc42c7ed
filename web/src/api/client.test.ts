import { beforeEach, describe, expect, it, vi } from "vitest";
import { api, authorisedFetch } from "./client";
import { currentToken, forgetToken, keepToken, whenSessionIsLost } from "./session";

type Answer = (request: Request) => Response | Promise<Response>;

/** The service, as a function from requests to answers; keeps what it was asked. */
function serviceAnswers(answer: Answer) {
  const asked: Request[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), "http://localhost"), init);
    asked.push(request.clone());
    return answer(request);
  });
  return asked;
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const isRefresh = (request: Request) => request.url.endsWith("/auth/refresh");
const bearer = (request: Request) => request.headers.get("Authorization");
const get = (path: string) => authorisedFetch(new Request(`http://localhost${path}`));

describe("the client", () => {
  beforeEach(() => {
    forgetToken();
    whenSessionIsLost(() => {});
  });

  it("renews the session once on 401 and repeats the request with the new token", async () => {
    keepToken("old");
    const asked = serviceAnswers((request) => {
      if (isRefresh(request)) return json(200, { access_token: "new" });
      return bearer(request) === "Bearer new"
        ? json(200, { ok: true })
        : json(401, { code: "unauthenticated" });
    });
    const response = await get("/api/v1/home");
    expect(response.status).toBe(200);
    expect(asked.map((request) => new URL(request.url).pathname)).toEqual([
      "/api/v1/home",
      "/api/v1/auth/refresh",
      "/api/v1/home",
    ]);
    expect(currentToken()).toBe("new");
  });

  it("repeats the body of a refused POST", async () => {
    keepToken("old");
    const bodies: string[] = [];
    serviceAnswers(async (request) => {
      if (isRefresh(request)) return json(200, { access_token: "new" });
      bodies.push(await request.text());
      return bearer(request) === "Bearer new" ? json(200, {}) : json(401, {});
    });
    await api.POST("/api/v1/auth/password", { body: { current_password: "a", new_password: "b" } });
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toBe(bodies[0]);
  });

  it("renews once for many requests at the same time", async () => {
    keepToken("old");
    const asked = serviceAnswers((request) => {
      if (isRefresh(request)) return json(200, { access_token: "new" });
      return bearer(request) === "Bearer new" ? json(200, {}) : json(401, {});
    });
    await Promise.all([get("/api/v1/home"), get("/api/v1/alerts"), get("/api/v1/reviews")]);
    expect(asked.filter(isRefresh)).toHaveLength(1);
  });

  it("does not ask for another token in a frame, where the session ends with its first", async () => {
    keepToken("framed", { renews: false });
    const lost = vi.fn();
    whenSessionIsLost(lost);
    const asked = serviceAnswers(() => json(401, { code: "unauthenticated" }));
    await get("/api/v1/agreements/1");
    expect(asked.map((request) => new URL(request.url).pathname)).toEqual(["/api/v1/agreements/1"]);
    expect(lost).toHaveBeenCalledOnce();
    expect(currentToken()).toBeNull();
  });

  it("gives the session up when it cannot be renewed", async () => {
    keepToken("old");
    const lost = vi.fn();
    whenSessionIsLost(lost);
    serviceAnswers(() => json(401, { code: "unauthenticated" }));
    const response = await get("/api/v1/home");
    expect(response.status).toBe(401);
    expect(lost).toHaveBeenCalledOnce();
    expect(currentToken()).toBeNull();
  });

  it("does not renew when a password is wrong", async () => {
    const asked = serviceAnswers(() => json(401, { code: "invalid_credentials" }));
    const { error } = await api.POST("/api/v1/auth/login", { body: { login: "a", password: "b" } });
    expect(error).toMatchObject({ code: "invalid_credentials" });
    expect(asked.some(isRefresh)).toBe(false);
  });

  it("repeats a JSON POST over a broken connection under the same idempotency key", async () => {
    keepToken("token");
    let broken = true;
    const keys: (string | null)[] = [];
    serviceAnswers((request) => {
      keys.push(request.headers.get("Idempotency-Key"));
      if (broken) {
        broken = false;
        throw new TypeError("network");
      }
      return json(200, {});
    });
    await api.POST("/api/v1/auth/password", { body: { current_password: "a", new_password: "b" } });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });
});
