import * as z from 'zod/mini';
import { DEFAULTS, THEMES } from '../theme.js';
import { defaultText, key, lazy, withDefault } from './describe.js';
import { labelSequence } from './label-sequence.js';
import { integerFrom, numberFrom } from './range.js';
import { pageText } from './text.js';

const titleList = z.union([z.array(pageText), labelSequence]);

export const layout = lazy(() =>
  z.strictObject({
    columns: key(
      integerFrom(1, 1000),
      `Number of panels side by side. Default: the length of the second leading axis, otherwise ${DEFAULTS.layout.columns}; a column that is much higher than a page becomes a grid, and panels with shared rows but different columns are side by side.`,
      [2],
    ),
    gap: key(
      numberFrom(0, 500, 'px'),
      `Gap between panels and their labels in px. ${defaultText(THEMES.light.space.panels)}`,
      [24],
    ),
    panelTitle: withDefault(
      DEFAULTS.layout.panelTitle,
      key(z.enum(['top', 'left', 'right']), 'Side of the panel that has its title.'),
    ),
    titles: key(
      z.union([
        z.array(pageText),
        labelSequence,
        z.strictObject({
          rows: key(titleList, 'Titles of the rows of panels, beside the grid.', [['base', 'tuned']]),
          columns: key(titleList, 'Titles of the columns of panels, above the grid.', [{ prefix: 'Head ' }]),
        }),
      ]),
      'Titles of panels that have no title of their own: a list, or a sequence { "from", "step", "prefix" }; or titles of the rows and columns of the grid. Default: the names in the data, else the indices of the leading axes of an array.',
      [
        { from: 0, prefix: 'Layer ' },
        { rows: { prefix: 'Layer ' }, columns: { prefix: 'Head ' } },
      ],
    ),
    colorbars: key(
      z.enum(['panel', 'grid']),
      'Where the colorbars of several scales are: "panel" beside the panels of their scale, "grid" one after another beside all panels. Default: "grid" if panels side by side share a clustered order, otherwise "panel".',
    ),
    share: key(
      z.strictObject({
        color: key(
          z.boolean(),
          'Whether panels share one scale and one colorbar. Default: they do, except panels with their own `color` or `colorbar`.',
        ),
        x: key(
          z.boolean(),
          'Whether panels above each other have one order, tree and strips of their columns, and print the labels once, at their outer side. Default: true if they have the same columns in a clustered order, otherwise false.',
        ),
        y: key(
          z.boolean(),
          'Whether panels side by side have one order, tree and strips of their rows, and print the labels once, at their outer side. Default: true if they have the same rows in a clustered order, otherwise false.',
        ),
      }),
      'Parts that the panels have in common.',
    ),
  }),
);
