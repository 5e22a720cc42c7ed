import { Refused } from "../report";
import { Dict, Name, type PdfValue, Ref, Stream, Text } from "./values";

/** Deepest nesting that is followed. */
const DEEPEST = 100;

const BLANKS = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set(Array.from("()<>[]{}/%", (sign) => sign.charCodeAt(0)));
const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/**
 * Reads PDF objects (ISO 32000-2 §7.3) and nothing that would need repair: readers repair each in its own way,
 * and attacks live in the differences.
 */
export class Syntax {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Blanks and comments. */
  blanks(): void {
    for (;;) {
      while (BLANKS.has(this.byte())) this.at++;
      if (this.byte() !== 0x25) return;
      while (this.at < this.bytes.length && !this.endOfLine(this.byte())) this.at++;
    }
  }

  /** Takes this word, if it is next. */
  take(word: string): boolean {
    for (let index = 0; index < word.length; index++) {
      if (this.byte(index) !== word.charCodeAt(index)) return false;
    }
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.take(word)) throw this.wrong();
  }

  /** An unsigned whole number. */
  whole(): number {
    const start = this.at;
    while (this.isDigit(this.byte())) this.at++;
    const text = this.latin1(start, this.at);
    if (text === "" || text.length > 15) throw this.wrong();
    return Number(text);
  }

  wrong(): Refused {
    return new Refused("syntax", { at: this.at });
  }

  value(depth = 0): PdfValue {
    if (depth > DEEPEST) throw new Refused("too_deep");
    this.blanks();
    const byte = this.byte();
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literal();
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) return this.byte(1) === 0x3c ? this.dict(depth) : this.hex();
    if (this.isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e)
      return this.reference() ?? this.number();
    return this.keyword();
  }

  /** `N G obj … endobj`, which begins exactly here. `lengthOf` resolves a stream's length given by reference. */
  indirect(number: number, generation: number, lengthOf: (ref: Ref) => number): PdfValue {
    this.expect(`${number} ${generation} obj`);
    const value = this.value();
    this.blanks();
    const whole = value instanceof Dict && this.take("stream") ? this.stream(value, lengthOf) : value;
    this.blanks();
    this.expect("endobj");
    return whole;
  }

  private stream(dict: Dict, lengthOf: (ref: Ref) => number): Stream {
    if (!this.take("\r\n")) this.expect("\n");
    const stated = dict.get("Length");
    const length = stated instanceof Ref ? lengthOf(stated) : stated;
    if (typeof length !== "number" || !Number.isInteger(length) || length < 0) throw this.wrong();
    const data = this.bytes.subarray(this.at, this.at + length);
    if (data.length !== length) throw this.wrong();
    this.at += length;
    if (!this.take("\r\n") && !this.take("\n")) this.take("\r");
    this.expect("endstream");
    return new Stream(dict, data);
  }

  private name(): Name {
    this.expect("/");
    const start = this.at;
    while (this.isRegular(this.byte())) this.at++;
    const text = this.latin1(start, this.at);
    if (/#(?![0-9A-Fa-f]{2})/.test(text)) throw this.wrong();
    return new Name(
      text.replace(/#(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  private number(): number {
    const start = this.at;
    while (this.isRegular(this.byte())) this.at++;
    const text = this.latin1(start, this.at);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw this.wrong();
    return Number(text);
  }

  /** `N G R`, or nothing, and then nothing was taken. */
  private reference(): Ref | null {
    const found = /^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R/.exec(
      this.latin1(this.at, Math.min(this.at + 40, this.bytes.length)),
    );
    if (!found || this.isRegular(this.byte(found[0].length))) return null;
    this.at += found[0].length;
    return new Ref(Number(found[1]), Number(found[2]));
  }

  private literal(): Text {
    this.expect("(");
    const bytes: number[] = [];
    for (let open = 1; ; ) {
      const byte = this.next();
      if (byte === 0x5c) this.escaped(bytes);
      else if (byte === 0x0d) {
        this.take("\n");
        bytes.push(0x0a);
      } else {
        if (byte === 0x28) open++;
        if (byte === 0x29 && --open === 0) return new Text(Uint8Array.from(bytes));
        bytes.push(byte);
      }
    }
  }

  /** What stands after a backslash. */
  private escaped(bytes: number[]): void {
    const octal = /^[0-7]{1,3}/.exec(this.latin1(this.at, Math.min(this.at + 3, this.bytes.length)));
    if (octal) {
      this.at += octal[0].length;
      bytes.push(Number.parseInt(octal[0], 8) & 0xff);
      return;
    }
    const byte = this.next();
    if (byte === 0x0d) this.take("\n");
    else if (byte !== 0x0a) bytes.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
  }

  private hex(): Text {
    this.expect("<");
    const start = this.at;
    const end = this.bytes.indexOf(0x3e, start);
    if (end < 0) throw this.wrong();
    const digits = this.latin1(start, end).replace(/[\0\t\n\f\r ]/g, "");
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw this.wrong();
    this.at = end + 1;
    return new Text(fromHex(digits.length % 2 ? `${digits}0` : digits));
  }

  private array(depth: number): PdfValue[] {
    this.expect("[");
    const items: PdfValue[] = [];
    for (;;) {
      this.blanks();
      if (this.take("]")) return items;
      items.push(this.value(depth + 1));
    }
  }

  private dict(depth: number): Dict {
    this.expect("<<");
    const dict = new Dict();
    for (;;) {
      this.blanks();
      if (this.take(">>")) return dict;
      const key = this.name().text;
      // Which of two equal keys counts differs from reader to reader.
      if (dict.has(key)) throw new Refused("key_twice", { key });
      dict.set(key, this.value(depth + 1));
    }
  }

  private keyword(): PdfValue {
    const start = this.at;
    while (this.isRegular(this.byte())) this.at++;
    const word = this.latin1(start, this.at);
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    throw this.wrong();
  }

  private byte(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? -1;
  }

  private next(): number {
    const byte = this.byte();
    if (byte < 0) throw this.wrong();
    this.at++;
    return byte;
  }

  private isDigit(byte: number): boolean {
    return byte >= 0x30 && byte <= 0x39;
  }

  private isRegular(byte: number): boolean {
    return byte >= 0 && !BLANKS.has(byte) && !DELIMITERS.has(byte);
  }

  private endOfLine(byte: number): boolean {
    return byte === 0x0a || byte === 0x0d;
  }

  private latin1(start: number, end: number): string {
    return latin1(this.bytes.subarray(start, end));
  }
}

/** Each byte as the character of that number. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}
