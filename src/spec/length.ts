import * as z from 'zod/mini';
import { quote } from '../diagnostics.js';
import { expectedText, isInRange, type Range } from './number-range.js';
import { numberIn, withRange } from './range.js';
import { LENGTH, toPx } from './to-px.js';

/** The JSON Schema contains this pattern and `LENGTH`. */
const PERCENTAGE = /^(\d{1,9}(?:\.\d{1,9})?)%$/;

/** Returns a schema of lengths from `min` to `max` px: a number of px, or a string with a unit. */
export function lengthFrom(min: number, max: number) {
  const range: Range = { min, max, noun: 'a length', unit: 'px' };
  const text = z.string({ error: expectedText(range) }).check(
    z.refine((length: string) => lengthError(length, range) === null, {
      error: (issue) => lengthError(String(issue.input), range) ?? '',
    }),
  );
  z.globalRegistry.add(text, { pattern: LENGTH.source });
  return withRange(range, z.union([numberIn(range), text]));
}

/** A font size. */
export const fontSize = lengthFrom(1, 1000);

/** Returns what is wrong with a length in a string, or null if it is valid. */
function lengthError(length: string, range: Range): string | null {
  const px = toPx(length);
  if (px === null) return `expected a length in px, pt, mm, cm or in such as "88mm", found ${quote(length)}`;
  if (isInRange(px, range)) return null;
  return `${expectedText(range)}, found ${quote(length)}, which is ${Number(px.toPrecision(4))} px`;
}

/** Returns a schema of strings such as "60%", from `min` to `max` percent. */
export function percentageFrom(min: number, max: number) {
  const range: Range = { min, max, noun: 'a percentage', unit: '%' };
  const isValid = (text: string) => isInRange(Number(PERCENTAGE.exec(text)?.[1]), range);
  const text = z.string({ error: expectedText(range) }).check(
    z.refine(isValid, {
      error: (issue) => `${expectedText(range)} such as "60%", found ${quote(String(issue.input))}`,
    }),
  );
  z.globalRegistry.add(text, { pattern: PERCENTAGE.source });
  return withRange(range, text);
}
