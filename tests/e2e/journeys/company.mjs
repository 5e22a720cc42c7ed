// An employer of its own for these journeys, with records in order, so that each begins where its story begins.
import { PASSWORD } from "../service.mjs";

export const EMPLOYER = {
  name: "锦和注塑（上海）有限公司",
  uscc: "91310112MA1GD5R27E",
  city: "上海",
  address: "上海市闵行区金都路 3688 号",
  legal_representative: "沈立群",
  has_union: true,
};
export const OFFICE = {
  hr: ["hr.lin", "林岚（人力资源）"],
  legal: ["legal.zhou", "周恒（法务）"],
  union: ["union.gao", "高桂英（工会主席）"],
  payroll: ["payroll.tang", "唐静（薪酬）"],
};
const UNPROTECTED = {
  pregnant: "no",
  nursing: "no",
  in_medical_period: "no",
  injured: "no",
  occupational_hazard: "no",
  exit_health_check: "no",
};

/** The employer with its units and its office; whichever journey comes first sets it up. */
export async function company(story) {
  story.company ??= await found(story.api);
  return story.company;
}

async function found(api) {
  const admin = await api.by("admin");
  const { id: entity } = await admin.post("/legal-entities", EMPLOYER);
  const scope = { kind: "legal_entity", id: entity };
  for (const [role, [login, display_name]] of Object.entries(OFFICE)) {
    const { id } = await admin.post("/accounts", { login, display_name, password: PASSWORD });
    await admin.post("/grants", { account_id: id, role, scope });
  }
  const hr = await api.by(OFFICE.hr[0]);
  const unit = async (name) => (await hr.post("/org-units", { legal_entity_id: entity, name })).id;
  const units = { works: await unit("注塑车间"), sales: await unit("华东销售部") };
  const { id: position } = await hr.post("/positions", { legal_entity_id: entity, name: "操作工" });
  return { entity, units, position, hired: 0 };
}

/** Somebody on the staff; `contract` replaces terms of the usual contract. */
export async function hires(story, name, { unit = "sales", since = "2021-03-01", contract = {} } = {}) {
  const home = await company(story);
  const hr = await story.api.by(OFFICE.hr[0]);
  home.hired += 1;
  const number = `JH${String(home.hired).padStart(4, "0")}`;
  const terms = { kind: "fixed_term", from: since, until: "2029-02-28", monthly_wage: "11000.00", signed_on: since };
  const { id } = await hr.post("/employees", {
    legal_entity_id: home.entity,
    number,
    name,
    national_id: identity(home.hired),
    phone: `1391600${String(home.hired).padStart(4, "0")}`,
    work_city: "上海",
    hired_on: since,
    org_unit_id: home.units[unit],
    position_id: home.position,
    contract: { ...terms, ...contract },
  });
  return { id, number, name, login: number.toLowerCase() };
}

/** Circumstances, the wages of the twelve months before this one, and this year's leave are on record. */
export async function keepsRecords(story, people, month) {
  const { entity } = await company(story);
  const [hr, payroll] = [await story.api.by(OFFICE.hr[0]), await story.api.by(OFFICE.payroll[0])];
  const items = people.flatMap(({ number }) =>
    monthsBefore(month, 12).map((each) => ({
      employee_number: number,
      month: each,
      gross: "11800.00",
      overtime: "800.00",
      bonus: "0.00",
    })),
  );
  await payroll.put("/wages", { legal_entity_id: entity, items });
  for (const { id } of people) {
    await hr.put(`/employees/${id}/circumstances`, UNPROTECTED);
    await payroll.put(`/employees/${id}/annual-leave/${month.slice(0, 4)}`, { entitlement_days: 10, used_days: 4 });
  }
}

/** The employee has a phone on which the account is open. */
export async function onThePhone({ api, service, people }, { id, login }) {
  const hr = await api.by(OFFICE.hr[0]);
  await hr.post("/accounts/activations", { employee_ids: [id] });
  const code = await service.codeIn(`账号 ${login} `);
  await api.send("POST", "/auth/activation", { body: { login, code, password: PASSWORD } });
  return people.onPhone(login);
}

/** Payroll writes another figure for a month that a settled sheet was computed from. */
export async function correctsWages({ api }, { id }, month) {
  const payroll = await api.by(OFFICE.payroll[0]);
  const months = [{ month, gross: "29800.00", overtime: "0.00", bonus: "0.00" }];
  await payroll.put(`/employees/${id}/wages`, { months });
}

function monthsBefore(month, count) {
  const [year, nth] = month.split("-").map(Number);
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, nth - 2 - back, 1)).toISOString().slice(0, 7));
}

/** A valid identity number of a man, another for each `n` (GB 11643). */
function identity(n) {
  const two = (value) => String(value).padStart(2, "0");
  const body = `3101121988${two(1 + (Math.floor(n / 28) % 12))}${two(1 + (n % 28))}${two(n % 100)}3`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, at) => all + weight * Number(body[at]), 0);
  return body + "10X98765432"[sum % 11];
}
