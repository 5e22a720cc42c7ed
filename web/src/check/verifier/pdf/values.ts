/** The value of a PDF object. */
export type PdfValue = null | boolean | number | Name | Text | Ref | PdfValue[] | Dict | Stream;

export class Name {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A string: any bytes. */
export class Text {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class Ref {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class Dict extends Map<string, PdfValue> {}

export class Stream {
  readonly dict: Dict;
  readonly data: Uint8Array;

  constructor(dict: Dict, data: Uint8Array) {
    this.dict = dict;
    this.data = data;
  }
}

/** Whether two values are the same, without following references. */
export function same(one: PdfValue | undefined, other: PdfValue | undefined): boolean {
  if (one === other) return true;
  if (one instanceof Name) return other instanceof Name && one.text === other.text;
  if (one instanceof Text) return other instanceof Text && sameBytes(one.bytes, other.bytes);
  if (one instanceof Ref) return sameRef(one, other);
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => same(item, other[index]))
    );
  if (one instanceof Stream)
    return other instanceof Stream && same(one.dict, other.dict) && sameBytes(one.data, other.data);
  if (one instanceof Dict) return other instanceof Dict && changedKeys(one, other).length === 0;
  return false;
}

export function sameRef(one: Ref, other: PdfValue | undefined): boolean {
  return other instanceof Ref && one.number === other.number && one.generation === other.generation;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** The keys whose values differ, or that only one of them has. */
export function changedKeys(was: Dict, is: Dict): string[] {
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].filter((key) => was.has(key) !== is.has(key) || !same(was.get(key), is.get(key)));
}

/** Every reference in a value. */
export function references(value: PdfValue, found: Ref[] = []): Ref[] {
  if (value instanceof Ref) found.push(value);
  else if (Array.isArray(value)) for (const item of value) references(item, found);
  else if (value instanceof Dict) for (const item of value.values()) references(item, found);
  else if (value instanceof Stream) references(value.dict, found);
  return found;
}
