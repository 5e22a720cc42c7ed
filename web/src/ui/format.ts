/** Text for money, numbers, dates and instants. Amounts stay decimal strings: nothing here is a float. */

const SHANGHAI = "Asia/Shanghai";

/** `"12000.5"` as `12,000.50`; null for what is no amount. */
export function moneyText(amount: string | null | undefined): string | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount ?? "");
  if (!match) return null;
  const [, sign = "", whole = "", cents = ""] = match;
  return `${sign}${grouped(whole)}.${cents.padEnd(2, "0")}`;
}

/** `"120000.00"` as `120,000`; a fraction is kept without useless zeros. */
export function numberText(value: string | null | undefined): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value ?? "");
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  return `${sign}${grouped(whole)}${kept ? `.${kept}` : ""}`;
}

/** `"104.592033"` as `104.59`: to two places, half up, for people; the exact figure stands in the steps. */
export function scoreText(value: string | null | undefined): string | null {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(value ?? "");
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const thousandths = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3));
  return fromHundredths((thousandths + 5n) / 10n);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A decimal string in hundredths, for comparing and adding without floats; null when it is none. */
export function hundredths(value: string | null | undefined): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec((value ?? "").trim());
  if (!match) return null;
  const [, sign, whole = "0", cents = ""] = match;
  const amount = BigInt(whole) * 100n + BigInt(cents.padEnd(2, "0"));
  return sign ? -amount : amount;
}

export function fromHundredths(amount: bigint): string {
  const positive = amount < 0n ? -amount : amount;
  return `${amount < 0n ? "-" : ""}${positive / 100n}.${String(positive % 100n).padStart(2, "0")}`;
}

/** A civil date for people: `2026年6月8日`, `8 Jun 2026`. */
export function dateText(date: string | null | undefined, language: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (language !== "en") return `${year}年${month}月${day}日`;
  const name = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" }).format(
    new Date(Date.UTC(year, month - 1, day)),
  );
  return `${day} ${name} ${year}`;
}

/** An instant on the clock of Shanghai: `2026年6月8日 14:03`. */
export function instantText(instant: string | null | undefined, language: string): string | null {
  const at = shanghai(instant);
  return at && `${dateText(at.date, language)} ${at.time}`;
}

/** The civil date and the time of day of an instant in Shanghai. */
export function shanghai(instant: string | null | undefined): { date: string; time: string } | null {
  const moment = new Date(instant ?? "");
  if (Number.isNaN(moment.getTime())) return null;
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: SHANGHAI,
    dateStyle: "short",
    timeStyle: "short",
  }).format(moment);
  const [date = "", time = ""] = parts.split(" ");
  return { date, time };
}

/** A civil date some days on, or back. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one civil date to another; negative when it has passed. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** One amount is less than another; false where either is none. */
export function isBelow(amount: string | null | undefined, other: string | null | undefined): boolean {
  const [one, two] = [hundredths(amount), hundredths(other)];
  return one !== null && two !== null && one < two;
}

/** A civil date some months on; from a day that the month there lacks, its last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
