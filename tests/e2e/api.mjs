// What machines do: the ERP and payroll write their figures over HTTP, and the story looks things up.
import { PASSWORD } from "./service.mjs";

export class Api {
  constructor(service) {
    this.service = service;
    this.erp = null;
  }

  async send(method, path, { token, body, form } = {}) {
    const headers = { accept: "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    if (form) headers["content-type"] = "application/x-www-form-urlencoded";
    else if (body !== undefined) headers["content-type"] = "application/json";
    const sent = form ? new URLSearchParams(form).toString() : body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(`${this.service.base}/api/v1${path}`, { method, headers, body: sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Speaking as a person; signs in each time, since the clock moves further than a token lasts. */
  async by(login) {
    const { access_token: token } = await this.send("POST", "/auth/login", { body: { login, password: PASSWORD } });
    return this.voice(token);
  }

  /** Speaking as the ERP, with the credentials that the administrator was shown once. */
  async byMachine() {
    const form = { grant_type: "client_credentials", client_id: this.erp.id, client_secret: this.erp.secret };
    const { access_token: token } = await this.send("POST", "/oauth/token", { form });
    return this.voice(token);
  }

  voice(token) {
    const say = (method) => (path, body) => this.send(method, path, { token, body });
    const [get, post, put] = [say("GET"), say("POST"), say("PUT")];
    const all = async (path) => {
      const items = [];
      for (let cursor = ""; ; ) {
        const page = await get(`${path}${path.includes("?") ? "&" : "?"}limit=200${cursor}`);
        items.push(...page.items);
        if (!page.next_cursor) return items;
        cursor = `&cursor=${page.next_cursor}`;
      }
    };
    return { get, post, put, all };
  }
}
