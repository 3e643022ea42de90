/** Numbers of a spec with a stated range. Errors, descriptions and the JSON Schema show the same range. */
import * as z from 'zod/mini';
import { optionsOf, type Schema, unwrap } from './schema-tree.js';

/** The valid values of a number, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** What errors call the number: "a whole number", "a length". */
  readonly noun: string;
  readonly unit?: 'px' | '%';
}

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

/** The factor by which `--zoom` multiplies the pixels of a raster picture. */
export const ZOOM: Range = { min: 0.01, max: 100, noun: 'a number' };

/** A value of the data, a value that is compared with them, or a number as a label: any finite number. */
export const dataValue = z.number();

const expectedPosition = { error: 'expected a 0-based position' };

/** A 0-based position. The data, not the spec, limit it. */
export const position = z.int({ ...expectedPosition, abort: true }).check(z.minimum(0, expectedPosition));

/** Returns the ranges of a schema, or of the options of a union. */
export function rangesOf(schema: Schema): readonly Range[] {
  const range = ranges.get(unwrap(schema));
  return range ? [range] : optionsOf(schema).flatMap(rangesOf);
}

/** Returns the start of an error: "expected a number from 24 to 2400". */
export function expectedText(range: Range): string {
  return `expected ${describeRange(range)}`;
}

/** Names the numbers in a range: "a number from 24 to 2400". */
export function describeRange({ noun, ...range }: Range): string {
  return `${noun} from ${formatRange(range)}`;
}

export function isInRange(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

/** Formats a range: "1 to 32767 px". */
export function formatRange({ min, max, unit }: Pick<Range, 'min' | 'max' | 'unit'>): string {
  const [low, high] = [min, max].map(formatLimit);
  return unit === '%' ? `${low}% to ${high}%` : `${low} to ${high}${unit ? ` ${unit}` : ''}`;
}

/** Formats a limit; powers of ten from a billion on are written as 1e15. */
function formatLimit(limit: number): string {
  return Math.abs(limit) < 1e9 ? String(limit) : limit.toExponential().replace('e+', 'e');
}
