import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { key, requiredKey } from './describe.js';

/** A text on the page. The limit is longer than the text of any page. */
export const pageText = z.string().check(z.maxLength(200_000));

const styledText = z.strictObject({
  text: requiredKey(pageText, 'The text.', ['AUC by layer']),
  align: key(
    z.enum(['start', 'center', 'end']),
    `Horizontal alignment on the figure; "start" is the left edge, or the right one with direction "rtl". Default: "${DEFAULTS.align.title}" for title and subtitle, "${DEFAULTS.align.caption}" for the caption.`,
  ),
});

/** A title, subtitle or caption. */
export const text = z.union([pageText, styledText]);

export type TextSpec = z.infer<typeof text>;
