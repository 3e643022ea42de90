/** The picture of all colormaps: a table of colour strips, laid out here because it shows no data. */

import { type ColormapKind, type NamedColormap, namedColormaps } from '../color/maps.js';
import { maxOf } from '../extremes.js';
import { bundledFonts } from '../fonts/font-set.js';
import { frameAround } from '../scene/frame.js';
import type { CellsItem, Item, Scene, TextItem } from '../scene/scene.js';
import { COLORMAP_SHEET as SHEET, THEMES } from '../theme.js';
import type { Context } from './context.js';
import { pixelGrid, snap } from './pixels.js';
import { type TextStyle, textItem, textStyle } from './text.js';

/** The kinds of colormaps in display order, each with its purpose. */
export const COLORMAP_KINDS: readonly (readonly [kind: ColormapKind, purpose: string])[] = [
  ['sequential', 'from low to high'],
  ['diverging', 'in both directions from a centre'],
  ['cyclic', 'with the same colour at both ends, for angles and times of day'],
  ['categorical', 'with distinct colours for categories'],
];

/** Measured properties that are noted beside a map. */
export const COLORMAP_NOTES = [
  {
    note: 'CVD-safe',
    meaning: 'readable with any colour-vision deficiency',
    applies: (map: NamedColormap) => map.cvdSafe,
  },
  {
    note: 'uniform',
    meaning: 'equal steps look equally large',
    applies: (map: NamedColormap) => map.uniform,
  },
] as const;

export const FOOTNOTES: readonly string[] = [
  ...COLORMAP_NOTES.map(({ note, meaning }) => `${note}: ${meaning}.`),
  'Both properties are measured in CAM02-UCS. Append _r to a name to reverse the map.',
];

/** The kinds in each column of the picture. */
const COLUMNS: readonly (readonly ColormapKind[])[] = [
  ['sequential'],
  ['diverging', 'cyclic', 'categorical'],
];

export function colormapsOfKind(kind: ColormapKind): NamedColormap[] {
  return namedColormaps().filter((map) => map.kind === kind);
}

export function colormapSheet(): Scene {
  const theme = THEMES.light;
  const context: Context = {
    direction: 'ltr',
    theme,
    fonts: bundledFonts(),
    pixels: pixelGrid(SHEET.pixelRatio),
  };
  const columnWidth = SHEET.nameWidth + SHEET.stripWidth + COLORMAP_NOTES.length * SHEET.noteWidth;
  const items: Item[] = [
    drawText('Colormaps', 'title', SHEET.margin, SHEET.margin + theme.font.title / 2, context),
  ];
  let bottom = 0;
  for (const [i, kinds] of COLUMNS.entries()) {
    const left = SHEET.margin + i * (columnWidth + SHEET.columnGap);
    let top = SHEET.margin + SHEET.title;
    for (const kind of kinds) {
      const section = drawSection(kind, left, top, context);
      for (const item of section.items) items.push(item);
      top = section.bottom + SHEET.row / 2;
    }
    bottom = Math.max(bottom, top);
  }
  for (const footnote of FOOTNOTES) {
    items.push(drawText(footnote, 'caption', SHEET.margin, bottom + SHEET.footnote / 2, context));
    bottom += SHEET.footnote;
  }
  return {
    width: Math.ceil(maxOf(items, rightEdge)) + SHEET.margin,
    height: bottom + SHEET.margin,
    pixelRatio: SHEET.pixelRatio,
    dpi: 96 * SHEET.pixelRatio,
    background: theme.background,
    title: 'Colormaps',
    description: COLORMAP_KINDS.map(([kind]) => describeKind(kind)).join(' '),
    text: 'font',
    items,
  };
}

function describeKind(kind: ColormapKind): string {
  const names = colormapsOfKind(kind).map(({ name }) => name);
  return `${capitalize(kind)}: ${names.join(', ')}.`;
}

/** Draws the maps of a kind below a heading. */
function drawSection(
  kind: ColormapKind,
  left: number,
  top: number,
  context: Context,
): { readonly items: readonly Item[]; readonly bottom: number } {
  const middle = top + SHEET.heading / 2;
  const [, purpose] = COLORMAP_KINDS.find(([other]) => other === kind) as (typeof COLORMAP_KINDS)[number];
  const heading = drawText(capitalize(kind), 'panelTitle', left, middle, context);
  const purposeLeft = left + heading.width + SHEET.headingGap;
  const maps = colormapsOfKind(kind);
  return {
    items: [
      heading,
      drawText(purpose, 'purpose', purposeLeft, middle, context),
      ...maps.flatMap((map, i) => drawRow(map, left, top + SHEET.heading + i * SHEET.row, context)),
    ],
    bottom: top + SHEET.heading + maps.length * SHEET.row,
  };
}

/** Draws the name, the colours and the notes of a map. */
function drawRow(map: NamedColormap, left: number, top: number, context: Context): Item[] {
  const middle = top + SHEET.row / 2;
  const notesLeft = left + SHEET.nameWidth + SHEET.stripWidth + SHEET.noteGap;
  return [
    drawText(map.name, 'name', left, middle, context),
    ...drawStrip(map, left + SHEET.nameWidth, top + (SHEET.row - SHEET.stripHeight) / 2, context),
    ...COLORMAP_NOTES.flatMap(({ note, applies }, i) =>
      applies(map) ? [drawText(note, 'note', notesLeft + i * SHEET.noteWidth, middle, context)] : [],
    ),
  ];
}

function drawStrip({ kind, colors }: NamedColormap, left: number, top: number, context: Context): Item[] {
  const { device } = context.pixels;
  const gap = kind === 'categorical' ? SHEET.stripGap : 0;
  const pitch = (SHEET.stripWidth + gap) / colors.length;
  const edge = (i: number) => left + snap(i * pitch, device);
  const [right, bottom] = [left + SHEET.stripWidth, top + SHEET.stripHeight];
  const cells: CellsItem = {
    kind: 'cells',
    role: 'colorbar',
    left: colors.map((_, i) => edge(i)),
    right: colors.map((_, i) => edge(i + 1) - gap),
    top: [top],
    bottom: [bottom],
    indices: Uint16Array.from(colors, (_, i) => i),
    palette: colors,
  };
  // Maps may contain colours that are close to the background.
  return gap
    ? [cells]
    : [cells, frameAround({ left, right, top, bottom }, context.theme.color.frame, device)];
}

type TextKind = 'title' | 'panelTitle' | 'purpose' | 'name' | 'note' | 'caption';

/** Draws a line of text from `x` to the right, with its visual middle at `y`. */
function drawText(content: string, kind: TextKind, x: number, y: number, context: Context): TextItem {
  return textItem(content, sheetStyle(kind, context), { x, y, anchor: 'start' }, context);
}

function sheetStyle(kind: TextKind, context: Context): TextStyle {
  const secondary = { fill: context.theme.color.secondary };
  switch (kind) {
    case 'title':
      return textStyle('title', 'title', context, { weight: 'bold' });
    case 'panelTitle':
      return textStyle('panel-title', 'panelTitle', context, { weight: 'bold' });
    case 'purpose':
      return textStyle('panel-title', 'label', context, secondary);
    case 'name':
      return textStyle('tick-label', 'label', context);
    case 'note':
      return textStyle('tick-label', 'caption', context, secondary);
    case 'caption':
      return textStyle('caption', 'caption', context, secondary);
  }
}

function rightEdge(item: Item): number {
  return item.kind === 'text' ? item.x + item.width : item.kind === 'cells' ? (item.right.at(-1) ?? 0) : 0;
}

function capitalize(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
