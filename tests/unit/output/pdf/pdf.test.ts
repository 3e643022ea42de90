/** PDF files, read back with PDFium and, for their structure, from their bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Hex, hexToRgb } from '../../../../src/color/color.js';
import { HeatmapError } from '../../../../src/diagnostics.js';
import { bundledFonts } from '../../../../src/fonts/font-set.js';
import { readFont } from '../../../../src/fonts/truetype.js';
import { write } from '../../../../src/render.js';
import {
  type CellsItem,
  NOT_DRAWN,
  type PathItem,
  type Scene,
  type TextItem,
} from '../../../../src/scene/scene.js';
import { rendered } from '../../../support/figure.js';
import { inkOf, rasterizeWithResvg, toPixels } from '../../../support/ink.js';
import { openPdf } from '../../../support/pdf.js';

const FONT_FILE = join(import.meta.dirname, '../../../../src/fonts/ttf/DejaVuSans.ttf');

const page: Scene = {
  width: 200,
  height: 160,
  pixelRatio: 2,
  dpi: 192,
  background: '#ffffff',
  title: 'Heatmap',
  description: '',
  text: 'font',
  items: [],
};

const textItem = (text: string, options: Partial<TextItem> = {}): TextItem => ({
  kind: 'text',
  role: 'tick-label',
  text,
  x: 60,
  y: 80,
  anchor: 'start',
  angle: 0,
  size: 12,
  weight: 'normal',
  fill: '#000000',
  width: 0,
  ascent: 0,
  descent: 0,
  ...options,
});

/** Cells with edges that no resolution puts on whole pixels. */
function cellsOf(
  rows: number,
  columns: number,
  indexOf: (i: number, j: number) => number,
  gapAfter = -1,
): CellsItem {
  const edges = (count: number, size: number, gap: number) =>
    Array.from({ length: count }, (_, i) => 10.3 + i * size + (i > gap && gap >= 0 ? 4 : 0));
  const [left, top] = [edges(columns, 7.37, gapAfter), edges(rows, 5.21, -1)];
  return {
    kind: 'cells',
    role: 'body',
    left,
    right: left.map((x) => x + 7.37),
    top,
    bottom: top.map((y) => y + 5.21),
    indices: Uint16Array.from({ length: rows * columns }, (_, k) =>
      indexOf(Math.floor(k / columns), k % columns),
    ),
    palette: ['#102030', '#103020', '#301020'],
  };
}

/** The content of each stream of a file, with its dictionary. */
function streamsOf(bytes: Uint8Array): { head: string; content: Buffer }[] {
  const file = Buffer.from(bytes);
  const latin1 = file.toString('latin1');
  return [...latin1.matchAll(/<<([^\n]*)\/Length (\d+)>>\nstream\n/g)].map((match) => {
    const start = match.index + match[0].length;
    const raw = file.subarray(start, start + Number(match[2]));
    return { head: match[1], content: match[1].includes('/FlateDecode') ? inflateSync(raw) : raw };
  });
}

describe('a PDF file', () => {
  const figure = rendered({
    data: {
      values: [
        [-1.5, 2],
        [0.25, null],
      ],
      rows: ['naïve (a)', 'β → γ'],
      columns: ['Ġthe long label of it', '<0x0A> \\n'],
    },
    title: 'Größe (log₂) − “test” • ⟨x⟩',
    x: { ticks: { rotate: 45 }, title: 'x\\y' },
    y: { title: 'rows' },
    cells: { values: true },
  });
  const bytes = write(figure.scene, 'pdf');
  const source = Buffer.from(bytes).toString('latin1');

  it('has a page of exactly the size of the figure', async () => {
    const { width, height } = await openPdf(bytes);
    expect([width, height]).toEqual([0.75 * figure.scene.width, 0.75 * figure.scene.height]);
  });

  it('contains every text as it is written, also rotated ones', async () => {
    const { text } = await openPdf(bytes);
    const texts = figure.scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts).toContain('−1.50');
    for (const each of texts) expect(text).toContain(each);
  });

  it('lists the offset of each object', () => {
    const table = /xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)trailer/.exec(source);
    const offsets = (table?.[2] ?? '').split('\n').flatMap((row) => (row ? [Number(row.slice(0, 10))] : []));
    expect(offsets.length).toBe(Number(table?.[1]) - 1);
    for (const [i, offset] of offsets.entries())
      expect(source.slice(offset, offset + 12)).toMatch(new RegExp(`^${i + 1} 0 obj\n`));
    expect(source.slice(Number(/startxref\n(\d+)\n/.exec(source)?.[1])).startsWith('xref')).toBe(true);
  });

  it('states its title and description, and is tagged with them, but has no date and no path', () => {
    expect(source).toContain('/Lang (en)');
    expect(source).toContain('/Marked true');
    expect(source).toContain(`<rdf:li xml:lang="x-default">${figure.scene.title}`.slice(0, 30));
    expect(source).toContain(`/Alt <FEFF`);
    expect(source).not.toMatch(/Date|\/tmp|home/);
  });

  it('embeds only subsets of TrueType fonts, each with a map to characters', () => {
    expect(source).not.toContain('/Type3');
    const names = [...source.matchAll(/\/FontName \/([\w+-]+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(name).toMatch(/^[A-Z]{6}\+/);
    expect(source.match(/\/ToUnicode/g)?.length).toBe(names.length);
    expect(source.match(/\/FontFile2/g)?.length).toBe(names.length);
    expect(bytes.length).toBeLessThan(40_000);
  });

  it('has the colour of each cell', async () => {
    const pixels = await (await openPdf(bytes)).render(2);
    const body = figure.scene.items.find(
      (item) => item.kind === 'cells' && item.role === 'body',
    ) as CellsItem;
    body.top.forEach((top, i) => {
      body.left.forEach((left, j) => {
        const color = body.palette[body.indices[i * body.left.length + j]];
        // Near a corner, where no value is printed. Half a px is 0.75 pixels.
        expect(pixels.at(1.5 * (left + 2), 1.5 * (top + 2))).toBe(color);
      });
    });
  });
});

describe('cells in a PDF file', () => {
  it.each([
    ['neighbours of other colours', (i: number, j: number) => (i * 7 + j * 5 + ((i * j) % 3)) % 3],
    ['runs of one colour', (i: number, j: number) => (i + (j >> 2)) % 2],
  ])('have no seams between them at any zoom: %s', async (_, indexOf) => {
    const cells = cellsOf(23, 20, indexOf);
    const pdf = await openPdf(write({ ...page, items: [cells] }, 'pdf'));
    for (const scale of [0.33, 0.71, 1, 1.37, 2.9]) {
      const { at } = await pdf.render(scale);
      const [x0, x1] = [10.3, 10.3 + 20 * 7.37].map((x) => 0.75 * scale * x);
      const [y0, y1] = [10.3, 10.3 + 23 * 5.21].map((y) => 0.75 * scale * y);
      const found = new Set<string>();
      for (let y = Math.ceil(y0) + 1; y < y1 - 2; y++)
        for (let x = Math.ceil(x0) + 1; x < x1 - 2; x++) found.add(at(x, y));
      const brightest = [...found].reduce((max, color) => Math.max(max, ...hexToRgb(color as Hex)), 0);
      expect([scale, brightest]).toEqual([scale, 0x30]);
    }
  });

  it.each([
    ['rectangles', 12, 9],
    ['an image', 200, 160],
  ])('leave the page visible where they are not drawn, and in gaps: %s', async (kind, rows, columns) => {
    // Every third cell is not drawn, so that cells have all kinds of neighbours.
    const isHidden = (i: number, j: number) => (i * 5 + j * 3 + ((i * j) % 7)) % 3 === 0;
    const cells = cellsOf(rows, columns, (i, j) => (isHidden(i, j) ? NOT_DRAWN : (i + 2 * j) % 3), 3);
    const scene = { ...page, width: 1300, height: 1100, items: [cells] };
    const bytes = write(scene, 'pdf');
    expect(Buffer.from(bytes).includes('/Subtype /Image')).toBe(kind === 'an image');
    const { at } = await (await openPdf(bytes)).render(2);
    const found: string[] = [];
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const color = at(1.5 * (cells.left[j] + 3.7), 1.5 * (cells.top[i] + 2.6));
        const index = cells.indices[i * columns + j];
        if (color !== (index === NOT_DRAWN ? '#ffffff' : cells.palette[index]))
          found.push(`${i},${j}: ${color}`);
      }
    expect(found).toEqual([]);
    expect(at(1.5 * (cells.right[3] + 2), 60)).toBe('#ffffff');
  });

  it('are at most 150 KB for 200 × 200 values of noise', () => {
    let seed = 1;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const data = Array.from({ length: 200 }, () => Array.from({ length: 200 }, random));
    expect(write(rendered({ data }).scene, 'pdf').length).toBeLessThan(150_000);
  });
});

describe('text in a PDF file', () => {
  it.each([0, -45, -90, 90])('is drawn where the PNG has it, at %i°', async (angle) => {
    const scene = { ...page, items: [textItem('AVATAR Type', { angle, x: 100, size: 24, weight: 'bold' })] };
    const png = toPixels(write(scene, 'png'));
    const pdf = await (await openPdf(write(scene, 'pdf'))).render(png.width / (0.75 * page.width));
    const [a, b] = [inkOf(png), inkOf(pdf)];
    for (const side of ['left', 'right', 'top', 'bottom'] as const)
      expect([side, Math.abs(a[side] - b[side]) <= 1]).toEqual([side, true]);
  });

  it('extracts also if two characters have one glyph, or none', async () => {
    // The Greek capital alpha has the outline of A in most fonts; a private character has none.
    const texts = ['A Α А', 'x\ue123y', 'K K', 'a\u00adb'];
    const items = texts.map((text, i) => textItem(text, { x: 10, y: 30 + 20 * i }));
    const { text } = await openPdf(write({ ...page, items }, 'pdf'));
    expect(text).toContain('A Α А');
    expect(text).toContain('x\ue123y');
  });

  it('is refused in a font that does not allow it', () => {
    const restricted = Buffer.from(readFileSync(FONT_FILE));
    const count = restricted.readUInt16BE(4);
    const record = Array.from({ length: count }, (_, i) => 12 + 16 * i).find(
      (at) => restricted.toString('latin1', at, at + 4) === 'OS/2',
    ) as number;
    restricted.writeUInt16BE(0x2, restricted.readUInt32BE(record + 8) + 8);
    const font = readFont(restricted, 'Secret');
    const fonts = { ...bundledFonts(), regular: [font] };
    const attempt = () => write({ ...page, items: [textItem('a')] }, 'pdf', fonts);
    expect(attempt).toThrow(HeatmapError);
    expect(attempt).toThrow(/licence of the font Secret/);
  });
});

describe('paths in a PDF file', () => {
  it('have the shape that resvg draws from the SVG', async () => {
    const path: PathItem = {
      kind: 'path',
      role: 'highlight',
      subpaths: [
        [20, 20, 60, 20, 40, 70],
        {
          start: [150, 80],
          segments: [
            {
              kind: 'arc',
              radiusX: 40,
              radiusY: 25,
              rotation: 20,
              largeArc: true,
              clockwise: true,
              to: [110, 80],
            },
            { kind: 'cubic', control1: [110, 40], control2: [150, 40], to: [150, 80] },
          ],
        },
      ],
      closed: true,
      fill: '#808080',
      stroke: '#000000',
      strokeWidth: 3,
      crisp: false,
    };
    const scene = { ...page, items: [path] };
    const svg = rasterizeWithResvg(new TextDecoder().decode(write(scene, 'svg')), 2);
    const pdf = await (await openPdf(write(scene, 'pdf'))).render(2 / 0.75);
    expect([pdf.width, pdf.height]).toEqual([svg.width, svg.height]);
    const different = pdf.ink.filter((value, i) => Math.abs(value - svg.ink[i]) > 0.5);
    expect(different.length).toBeLessThan(20);
  });
});

it('is compressed by a library that has the same result on every machine', () => {
  const [content] = streamsOf(write({ ...page, items: [textItem('abc')] }, 'pdf')).filter(({ content: c }) =>
    c.includes('BT'),
  );
  expect(content.head).toContain('/FlateDecode');
  expect(content.content.toString()).toMatch(/^\/Figure <<\/MCID 0>> BDC/);
});
