import * as z from 'zod/mini';
import { counted } from './axis.js';
import { byDefault, key } from './described.js';

export const layout = z.strictObject({
  columns: key(z.int().check(z.minimum(1)), 'How many panels stand side by side; 1 by default, a stack.'),
  gap: key(
    z.number().check(z.minimum(0), z.maximum(500)),
    'Space between panels in px, beyond what their labels need.',
  ),
  panelTitle: byDefault(
    'top',
    key(z.enum(['top', 'left', 'right']), 'Where panel titles stand; on top by default.'),
  ),
  titles: key(
    z.union([z.array(z.string()), counted]),
    'Titles for the panels of a stack that have none of their own: a list, or { "from", "step", "prefix" }, which counts.',
    [{ from: 0, prefix: 'Layer ' }],
  ),
  share: key(
    z.strictObject({
      color: key(z.boolean(), 'One scale and one colorbar for all panels (default), or one each.'),
      x: byDefault(
        false,
        key(z.boolean(), 'Print the column labels once, under the last panel of each column of panels.'),
      ),
      y: byDefault(
        false,
        key(z.boolean(), 'Print the row labels once, beside the first panel of each row of panels.'),
      ),
    }),
    'What the panels share.',
  ),
});
