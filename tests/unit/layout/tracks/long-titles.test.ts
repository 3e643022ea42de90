/** Long titles of strips, trees and slices, and guides on narrow pages. */
import { describe, expect, it } from 'vitest';
import type { TextItem } from '../../../../src/scene/scene.js';
import { type Rendered, rendered } from '../../../support/figure.js';
import { bodies } from '../../../support/pixels.js';

const rows = Array.from({ length: 12 }, (_, i) => `gene ${i}`);
const values = rows.map((_, i) => Array.from({ length: 14 }, (_, j) => Math.sin(3 * i + 5 * j)));
const data = { values, rows };
const few = { values: values.map((row) => row.slice(0, 6)), rows };

const texts = ({ scene }: Rendered) => scene.items.filter((item): item is TextItem => item.kind === 'text');
const linesOf = (made: Rendered, title: string) =>
  texts(made).filter(
    ({ text }) => text.split(' ').every((word) => title.includes(word)) && text.includes(' '),
  );

describe('a long title', () => {
  it('of a strip of rows wraps below it, into lines beside each other', () => {
    const title = 'number of reads after quality filtering';
    const made = rendered({
      data,
      y: { annotations: [{ title, values: rows.map((_, i) => i), colorbar: false }] },
    });
    const lines = linesOf(made, title);
    expect(lines.map(({ text }) => text).join(' ')).toBe(title);
    expect(lines.map(({ angle }) => angle)).toEqual([-90, -90]);
    expect(lines[1].x - lines[0].x).toBeGreaterThan(11);
    const [body] = bodies(made.scene);
    expect(made.scene.height - body.bottom[11]).toBeLessThan(180);
    const short = rendered({
      data,
      y: { annotations: [{ title: 'age of donor', values: rows.map((_, i) => i) }] },
    });
    expect(texts(short).filter(({ text, angle }) => text === 'age of donor' && angle === -90)).toHaveLength(
      1,
    );
  });

  it.each(['x', 'y'])('of the axis of a tree of %s wraps', (axis) => {
    const title = 'average linkage of Euclidean distances between samples';
    const made = rendered({ data, [axis]: { order: 'cluster', dendrogram: { axis: { title } } } });
    const lines = linesOf(made, title);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(({ text }) => text).join(' ')).toContain('average linkage');
    // Lines that read upward follow each other to the right, others downward.
    const places = lines.map(({ x, y }) => (axis === 'x' ? x : y));
    const inReadingOrder = [...lines].sort((a, b) => title.indexOf(a.text) - title.indexOf(b.text));
    expect(inReadingOrder.map(({ x, y }) => (axis === 'x' ? x : y))).toEqual(
      [...places].sort((a, b) => a - b),
    );
  });

  it('of a slice of one column extends over its neighbours as far as their titles allow', () => {
    const groups = [
      'untreated',
      ...Array(5).fill('treated with drug'),
      'control',
      ...Array(6).fill('washout'),
      'recovered',
    ];
    const made = rendered({ data, cells: { width: 22 }, x: { split: { groups } } });
    const titles = texts(made).filter(({ role }) => role === 'group');
    expect(titles.map(({ text }) => text)).toEqual([...new Set(groups)]);
    titles.slice(1).forEach((title, i) => {
      const before = titles[i];
      expect(title.x - title.width / 2).toBeGreaterThan(before.x + before.width / 2);
    });
    for (const { x, width } of titles) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(made.scene.width);
    }
    // Without room, titles are still shortened.
    const crowded = values.map((_, i) => `${'condition'.repeat(3)} ${i}`);
    const narrow = rendered({
      data: few,
      cells: { width: 22 },
      x: { split: { groups: crowded.slice(0, 6) } },
    });
    expect(narrow.diagnostics.map(({ code }) => code)).toContain('text-cut');
  });
});

describe('a strip without any value', () => {
  it('has "no data" in its legend instead of a bar from 0 to 1', () => {
    const strip = { title: 'age', kind: 'continuous', values: rows.map(() => null) };
    const made = rendered({ data, y: { annotations: [strip] } });
    const all = texts(made).map(({ text }) => text);
    expect(all.filter((text) => text === 'no data')).toHaveLength(1);
    expect(made.figure.guides.map(({ kind }) => kind)).toEqual(['colorbar', 'legend']);
    // A domain of the spec means something.
    const fixed = { ...strip, color: { domain: [0, 90] } };
    expect(rendered({ data, y: { annotations: [fixed] } }).figure.guides[1].kind).toBe('colorbar');
  });
});

describe('guides beside the body', () => {
  const annotations = [
    { title: 'tissue', values: rows.map((_, i) => ['liver', 'brain', 'cerebellum'][i % 3]) },
    { title: 'treatment', values: rows.map((_, i) => ['untreated', 'dexamethasone'][i % 2]) },
  ];
  const widthOf = (size: object) => {
    const made = rendered({ data: few, size, colorbar: { title: 'z-score' }, y: { annotations } });
    const [body] = bodies(made.scene);
    return body.right[5] - body.left[0];
  };

  it('are in one column on a narrow page, so that the body keeps its share', () => {
    expect(widthOf({ width: '92mm' })).toBeGreaterThan(90);
    // On a page of a given height, longer columns would not fit.
    expect(widthOf({ width: '92mm', height: '80mm' })).toBeLessThan(widthOf({ width: '92mm' }));
  });
});
