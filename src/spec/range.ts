/** Numbers of a spec with a stated range. Errors, descriptions and the JSON Schema show the same range. */
import * as z from 'zod/mini';
import { expectedText, type Range } from './number-range.js';
import { isLazy, optionsOf, type Schema, unwrap } from './schema-tree.js';

const ranges = new WeakMap<Schema, Range>();

/** Records the range of a schema, so that descriptions show it. Returns `schema`. */
export function withRange<T extends z.ZodMiniType>(range: Range, schema: T): T {
  ranges.set(schema, range);
  return schema;
}

/** Returns a schema of numbers in `range`. */
export function numberIn(range: Range) {
  const error = expectedText(range);
  return withRange(
    range,
    z.number({ error }).check(z.minimum(range.min, { error }), z.maximum(range.max, { error })),
  );
}

/** Returns a schema of numbers from `min` to `max`. */
export function numberFrom(min: number, max: number, unit?: Range['unit']) {
  return numberIn({ min, max, noun: 'a number', unit });
}

/** Returns a schema of whole numbers from `min` to `max`. */
export function integerFrom(min: number, max: number) {
  const range = { min, max, noun: 'a whole number' };
  const error = expectedText(range);
  return withRange(
    range,
    z.int({ error, abort: true }).check(z.minimum(min, { error }), z.maximum(max, { error })),
  );
}

/** A value of the data, a value that is compared with them, or a number as a label: any finite number. */
export const dataValue = z.number();

const expectedPosition = { error: 'expected a 0-based position' };

/** A 0-based position. The data, not the spec, limit it. */
export const position = z.int({ ...expectedPosition, abort: true }).check(z.minimum(0, expectedPosition));

/** Returns the ranges of a schema, or of the options of a union. Does not build lazy schemas. */
export function rangesOf(schema: Schema): readonly Range[] {
  if (isLazy(schema)) return [];
  const range = rangeOf(schema);
  return range ? [range] : optionsOf(schema).flatMap(rangesOf);
}

/** Returns the range of a schema itself. */
export function rangeOf(schema: Schema): Range | undefined {
  return ranges.get(unwrap(schema));
}
