import * as z from 'zod/mini';
import { key } from './described.js';

const PX_PER: Record<string, number> = { px: 1, in: 96, pt: 96 / 72, mm: 96 / 25.4, cm: 96 / 2.54 };

/** A length as px; null when the text is not one. Plain numbers are px. */
export function toPx(length: string | number): number | null {
  if (typeof length === 'number') return length;
  const match = /^(\d{1,9}(?:\.\d{1,9})?)\s?(px|in|pt|mm|cm)$/.exec(length.trim());
  return match && Number(match[1]) > 0 ? Number(match[1]) * PX_PER[match[2]] : null;
}

const length = z.union([
  z.number().check(z.positive()),
  z.string().check(
    z.refine((text: string) => toPx(text) !== null, {
      error: (issue) =>
        `expected a length in px, pt, mm, cm or in such as "88mm", found ${JSON.stringify(issue.input)}`,
    }),
  ),
]);

const extent = z.union([z.literal('auto'), length]);

export const size = z.strictObject({
  width: key(extent, 'The page\'s width; "auto": what the cells need.', ['88mm', '3.5in', 600]),
  height: key(extent, 'The page\'s height; "auto": what the cells need.', ['auto', '60mm']),
  dpi: key(
    z.number().check(z.minimum(24), z.maximum(2400)),
    'Dots per inch of the PNG; 192 by default.',
    [300],
  ),
  fontSize: key(
    length,
    'The size of the labels; everything else that is written keeps its proportion to it.',
    ['7pt'],
  ),
});

export type SizeSpec = z.infer<typeof size>;
