import { useMemo, useState } from "react";
import type { FieldProblem } from "../../api/problem";
import type { BatchCandidate } from "../../api/types";
import { type Facts, factsOf, type Kind, type Line, lacking, MOST, type Rules, rulesOf } from "./lines";
import type { PastedLine } from "./pasted";

/** A line with all that will be agreed, and what it lacks. */
export interface Whole {
  line: Line;
  facts: Facts;
  lacks: string[];
}

const NOTHING: Facts = {};

/** The people of a batch that is being put together. */
export function useLines(kind: Kind | undefined, common: Facts | undefined, rules: Rules | undefined) {
  const [lines, setLines] = useState<Line[]>([]);
  const [faulty, setFaulty] = useState<Set<string> | null>(null);
  const whole = useMemo<Whole[]>(() => {
    if (!kind) return [];
    return lines.map((line) => {
      const facts = factsOf(kind, common ?? NOTHING, { ...rulesOf(kind), ...rules }, line);
      return { line, facts, lacks: lacking(kind, facts, line) };
    });
  }, [kind, common, rules, lines]);
  const change = (to: (line: Line) => Line) => setLines((all) => all.map(to));
  const idOf = (line: Line) => line.candidate.employee.id;
  return {
    whole,
    /** Those that had something wrong when only they were asked for: a line stays while it is being completed. */
    faulty,
    onlyFaulty: (on: boolean) =>
      setFaulty(on ? new Set(whole.filter(isFaulty).map(({ line }) => idOf(line))) : null),
    change,
    clear: () => {
      setFaulty(null);
      setLines([]);
    },
    add: (people: BatchCandidate[]) => {
      setFaulty(null);
      setLines((all) => together(all, people));
    },
    remove: (id: string) => setLines((all) => all.filter((line) => idOf(line) !== id)),
    edit: (id: string, said: Partial<Line>) =>
      change((line) => (idOf(line) === id ? { ...line, ...said, refused: [] } : line)),
    /** Fills lines from a table; people who are not among them yet are added. */
    fill: (filled: PastedLine[]) => {
      setFaulty(null);
      setLines((all) => {
        const said = new Map(filled.map((one) => [one.candidate.employee.id, one]));
        return together(
          all,
          filled.map((one) => one.candidate),
        ).map((line) => {
          const one = said.get(idOf(line));
          if (!one) return line;
          return {
            ...line,
            own: { ...line.own, ...one.own },
            address: one.address ?? line.address,
            refused: [],
          };
        });
      });
    },
    /** What the service said about each. */
    refuse: (said: [id: string, errors: FieldProblem[]][]) => {
      const of = new Map(said);
      change((line) => ({ ...line, refused: of.get(idOf(line)) ?? [] }));
      const refused = said.filter(([, errors]) => errors.length > 0).map(([id]) => id);
      if (refused.length > 0) setFaulty(new Set(refused));
    },
  };
}

/** Something is missing, or the service refused something. */
export function isFaulty({ line, lacks }: Whole): boolean {
  return lacks.length > 0 || line.refused.length > 0;
}

export type Lines = ReturnType<typeof useLines>;

function together(lines: Line[], people: BatchCandidate[]): Line[] {
  const known = new Set(lines.map((line) => line.candidate.employee.id));
  const added = people.filter((one) => !known.has(one.employee.id));
  return [...lines, ...added.map((candidate) => ({ candidate, own: {}, refused: [] }))].slice(0, MOST);
}
