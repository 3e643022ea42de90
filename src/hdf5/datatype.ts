import type { Cursor } from './reader.js';

/** The type of the elements of a dataset. */
export type Datatype =
  | {
      readonly kind: 'number';
      readonly size: number;
      /** The type as numpy writes it, such as "<f8". */
      readonly descr: string;
      readonly isBoolean: boolean;
    }
  | { readonly kind: 'text'; readonly size: number; readonly isVariable: boolean }
  | {
      readonly kind: 'other';
      readonly size: number;
      /** The name of the type, for messages. */
      readonly name: string;
    };

const OTHER_CLASSES: Readonly<Record<number, string>> = {
  2: 'time',
  5: 'opaque bytes',
  6: 'compound (a table, or complex numbers)',
  7: 'reference',
  9: 'lists of variable length',
  10: 'array',
};

/** Reads a datatype. */
export function readDatatype(cursor: Cursor): Datatype {
  const first = cursor.uint(1);
  const bits = cursor.uint(3);
  const size = cursor.uint(4);
  const version = first >> 4;
  const order = bits & 1 ? '>' : '<';
  const other = (name: string): Datatype => ({ kind: 'other', size, name });
  if (size === 0) return cursor.file.fail('a type has no size', cursor.pos);
  switch (first & 15) {
    case 0: {
      const [offset, precision] = [cursor.uint(2), cursor.uint(2)];
      if (offset !== 0 || precision !== size * 8 || ![1, 2, 4, 8].includes(size))
        return other('odd integers');
      return {
        kind: 'number',
        size,
        descr: `${order}${bits & 8 ? 'i' : 'u'}${size}`,
        isBoolean: false,
      };
    }
    case 1: {
      const precision = cursor.skip(2).uint(2);
      const exponent = cursor.skip(1).uint(1);
      const isIeee = precision === size * 8 && { 2: 5, 4: 8, 8: 11 }[size] === exponent && !(bits & 0x40);
      if (!isIeee) return other(`floats of ${precision} bits with an exponent of ${exponent}`);
      return { kind: 'number', size, descr: `${order}f${size}`, isBoolean: false };
    }
    case 3:
      return { kind: 'text', size, isVariable: false };
    case 4:
      return size === 1 ? { kind: 'number', size, descr: '|b1', isBoolean: true } : other('bits');
    case 8: {
      const base = readDatatype(cursor);
      if (base.kind !== 'number' || base.size !== size) return other('enumeration');
      const names = Array.from({ length: Math.min(bits & 0xffff, 3) }, () => readName(cursor, version));
      const isBoolean = size === 1 && names.join().toUpperCase() === 'FALSE,TRUE';
      return isBoolean ? { kind: 'number', size, descr: '|b1', isBoolean } : base;
    }
    case 9:
      if ((bits & 15) === 1) return { kind: 'text', size, isVariable: true };
  }
  return other(OTHER_CLASSES[first & 15] ?? 'unknown');
}

/** Reads the name of a value of an enumeration, which older versions fill up to eight bytes. */
function readName(cursor: Cursor, version: number): string {
  let length = 0;
  while (cursor.file.uint(cursor.pos + length, 1) !== 0) length++;
  const name = cursor.text(length);
  cursor.skip(version < 3 ? 8 - (length % 8) : 1);
  return name;
}
