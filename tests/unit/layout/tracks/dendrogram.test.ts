/** Dendrograms: brackets at the centres of cells and on whole device pixels, colours of clusters, and the axis of heights. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis, Side } from '../../../../src/figure/figure.js';
import { mergeColumns } from '../../../../src/layout/tracks/dendrogram-lines.js';
import type { PathItem, Scene, TextItem } from '../../../../src/scene/scene.js';
import { type Rendered, rendered } from '../../../support/figure.js';
import { decodePng } from '../../../support/pixels.js';

/** Rows at these places on a line, so that the heights of single linkage are the distances between neighbours. */
const places = [0, 1, 10, 12, 30];
const data = { values: places.map((place) => [place, 0]), rows: ['a', 'b', 'c', 'd', 'e'] };
const single = { order: { cluster: { method: 'single' } } };

function treeOf(scene: Scene): PathItem[] {
  return scene.items.filter((item): item is PathItem => item.role === 'dendrogram' && item.kind === 'path');
}

/** The points of all lines of the tree. */
function pointsOf(items: readonly PathItem[]): [x: number, y: number][] {
  return items.flatMap(({ subpaths }) =>
    subpaths.flatMap((subpath) => {
      const numbers = subpath as number[];
      return numbers.flatMap((x, i): [number, number][] => (i % 2 === 0 ? [[x, numbers[i + 1]]] : []));
    }),
  );
}

function bodyOf(scene: Scene) {
  const body = scene.items.find(({ role }) => role === 'body');
  if (body?.kind !== 'cells') throw new Error('no body');
  return body;
}

describe('the lines of a dendrogram', () => {
  it('have the heights of the merges in the pixels of a PNG', () => {
    const y = { ...single, dendrogram: { side: 'right', size: 54 } };
    const result = rendered({ data, y, cells: { width: 20, height: 20 }, colorbar: false });
    const picture = decodePng(result.png());
    const { pixelRatio } = result.scene;
    const body = bodyOf(result.scene);
    const background = picture.at(0, 0);
    const edge = Math.ceil(Math.max(...body.right) * pixelRatio) + 1;
    // The line of a leaf ends at its merge: a and b at 1, c and d at 2, e at 18, which is 54 px.
    const lengths = body.top.map((top, i) => {
      const row = Math.floor(((top + body.bottom[i]) / 2) * pixelRatio);
      const inked = Array.from({ length: picture.width - edge }, (_, k) => edge + k).filter(
        (x) => picture.at(x, row) !== background,
      );
      const isJoined = (x: number, k: number) => k === 0 || x === inked[k - 1] + 1;
      const end = inked.findIndex((x, k) => !isJoined(x, k));
      return (end < 0 ? inked.length : end) / pixelRatio;
    });
    const leafHeights = Object.fromEntries(
      result.figure.panels[0].y.order.map((item, i) => [data.rows[item], lengths[i]]),
    );
    for (const [leaf, px] of Object.entries({ a: 3, b: 3, c: 6, d: 6, e: 54 }))
      expect(Math.abs(leafHeights[leaf] - px)).toBeLessThanOrEqual(1.5);
  });

  it.each<[Side, object]>([
    ['left', {}],
    ['right', {}],
    ['top', {}],
    ['bottom', {}],
  ])('have the heights of the merges, at the centres of the items: %s', (side) => {
    const isRows = side === 'left' || side === 'right';
    const axis = { ...single, dendrogram: { side, size: 54 } };
    const spec = isRows ? { data, y: axis } : { data: { ...data, transpose: true }, x: axis };
    const { scene, figure } = rendered({ ...spec, cells: { width: 20, height: 20 } });
    const points = pointsOf(treeOf(scene)).map(([x, y]) => (isRows ? [y, x] : [x, y]));
    const levels = points.map(([, level]) => level);
    const isOutward = side === 'right' || side === 'bottom';
    const inner = isOutward ? Math.min(...levels) : Math.max(...levels);
    const heights = new Set(levels.map((level) => Math.abs(level - inner)));
    // Heights 1, 2, 9 and 18 of at most 18, as whole device pixels.
    const expected = [0, 3, 6, 27, 54];
    expect([...heights].length).toBe(expected.length);
    [...heights]
      .sort((a, b) => a - b)
      .forEach((height, i) => {
        expect(Math.abs(height - expected[i])).toBeLessThanOrEqual(0.5);
      });
    const body = bodyOf(scene);
    const { order } = figure.panels[0][isRows ? 'y' : 'x'];
    const [start, end] = isRows ? [body.top, body.bottom] : [body.left, body.right];
    const edge = {
      left: body.left[0],
      right: body.right.at(-1),
      top: body.top[0],
      bottom: body.bottom.at(-1),
    };
    expect((inner - (edge[side] as number)) * (isOutward ? 1 : -1)).toBeGreaterThan(0);
    const leaves = points.filter(([, level]) => level === inner).map(([along]) => along);
    expect(leaves.length).toBe(order.length);
    leaves
      .sort((a, b) => a - b)
      .forEach((along, i) => {
        expect(Math.abs(along - (start[i] + end[i]) / 2)).toBeLessThanOrEqual(0.5);
      });
  });

  it('are on whole device pixels at any resolution', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(72, 96, 150, 192, 300),
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 40 }),
        (dpi, values) => {
          const { scene } = rendered({
            data: values.map((value) => [value, 1]),
            y: { order: 'cluster' },
            size: { dpi },
          });
          for (const item of treeOf(scene)) {
            const width = item.strokeWidth * scene.pixelRatio;
            expect(Math.abs(width - Math.round(width))).toBeLessThan(1e-6);
            const offset = (Math.round(width) % 2) / 2;
            for (const numbers of item.subpaths as number[][]) {
              for (let i = 2; i < numbers.length; i += 2) {
                // The coordinate that both ends of a line share lies in the middle of a row of pixels, or between two rows.
                const shared = numbers[i] === numbers[i - 2] ? numbers[i] : numbers[i + 1];
                const pixel = shared * scene.pixelRatio - offset;
                expect(Math.abs(pixel - Math.round(pixel))).toBeLessThan(1e-6);
              }
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('of a tree with more leaves than pixels are few', () => {
    const values = Array.from({ length: 1600 }, (_, i) => [(i * 7919) % 1601, (i * 31) % 97]);
    const { scene } = rendered({ data: values, y: { order: { cluster: { leaves: 'mean' } } } });
    const body = bodyOf(scene);
    expect((body.bottom.at(-1) as number) - body.top[0]).toBeLessThan(1600);
    // A bracket for each merge would have eight.
    const coordinates = treeOf(scene).flatMap(({ subpaths }) => subpaths.flatMap((each) => each as number[]));
    expect(coordinates.length).toBeLessThan(0.6 * 8 * 1599);
  });

  it('that overlap are joined without a change of the picture', () => {
    const point = fc.integer({ min: 0, max: 9 });
    const bracket = fc.record({
      from: point,
      width: fc.integer({ min: 0, max: 2 }),
      a: point,
      b: point,
      top: point,
    });
    fc.assert(
      fc.property(fc.array(bracket, { maxLength: 30 }), (brackets) => {
        const paths = brackets.map(({ from, width, a, b, top }) => {
          const level = 10 + top;
          return [from, a, from, level, from + width, level, from + width, b];
        });
        const joined = mergeColumns(paths, 1);
        expect(coverage(joined)).toEqual(coverage(paths));
      }),
    );
  });
});

/** The squares of half a unit that lines of the width 1 cover; corners are mitred. */
function coverage(paths: readonly (readonly number[])[]): string[] {
  const covered = new Set<string>();
  for (const points of paths) {
    for (let i = 2; i < points.length; i += 2) {
      const [x0, y0, x1, y1] = points.slice(i - 2, i + 2).map((value) => 2 * value);
      const isBar = points.length === 8 && i === 4;
      const [across, along] = isBar ? [1, 1] : [x0 === x1 ? 1 : 0, x0 === x1 ? 0 : 1];
      for (let x = Math.min(x0, x1) - across; x < Math.max(x0, x1) + across; x++) {
        for (let y = Math.min(y0, y1) - along; y < Math.max(y0, y1) + along; y++) covered.add(`${x},${y}`);
      }
    }
  }
  return [...covered].sort();
}

describe('the colours of clusters', () => {
  const { scene, figure } = rendered({
    data,
    y: { ...single, dendrogram: { cut: 3, map: ['#ff0000', '#00ff00', '#0000ff'], size: 54 } },
    cells: { width: 20, height: 20 },
  });

  it('are at the leaves of each cluster, also of one item', () => {
    const { order, tree } = figure.panels[0].y;
    const body = bodyOf(scene);
    const colored = treeOf(scene).filter(({ stroke }) => tree?.colors?.includes(stroke as `#${string}`));
    expect(colored.map(({ stroke }) => stroke).sort()).toEqual(['#0000ff', '#00ff00', '#ff0000']);
    const rowsOf = (item: PathItem) => {
      const points = pointsOf([item]);
      const inner = Math.min(...points.map(([x]) => x));
      return points
        .filter(([x]) => x === inner)
        .map(([, y]) => body.top.findIndex((top, i) => y > top && y < body.bottom[i]))
        .map((row) => data.rows[order[row]])
        .sort()
        .join('');
    };
    expect(colored.map(rowsOf).sort()).toEqual(['ab', 'cd', 'e']);
  });

  it('leave the merges above the clusters in the colour of other trees', () => {
    const plain = treeOf(rendered({ data, y: single }).scene);
    expect(plain.length).toBe(1);
    const others = treeOf(scene).filter(({ stroke }) => stroke === plain[0].stroke);
    const xs = pointsOf(others).map(([x]) => x);
    // Merges at the heights 9 and 18.
    const inner = Math.min(...pointsOf(treeOf(scene)).map(([x]) => x));
    expect(Math.min(...xs) - inner).toBeGreaterThan(26);
    expect(Math.max(...xs) - inner).toBeLessThan(55);
  });
});

describe('the axis of heights', () => {
  const ticksOf = ({ scene }: Rendered) => {
    const body = bodyOf(scene);
    const right = body.right[body.right.length - 1];
    return scene.items.filter(
      (item): item is TextItem => item.kind === 'text' && item.role === 'tick-label' && item.x > right,
    );
  };

  it('has ticks in proportion to the heights', () => {
    const figure = rendered({
      data,
      y: { ...single, dendrogram: { size: 180, axis: true } },
      colorbar: false,
      cells: { width: 20, height: 20 },
    });
    const ticks = ticksOf(figure);
    expect(ticks.map(({ text }) => text)).toEqual(['0', '5', '10', '15']);
    const [first] = ticks;
    for (const { text, x } of ticks) expect(x - first.x).toBeCloseTo(Number(text) * 10, 9);
    const inner = Math.min(...pointsOf(treeOf(figure.scene)).map(([x]) => x));
    expect(Math.abs(first.x - inner)).toBeLessThanOrEqual(0.5);
    expect(figure.scene.items.some((item) => item.kind === 'text' && item.text === 'Height')).toBe(true);
  });

  it('ends below the merges that join slices', () => {
    const figure = rendered({
      data,
      y: {
        ...single,
        split: { groups: ['p', 'p', 'q', 'q', 'q'] },
        dendrogram: { size: 130, axis: { title: 'Distance' } },
      },
      colorbar: false,
      cells: { width: 20, height: 20 },
    });
    const { tree } = figure.figure.panels[0].y as Axis;
    expect(tree?.joinHeight).toBe(18);
    const values = ticksOf(figure).map(({ text }) => Number(text));
    expect(Math.max(...values)).toBeLessThanOrEqual(18);
    expect(figure.scene.items.some((item) => item.kind === 'text' && item.text === 'Distance')).toBe(true);
  });

  it('has no ticks if all heights are 0', () => {
    const equal = { values: [[1], [1], [1]] };
    expect(
      ticksOf(rendered({ data: equal, y: { ...single, dendrogram: { axis: true } }, colorbar: false }))
        .length,
    ).toBe(0);
  });
});
