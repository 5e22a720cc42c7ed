/** Deepest nesting that is followed. */
const DEEPEST = 40;

const BOOLEAN = 1;
const INTEGER = 2;
const BIT_STRING = 3;
const NULL = 5;
const SEQUENCE = 16;
const SET = 17;

/** Where an element ends, and where its content begins. */
interface Element {
  tag: number;
  content: number;
  end: number;
}

/**
 * Whether bytes are one element in DER (X.690 §10 and §11). The library that reads the elements also takes BER,
 * in which one value has many encodings; what is signed must have one.
 */
export function isDer(bytes: Uint8Array): boolean {
  return endOf(bytes, 0, bytes.length, 0) === bytes.length;
}

/** The element at the beginning; what follows must be padding with zeros. */
export function withoutPadding(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const element = elementAt(bytes, 0, bytes.length);
  if (!element || bytes.subarray(element.end).some((byte) => byte !== 0)) return null;
  return bytes.slice(0, element.end);
}

function endOf(bytes: Uint8Array, at: number, limit: number, depth: number): number {
  const element = elementAt(bytes, at, limit);
  if (!element || depth > DEEPEST) return -1;
  const { tag, content, end } = element;
  const isConstructed = (tag & 0x20) !== 0;
  const isUniversal = (tag & 0xc0) === 0;
  const number = tag & 0x1f;
  if (isUniversal && isConstructed !== (number === SEQUENCE || number === SET)) return -1;
  if (!isConstructed) return isUniversal && !isPlain(number, bytes.subarray(content, end)) ? -1 : end;
  let previous: Uint8Array | null = null;
  for (let child = content; child < end; ) {
    const next = endOf(bytes, child, end, depth + 1);
    if (next < 0) return -1;
    const encoded = bytes.subarray(child, next);
    if (isUniversal && number === SET && previous && !isBefore(previous, encoded)) return -1;
    previous = encoded;
    child = next;
  }
  return end;
}

/** Tag and length at their shortest; of tags only those of one byte, others are not in use here. */
function elementAt(bytes: Uint8Array, at: number, limit: number): Element | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  let content = at + 2;
  let length = first;
  if (first >= 0x80) {
    const digits = bytes.subarray(content, content + (first & 0x7f));
    if (digits.length !== (first & 0x7f) || digits.length > 4 || !digits[0]) return null;
    length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    if (length < 0x80) return null;
    content += digits.length;
  }
  const end = content + length;
  return end <= limit ? { tag, content, end } : null;
}

function isPlain(number: number, content: Uint8Array): boolean {
  const [first = 0, second = 0] = content;
  if (number === BOOLEAN) return content.length === 1 && (first === 0 || first === 0xff);
  if (number === NULL) return content.length === 0;
  if (number === BIT_STRING) {
    const unused = (1 << first) - 1;
    return (
      content.length > 0 && first < 8 && ((content.at(-1) ?? 0) & (content.length > 1 ? unused : 0)) === 0
    );
  }
  if (number !== INTEGER) return true;
  const isPadded = (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
  return content.length > 0 && (content.length === 1 || !isPadded);
}

/** The elements of a `SET OF` stand in the order of their encodings. */
function isBefore(one: Uint8Array, other: Uint8Array): boolean {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return one.length < other.length;
}
