import { paths } from "../paths";

const LISTS = { cases: paths.riskCases, contracts: paths.riskContracts, people: paths.protectedPeople };

/** The address of a list with what it is asked for. */
export function listOf(list: keyof typeof LISTS, asked: Record<string, string | undefined>): string {
  const kept = Object.entries(asked).filter((pair): pair is [string, string] => !!pair[1]);
  const query = new URLSearchParams(kept).toString();
  return LISTS[list]() + (query ? `?${query}` : "");
}
