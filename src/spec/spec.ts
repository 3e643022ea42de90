/**
 * The spec: every key that a user can write, with its description. A value of type `Spec` has a valid shape. Defaults
 * are not filled in, so it prints as the user wrote it.
 */
import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { xAxis, yAxis } from './axis.js';
import { cells, panelCells } from './cells.js';
import { color } from './color.js';
import { colorbar } from './colorbar.js';
import { dataKey } from './data.js';
import { key, lazy, withDefault, withSiblings } from './describe.js';
import { files } from './embed.js';
import { highlights } from './highlights.js';
import { layout } from './layout.js';
import { lint } from './lint.js';
import { size } from './size.js';
import { pageText, text } from './text.js';

/** The keys of a panel. At the top level they apply to all panels. */
const panelKeys = {
  data: dataKey,
  x: key(xAxis, 'The columns: title, labels, ticks and order.'),
  y: key(yAxis, 'The rows: title, labels, ticks, order and origin.'),
  color: key(color, 'How values become colours: colormap, domain and scale.'),
  highlights: key(
    highlights,
    'Outlines around cells, rows, columns or rectangles, or around the cells with the largest values; at most 1000.',
    [[{ x: 'cat', y: { from: 0, to: 2 } }, { top: 5 }]],
  ),
  colorbar: key(colorbar, 'The colorbar or, for categories, the legend; false for neither.'),
};

export const panelSchema = lazy(() =>
  z.strictObject({
    title: key(
      z.union([pageText, z.literal(false)]),
      'Title of the panel; false for no title. Default: from layout.titles, otherwise the name in the data.',
      ['Layer 0'],
    ),
    ...panelKeys,
    cells: key(
      panelCells,
      'Appearance of the cells of this panel. Keys that it does not have are those of the figure.',
      [{ values: '.1f' }],
    ),
  }),
);

export const specSchema = z.strictObject({
  $schema: key(z.string(), 'Path or URL of the JSON Schema, for editors.', ['heatmap.schema.json']),
  title: key(text, 'Title above the figure: a string, or { "text", "align" }.', ['AUC by layer and token']),
  subtitle: key(text, 'Subtitle below the title: a string, or { "text", "align" }.', ['mean of 5 seeds']),
  caption: key(text, 'Caption below the figure, in small print: a string, or { "text", "align" }.', [
    'n = 24',
  ]),
  description: key(
    pageText,
    'Text that screen readers read instead of the picture. Default: computed from the data.',
    ['The AUC rises with depth.'],
  ),
  ...panelKeys,
  cells: key(cells, 'Size and appearance of the cells.'),
  panels: key(
    z.array(panelSchema).check(z.minLength(1)),
    'Panels of the figure. Each panel overrides keys of the top level. If the data has several matrices, entries match them by position.',
  ),
  layout: key(layout, 'Arrangement of the panels.'),
  direction: withDefault(
    DEFAULTS.direction,
    key(
      z.enum(['ltr', 'rtl']),
      'Direction of the page. "rtl" mirrors it for languages from right to left: row labels on the right, colorbars on the left, unless the spec names their sides, and panels from right to left; columns keep their order.',
      ['rtl'],
    ),
  ),
  size: key(size, 'Size and resolution of the page, and its font size.'),
  theme: withDefault(
    DEFAULTS.theme,
    key(
      z.enum(['light', 'dark', 'transparent']),
      'Colours of the page: "light" is dark text on white, "dark" is light text on black, "transparent" is dark text without a background.',
    ),
  ),
  embed: withDefault(
    DEFAULTS.embed,
    key(
      z.boolean(),
      'Whether the figure carries its spec and its data, so that "heatmap extract" returns them.',
    ),
  ),
  files: key(
    files,
    'Files that the spec carries, by their paths. Without "data", the first one is drawn. "heatmap extract" writes this key.',
    [{ 'auc.csv': 'layer,a,b\nL0,0.5,0.7\nL1,0.6,0.9\n' }],
  ),
  lint: key(lint, 'Warnings to turn off: a list of their codes, or false for all.', [['rainbow-map'], false]),
  text: withDefault(
    DEFAULTS.text,
    key(
      z.enum(['font', 'embed', 'outline']),
      'Text in SVG and HTML: "font" is selectable text; "embed" is the same with its fonts in the file, so that all browsers show it alike; "outline" is paths, which look the same in every viewer.',
    ),
  ),
  markup: withSiblings(
    { title: 'Growth of *E. coli* in H_2_O' },
    withDefault(
      DEFAULTS.markup,
      key(
        z.boolean(),
        'Whether titles, labels and legends have markup: *italic*, **bold**, _subscript_ and ^superscript^; texts in cells have none. A backslash makes a mark literal, and V_m_ax is literal: a subscript follows a character, and only a number can be one before a letter.',
      ),
    ),
  ),
  fonts: key(
    z.array(z.string()).check(z.minLength(1), z.maxLength(20)),
    'Font files for all text, in order of preference, before the fonts of the program. "#" names a font of a collection, and ":" the position of a variable font.',
    [['NotoSans.ttf', 'NotoSansCJK.ttc#Noto Sans CJK JP', 'Inter.ttf:wght=600']],
  ),
});

export type Spec = z.infer<typeof specSchema>;
export type PanelSpec = z.infer<typeof panelSchema>;
