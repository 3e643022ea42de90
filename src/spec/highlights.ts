import * as z from 'zod/mini';
import { address } from './address.js';
import { cssColor } from './color.js';
import { describe, key, lazy, needsAllValues, withSiblings } from './describe.js';
import { MAX_TOP } from './max-top.js';
import { integerFrom } from './range.js';
import { pageText } from './text.js';

const style = {
  title: withSiblings(
    { x: 'cat' },
    key(pageText, 'Text beside or above the body that names the highlighted cells. Default: no text.', [
      'peak',
    ]),
  ),
  color: withSiblings(
    { x: 'cat' },
    key(cssColor, 'Colour of the outline, an opaque CSS colour. Default: from the theme.', ['crimson']),
  ),
};

export const highlights = lazy(() =>
  z
    .array(
      z.union([
        z.strictObject({
          x: key(address, 'Columns: positions, labels or ranges. Default: all columns.'),
          y: key(address, 'Rows: positions, labels or ranges. Default: all rows.'),
          ...style,
        }),
        z.strictObject({
          top: needsAllValues(
            describe(
              integerFrom(1, MAX_TOP),
              'Number of cells to highlight, 1 to 1000: those with the largest values.',
              [3],
            ),
          ),
          ...style,
        }),
      ]),
    )
    .check(z.maxLength(1000)),
);

export type HighlightsSpec = z.infer<typeof highlights>;
