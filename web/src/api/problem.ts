/** An RFC 9457 problem document, as far as the client reads it. */
export interface Problem {
  title: string;
  detail: string;
  status: number;
  code: string;
  instance?: string;
  state?: string;
  /** The state as people say it. */
  state_title?: string;
  errors: FieldProblem[];
}

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

type Name = (string | number)[];

/** Read whatever was thrown as a problem: a document of the service, a broken connection, or a defect. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === "object" && thrown !== null && ("code" in thrown || "status" in thrown)) {
    const document = thrown as Partial<Problem>;
    return {
      title: document.title ?? "",
      detail: document.detail ?? "",
      status: document.status ?? 0,
      code: document.code ?? "unknown",
      instance: document.instance,
      state: document.state,
      state_title: document.state_title,
      errors: Array.isArray(document.errors) ? document.errors : [],
    };
  }
  if (thrown instanceof TypeError) {
    return { title: "", detail: "", status: 0, code: "no_connection", errors: [] };
  }
  const detail = thrown instanceof Error ? thrown.message : "";
  return { title: "", detail, status: 0, code: "unknown", errors: [] };
}

/** `/goals/0/weight` as the form's name path `["goals", 0, "weight"]`. */
export function pointerToName(pointer: string): Name {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Split a problem over a form: messages for fields the form has, and the rest for the note above it.
 * A pointer below a field (`/goals/0/tiers/1`) lands on the nearest field that exists.
 */
export function overForm(problem: Problem, hasField: (name: Name) => boolean) {
  const fields: { name: Name; errors: string[] }[] = [];
  const rest: FieldProblem[] = [];
  for (const error of problem.errors) {
    let name = pointerToName(error.pointer);
    while (name.length > 0 && !hasField(name)) name = name.slice(0, -1);
    if (name.length === 0) {
      rest.push(error);
      continue;
    }
    const key = JSON.stringify(name);
    const known = fields.find((field) => JSON.stringify(field.name) === key);
    if (known) known.errors.push(error.detail);
    else fields.push({ name, errors: [error.detail] });
  }
  return { fields, rest };
}
