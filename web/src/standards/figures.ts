import type {
  LocalFigureCorrection,
  LocalFigureFacts,
  LocalStandard,
  LocalStandardGap,
  LocalStandards,
} from "../api/types";

export const KINDS = [
  "monthly_average",
  "cap_3x",
  "annual_average",
  "minimum_wage",
  "minimum_wage_hourly",
] as const;

/** One of the three figures that describe a year; a minimum wage has neither series nor year. */
export function describesAYear(kind: LocalStandard["kind"] | undefined): boolean {
  return kind === "monthly_average" || kind === "cap_3x" || kind === "annual_average";
}

const HISTORY: LocalStandard["standing"][] = ["past", "replaced", "corrected", "other_use"];

/** What is over, replaced or not for severance stands back until it is asked for. */
export function isHistory(figure: LocalStandard): boolean {
  return HISTORY.includes(figure.standing);
}

export interface CityFigures {
  city: string;
  gaps: LocalStandardGap[];
  figures: LocalStandard[];
}

/** Cities with something lacking first, as the service gives them otherwise. */
export function byCity({ items, gaps }: Pick<LocalStandards, "items" | "gaps">): CityFigures[] {
  const cities = [...new Set([...gaps, ...items].map((one) => one.city))];
  return cities.map((city) => ({
    city,
    gaps: gaps.filter((gap) => gap.city === city),
    figures: items.filter((item) => item.city === city),
  }));
}

/** A key for a row: records have an id, shipped figures what they describe. */
export function keyOf(figure: LocalStandard): string {
  const { id, city, kind, series, statistics_year, effective, value } = figure;
  return id ?? [city, kind, series, statistics_year, effective, value].join("|");
}

/** The form as people fill it in; what a minimum wage does not have is out of sight and may be undefined. */
export type FigureForm = Partial<LocalFigureFacts> & { reason?: string };

/** The statistical series as published; a place that is kept for a figure to come has only a note in brackets. */
export function seriesOf(figure: LocalStandard): string {
  return figure.series.startsWith("(") ? "" : figure.series;
}

/** What the form begins with, from a gap or a figure: the official one is about the same. */
export function begunFrom(from: LocalStandardGap | LocalStandard | null): FigureForm {
  const begun: FigureForm = { status: "official", kind: from?.kind ?? "minimum_wage" };
  if (!from) return begun;
  begun.city = from.city;
  if (!("standing" in from)) return begun;
  begun.series = seriesOf(from) || undefined;
  begun.statistics_year = from.statistics_year ?? undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(from.effective ?? "")) begun.effective_on = from.effective ?? undefined;
  if (!from.id) return begun;
  return {
    ...begun,
    value: from.value ?? undefined,
    status: from.status === "secondary" ? "secondary" : "official",
    source: from.source,
    source_url: from.source_url,
  };
}

/** The body to record a figure. */
export function toFacts(form: FigureForm): LocalFigureFacts {
  const year = describesAYear(form.kind);
  return {
    city: form.city ?? "",
    kind: form.kind ?? "minimum_wage",
    series: year ? (form.series ?? "") : "",
    statistics_year: year ? (form.statistics_year ?? null) : null,
    value: form.value ?? "",
    effective_on: form.effective_on ?? "",
    status: form.status ?? "official",
    source: form.source ?? "",
    source_url: form.source_url?.trim() || null,
  };
}

/** The body to correct one; city and kind stay. */
export function toCorrection(form: FigureForm): LocalFigureCorrection {
  const { city: _, kind: __, ...facts } = toFacts(form);
  return { ...facts, reason: form.reason ?? "" };
}
