/** All colormaps on one sheet. Its scene is set by hand: it is a table of strips, and there is no data in it. */
import { type MapKind, type NamedColormap, namedColormaps } from '../color/maps.js';
import { bundledFonts } from '../fonts/fonts.js';
import { frameAround } from '../scene/frame.js';
import type { CellsItem, Item, Scene, TextItem } from '../scene/scene.js';
import { THEMES } from '../theme.js';
import { measure, metrics } from '../typography/measure.js';

/** The kinds in the order in which they are shown, and what each is for. */
export const KINDS: readonly (readonly [MapKind, string])[] = [
  ['sequential', 'from low to high'],
  ['diverging', 'both ways from a centre'],
  ['cyclic', 'ends as it begins: angles, times of day'],
  ['categorical', 'separate colours for words'],
];

/** What was measured of a map, as it is noted beside it. */
export const NOTES = [
  {
    note: 'CVD-safe',
    means: 'readable with any colour-vision deficiency',
    holds: (map: NamedColormap) => map.cvdSafe,
  },
  { note: 'uniform', means: 'equal steps look equally large', holds: (map: NamedColormap) => map.uniform },
] as const;

/** What applies to all of them, a line each. */
export const FOOTNOTES: readonly string[] = [
  ...NOTES.map(({ note, means }) => `${note}: ${means}.`),
  'Both are measured, in CAM02-UCS. A name followed by _r is that map reversed.',
];

/** Side by side: the kinds of each column. */
const COLUMNS: readonly (readonly MapKind[])[] = [['sequential'], ['diverging', 'cyclic', 'categorical']];

// In px. A strip has 256 of them so that each colour of a map gets as many as the others.
const MARGIN = 24;
const NAME = 84;
const STRIP = { width: 256, height: 14 };
const NOTE = 54;
const BETWEEN = 44;
const ROW = 20;
const HEADING = 30;
const TITLE = 30;
const FOOTNOTE = 16;
const SEAM = 2;

const PIXELS = 2;
const DPI = 96 * PIXELS;

export function colormapSheet(): Scene {
  const { color, font, background } = THEMES.light;
  const column = NAME + STRIP.width + NOTES.length * NOTE;
  const title = { x: MARGIN, y: MARGIN + font.title / 2, role: 'title', size: font.title } as const;
  const items: Item[] = [text('Colormaps', { ...title, weight: 'bold', fill: color.text })];
  let bottom = 0;
  for (const [i, kinds] of COLUMNS.entries()) {
    let y = MARGIN + TITLE;
    for (const kind of kinds) {
      const part = section(kind, MARGIN + i * (column + BETWEEN), y);
      items.push(...part.items);
      y = part.bottom + ROW / 2;
    }
    bottom = Math.max(bottom, y);
  }
  for (const footnote of FOOTNOTES) {
    const line = { x: MARGIN, y: bottom + FOOTNOTE / 2, role: 'caption', size: font.caption } as const;
    items.push(text(footnote, { ...line, fill: color.secondary }));
    bottom += FOOTNOTE;
  }
  return {
    width: Math.ceil(Math.max(...items.map(rightEdge))) + MARGIN,
    height: bottom + MARGIN,
    pixelRatio: PIXELS,
    dpi: DPI,
    background,
    title: 'Colormaps',
    description: KINDS.map(
      ([kind]) =>
        `${capitalized(kind)}: ${mapsOf(kind)
          .map(({ name }) => name)
          .join(', ')}.`,
    ).join(' '),
    text: 'font',
    items,
  };
}

/** The maps of a kind under its name, from (`left`, `top`) on. */
function section(kind: MapKind, left: number, top: number): { items: Item[]; bottom: number } {
  const { color, font } = THEMES.light;
  const heading = { y: top + HEADING / 2, role: 'panel-title', size: font.panelTitle } as const;
  const title = text(capitalized(kind), { ...heading, x: left, weight: 'bold', fill: color.text });
  const [, purpose] = KINDS.find(([known]) => known === kind) as (typeof KINDS)[number];
  const aside = { ...heading, x: left + title.width + 8, size: font.label, fill: color.secondary };
  const maps = mapsOf(kind);
  const rows = maps.flatMap((map, i) => row(map, left, top + HEADING + i * ROW));
  return { items: [title, text(purpose, aside), ...rows], bottom: top + HEADING + maps.length * ROW };
}

export function mapsOf(kind: MapKind): NamedColormap[] {
  return namedColormaps().filter((map) => map.kind === kind);
}

/** A map's name, its colours and what was measured of it, in a line that begins at (`left`, `top`). */
function row(map: NamedColormap, left: number, top: number): Item[] {
  const { color, font } = THEMES.light;
  const label = { y: top + ROW / 2, role: 'tick-label', size: font.label } as const;
  const notes = left + NAME + STRIP.width + 12;
  return [
    text(map.name, { ...label, x: left, fill: color.text }),
    ...strip(map, left + NAME, top + (ROW - STRIP.height) / 2),
    ...NOTES.flatMap(({ note, holds }, i) =>
      holds(map)
        ? [text(note, { ...label, x: notes + i * NOTE, size: font.caption, fill: color.secondary })]
        : [],
    ),
  ];
}

function strip({ kind, colors }: NamedColormap, left: number, top: number): Item[] {
  const seam = kind === 'categorical' ? SEAM : 0;
  const snapped = (px: number) => left + Math.round(px * PIXELS) / PIXELS;
  const step = (STRIP.width + seam) / colors.length;
  const [right, bottom] = [left + STRIP.width, top + STRIP.height];
  const cells: CellsItem = {
    kind: 'cells',
    role: 'colorbar',
    left: colors.map((_, i) => snapped(i * step)),
    right: colors.map((_, i) => snapped((i + 1) * step) - seam),
    top: [top],
    bottom: [bottom],
    indices: Uint16Array.from(colors, (_, i) => i),
    palette: colors,
  };
  // A line around what would run into the page.
  return seam
    ? [cells]
    : [cells, frameAround({ left, right, top, bottom }, THEMES.light.color.frame, 1 / PIXELS)];
}

function rightEdge(item: Item): number {
  return item.kind === 'text' ? item.x + item.width : item.kind === 'cells' ? (item.right.at(-1) ?? 0) : 0;
}

/** A line of text from `x` on, the middle of its capitals at `y`. */
function text(
  content: string,
  at: Pick<TextItem, 'x' | 'y' | 'role' | 'size' | 'fill'> & Partial<Pick<TextItem, 'weight'>>,
): TextItem {
  const weight = at.weight ?? 'normal';
  const { ascent, descent, capHeight } = metrics(weight, bundledFonts());
  return {
    ...at,
    kind: 'text',
    text: content,
    y: at.y + (capHeight * at.size) / 2,
    anchor: 'start',
    angle: 0,
    weight,
    width: measure(content, at.size, weight, bundledFonts()),
    ascent: ascent * at.size,
    descent: descent * at.size,
  };
}

function capitalized(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
