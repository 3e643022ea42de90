import * as z from 'zod/mini';
import { DEFAULTS, THEMES } from '../theme.js';
import { labelSequence } from './axis.js';
import { defaultText, key, withDefault } from './describe.js';
import { integerFrom, numberFrom } from './range.js';
import { pageText } from './text.js';

export const layout = z.strictObject({
  columns: key(
    integerFrom(1, 1000),
    `Number of panels side by side. Default: the length of the second leading axis, otherwise ${DEFAULTS.layout.columns}; a column that is much higher than a page becomes a grid.`,
  ),
  gap: key(
    numberFrom(0, 500, 'px'),
    `Gap between panels and their labels in px. ${defaultText(THEMES.light.space.panels)}`,
  ),
  panelTitle: withDefault(
    DEFAULTS.layout.panelTitle,
    key(z.enum(['top', 'left', 'right']), 'Side of the panel that has its title.'),
  ),
  titles: key(
    z.union([z.array(pageText), labelSequence]),
    'Titles of panels that have no title of their own: a list, or a sequence { "from", "step", "prefix" }. Default: the names in the data, if any.',
    [{ from: 0, prefix: 'Layer ' }],
  ),
  share: key(
    z.strictObject({
      color: key(
        z.boolean(),
        'Whether panels share one scale and one colorbar. Default: they do, except panels with their own `color` or `colorbar`.',
      ),
      x: withDefault(
        DEFAULTS.layout.shareX,
        key(
          z.boolean(),
          'Whether the column labels are printed only once, below the last panel of each column of panels.',
        ),
      ),
      y: withDefault(
        DEFAULTS.layout.shareY,
        key(
          z.boolean(),
          'Whether the row labels are printed only once, beside the first panel of each row of panels.',
        ),
      ),
    }),
    'Parts that the panels have in common.',
  ),
});
