import sentences from "./sentences.json";

/** A sentence in both languages. */
export interface Statement {
  zh: string;
  en: string;
}

/** One signature or document timestamp. */
export interface SignatureReport {
  /** The field's name; in our documents the side that signs. */
  field: string;
  kind: "signature" | "document_timestamp";
  /** Name in the signer's certificate. */
  signer: string;
  /** Who issued that certificate. */
  issuer: string;
  /** The time that the signature claims. */
  signed_at: string | null;
  /** The time that a trusted authority vouches for. */
  timestamped_at: string | null;
  /** The authority that vouches for the time. */
  timestamped_by: string;
  /** What it covers is what was signed. */
  intact: boolean;
  /** Its certificate and its timestamp lead to a trusted root. */
  trusted: boolean;
  /** Nothing was appended after it, not even another signature. */
  covers_whole_file: boolean;
  /** How many bytes of the file it covers, from the first on. */
  covered_bytes: number;
  /** What was appended after it. */
  changes: Statement[];
}

/** What was found in a file; the service's own verifier reports in the same words. */
export interface Report {
  /** `valid`: there are signatures, each is whole, trusted and timestamped, and nothing else was changed. */
  verdict: "valid" | "invalid";
  /** In the order they were made. */
  signatures: SignatureReport[];
  /** Fields that nobody has signed. */
  unsigned: string[];
  /** Why the verdict is not `valid`. */
  problems: Statement[];
}

export type Sentence = keyof typeof sentences;
export type Blanks = Record<string, string | number | Statement>;

/** A sentence with its blanks filled in; a blank may itself differ by language. */
export function say(sentence: Sentence, blanks: Blanks = {}): Statement {
  const fill = (text: string, language: keyof Statement) =>
    text.replace(/{{(\w+)}}/g, (_, blank: string) => {
      const value = blank === "field" ? roleOf(blanks[blank]) : (blanks[blank] ?? "");
      return typeof value === "object" ? value[language] : String(value);
    });
  const { zh, en } = sentences[sentence];
  return { zh: fill(zh, "zh"), en: fill(en, "en") };
}

/** In our documents a field is named by the side that signs in it. */
function roleOf(field: Blanks[string] | undefined): Blanks[string] {
  const role = `role_${field}`;
  return role in sentences ? sentences[role as Sentence] : (field ?? "");
}

/** Nothing can be said about a file, except why not. */
export class Refused extends Error {
  readonly why: Statement;

  constructor(sentence: Sentence, blanks?: Blanks) {
    const why = say(sentence, blanks);
    super(why.en);
    this.why = why;
  }
}
