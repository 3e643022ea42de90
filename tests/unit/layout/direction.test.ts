/** Pages from right to left. */
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/render.js';
import type { CellsItem, Role, Scene, TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';

const panel = (title: string) => ({
  title,
  data: [
    [1, 2],
    [3, 4],
  ],
});
const SPEC = {
  direction: 'rtl',
  title: { text: 'first title', align: 'start' },
  caption: 'caption',
  panels: ['א', 'ב', 'ג'].map(panel),
  layout: { columns: 2, titles: { rows: ['one', 'two'], columns: ['right', 'left'] } },
  x: { labels: ['A', 'B'] },
  y: { labels: ['שורה', 'CD4+'] },
  colorbar: { title: 'values' },
};

function texts({ items }: Scene, role: Role): TextItem[] {
  return items.filter((item): item is TextItem => item.kind === 'text' && item.role === role);
}

function cells({ items }: Scene, role: Role): CellsItem[] {
  return items.filter((item): item is CellsItem => item.kind === 'cells' && item.role === role);
}

/** Returns the x of a text. */
function xOf(scene: Scene, text: string): number {
  return (
    scene.items.find((item): item is TextItem => item.kind === 'text' && item.text === text)?.x ?? Number.NaN
  );
}

describe('a page from right to left', () => {
  const { scene, figure } = rendered(SPEC);
  const bodies = cells(scene, 'body');

  it('has panels from right to left, the last row beginning at the right', () => {
    const [first, second, third] = bodies.map(({ left }) => left[0]);
    expect(second).toBeLessThan(first);
    expect(third).toBe(first);
    expect(xOf(scene, 'right')).toBeGreaterThan(first);
    expect(xOf(scene, 'left')).toBeLessThan(first);
    expect(figure.accessible.description).toContain('right (right) to left (left)');
  });

  it('has the labels and titles of rows on the right, the colorbar on the left, and headings at the right edge', () => {
    const right = bodies[0].right[1];
    for (const text of ['שורה', 'one', 'two']) expect(xOf(scene, text)).toBeGreaterThan(right);
    expect(cells(scene, 'colorbar')[0].right[0]).toBeLessThan(bodies[1].left[0]);
    for (const role of ['title', 'caption'] as const)
      expect(texts(scene, role)).toMatchObject([{ anchor: 'end', x: right }]);
  });

  it('keeps the order of columns, and reverses it on request', () => {
    const panelSpec = { direction: 'rtl', data: [[1, 2]], x: { labels: ['A', 'B'] } };
    const inOrder = rendered(panelSpec).scene;
    expect(xOf(inOrder, 'A')).toBeLessThan(xOf(inOrder, 'B'));
    const reversed = rendered({ ...panelSpec, x: { ...panelSpec.x, order: 'reverse' } }).scene;
    expect(xOf(reversed, 'A')).toBeGreaterThan(xOf(reversed, 'B'));
  });

  it('has what the spec names on the side that it names', () => {
    const named = {
      data: [
        [1, 2],
        [3, 4],
      ],
      y: { side: 'left', title: 'rows' },
      colorbar: { side: 'right', title: 'v' },
    };
    const [ltr, rtl] = ['ltr', 'rtl'].map((direction) => rendered({ ...named, direction }).scene);
    expect(rtl.items).toEqual(ltr.items);
  });

  it('has the swatches of a legend at the right of their texts, in the order of the page', () => {
    for (const side of ['left', 'bottom']) {
      const legend = rendered({
        direction: 'rtl',
        data: [
          ['a', 'b'],
          ['b', 'c'],
        ],
        colorbar: { side, title: false },
      }).scene;
      const swatches = cells(legend, 'colorbar');
      ['a', 'b', 'c'].forEach((name, i) => {
        expect(xOf(legend, name)).toBeLessThan(swatches[i].left[0]);
        if (side === 'bottom' && i > 0) expect(swatches[i].right[0]).toBeLessThan(xOf(legend, 'abc'[i - 1]));
      });
    }
  });

  it('counts missing values at the left of a colorbar below, whose numbers increase to the right', () => {
    const below = rendered({
      direction: 'rtl',
      data: [[0, null, 9]],
      colorbar: { side: 'bottom', title: 'v' },
    }).scene;
    const [bar] = cells(below, 'colorbar');
    const swatch = cells(below, 'missing').at(-1) as CellsItem;
    expect(xOf(below, 'no data')).toBeLessThan(swatch.left[0]);
    expect(swatch.right[0]).toBeLessThan(bar.left[0]);
    const ticks = texts(below, 'tick-label').filter(({ text, y }) => /^\d$/.test(text) && y > bar.bottom[0]);
    expect(ticks.map(({ text }) => Number(text))).toEqual(ticks.map(({ text }) => Number(text)).sort());
    expect(ticks.map(({ x }) => x)).toEqual(ticks.map(({ x }) => x).sort((a, b) => a - b));
  });
});

describe('the direction of paragraphs on a page from right to left', () => {
  const directionOf = (text: string, direction: string) =>
    texts(rendered({ data: [[1]], direction, y: { labels: [text] } }).scene, 'tick-label').find(
      (item) => item.text === text,
    )?.isRightToLeft ?? false;

  it.each([
    ['שלום', true, true],
    ['GDP בישראל (%)', false, true],
    ['CD4+', false, false],
    ['−5', false, false],
    ['CPU (%)', false, false],
  ])('%s', (text, onLtr, onRtl) => {
    expect([directionOf(text, 'ltr'), directionOf(text, 'rtl')]).toEqual([onLtr, onRtl]);
  });

  it('is that of the page for text that begins with Latin letters in SVG, too', () => {
    const figure = rendered({ data: [[1]], direction: 'rtl', title: 'GDP של ארץ (%)' });
    // A browser takes the direction of a text in SVG from its first letter.
    expect(figure.svg()).toContain('\u200fGDP של ארץ (%)');
  });
});

describe('files of a page from right to left', () => {
  const scene = rendered({ ...SPEC, layout: { columns: 2 } }).scene;
  const svg = new TextDecoder().decode(write(scene, 'svg'));
  const html = new TextDecoder().decode(write(scene, 'html'));

  it('anchor texts of SVG from the left inside of an HTML page from right to left', () => {
    expect(svg).toMatch(/^<svg [^>]*direction="ltr"/);
    expect(rendered({ data: [[1]] }).svg()).not.toContain('direction');
  });

  it('have a direction in HTML, and a table whose columns are where those of the figure are', () => {
    expect(html).toContain('<html lang="en" dir="rtl">');
    expect(html).toContain('#view { direction: ltr; }');
    expect(html).toMatch(/<td><\/td><th scope="col">B<\/th><th scope="col">A<\/th>/);
    expect(html).toMatch(/<th scope="row">שורה<\/th><td>2<\/td><td>1<\/td>/);
  });
});
