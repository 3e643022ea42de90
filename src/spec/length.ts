import * as z from 'zod/mini';
import { quote } from '../diagnostics.js';

const PX_PER_UNIT: Record<string, number> = { px: 1, in: 96, pt: 96 / 72, mm: 96 / 25.4, cm: 96 / 2.54 };

/** Converts a length to px. A number is in px already. Returns null for a string that is not a length. */
export function toPx(length: string | number): number | null {
  if (typeof length === 'number') return length;
  const match = /^(\d{1,9}(?:\.\d{1,9})?)\s?(px|in|pt|mm|cm)$/.exec(length.trim());
  return match && Number(match[1]) > 0 ? Number(match[1]) * PX_PER_UNIT[match[2]] : null;
}

/** A number of px, or a string with a unit. */
export const length = z.union([
  z.number().check(z.positive()),
  z.string().check(
    z.refine((text: string) => toPx(text) !== null, {
      error: (issue) =>
        `expected a length in px, pt, mm, cm or in such as "88mm", found ${quote(String(issue.input))}`,
    }),
  ),
]);
