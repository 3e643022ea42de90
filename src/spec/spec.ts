/**
 * `Spec` promises: its shape is valid, and nothing is filled in, so it prints back as the user wrote it.
 * This folder is the public contract of the program: every key a person can write, with its description.
 */
import * as z from 'zod/mini';
import { xAxis, yAxis } from './axis.js';
import { cells } from './cells.js';
import { color } from './color.js';
import { colorbar } from './colorbar.js';
import { data } from './data.js';
import { byDefault, key } from './described.js';
import { highlights } from './highlights.js';
import { layout } from './layout.js';
import { lint } from './lint.js';
import { size } from './size.js';
import { text } from './text.js';

/** What a panel may say for itself; at the top level, what holds for every panel. */
const panelKeys = {
  data: z.optional(data),
  x: key(xAxis, 'The columns: their title, labels and ticks.'),
  y: key(yAxis, 'The rows: their title, labels, ticks and origin.'),
  color: key(color, 'How values become colours.'),
  highlights: key(
    highlights,
    'Lines around cells, rows, columns or rectangles of them, or around the largest values.',
    [[{ x: 'level', y: { from: 0, to: 2 } }, { top: 5 }]],
  ),
  colorbar: key(colorbar, 'The key to the colours; false: none.'),
};

const panel = z.strictObject({
  title: key(z.union([z.string(), z.literal(false)]), "The panel's title.", ['Layer 0']),
  ...panelKeys,
});

export const specSchema = z.strictObject({
  $schema: key(z.string(), 'Where the JSON Schema of this file is, for editors.'),
  title: key(text, 'The figure title, on top.', ['AUC by layer and token']),
  subtitle: key(text, 'A line under the title.'),
  caption: key(text, 'Small print under the figure.'),
  description: key(z.string(), 'What is read out instead of the picture; by default computed from the data.'),
  ...panelKeys,
  cells: key(cells, 'The size and look of the cells.'),
  panels: key(
    z.array(panel).check(z.minLength(1)),
    'Panels of one figure. What they do not say for themselves is taken from the top level. With data that is a stack, they change its panels by position.',
  ),
  layout: key(layout, 'How panels are arranged.'),
  size: key(size, 'The size of the page and of its letters.'),
  theme: byDefault(
    'light',
    key(
      z.enum(['light', 'dark', 'transparent']),
      'Dark letters on white, light ones on black, or dark ones on nothing.',
    ),
  ),
  lint: key(lint, 'Warnings to be silenced on purpose: false for all, or a list of their codes.', [
    ['clipped'],
    false,
  ]),
  text: byDefault(
    'font',
    key(
      z.enum(['font', 'outline']),
      'Text in SVG: "font" is real, selectable text; "outline" is glyph shapes, the same picture in every viewer.',
    ),
  ),
});

export type Spec = z.infer<typeof specSchema>;
export type PanelSpec = z.infer<typeof panel>;
