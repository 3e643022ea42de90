/** The picture of a difference marks the cells and texts that differ, at their places. */
import { describe, expect, it } from 'vitest';
import { differenceSheet } from '../../../src/diff/difference-sheet.js';
import { type DrawnFigure, markDifferences } from '../../../src/diff/figure-marks.js';
import { summarizeFigure, withoutSources } from '../../../src/diff/summary.js';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import type { CellsItem } from '../../../src/scene/scene.js';
import type { Spec } from '../../../src/spec/spec.js';
import { rendered } from '../../support/figure.js';

function drawnFigure(spec: object): DrawnFigure {
  const { figure, scene } = rendered({ lint: false, ...spec }, 1, false);
  return { summary: withoutSources(summarizeFigure(figure, spec as Spec)), scene };
}

const rows = ['r0', 'r1', 'r2'];
const figure = (values: number[][], more: object = {}) =>
  drawnFigure({ data: { values, rows, columns: ['a', 'b'] }, ...more });
const VALUES = [
  [1, 2],
  [3, 4],
  [5, 6],
];

/** The rows and columns of marked cells as they are on the page. */
const markedAt = ({ rows, columns, positions }: ReturnType<typeof markDifferences>[0]['cells'][0]) =>
  [...positions].map((at) => [
    rows.start[Math.floor(at / columns.start.length)],
    columns.start[at % columns.start.length],
  ]);

const bodyOf = ({ scene }: DrawnFigure) =>
  scene.items.find((item): item is CellsItem => item.role === 'body') as CellsItem;

describe('the marks of a difference', () => {
  it('are at the changed cells, also if the order of the rows changed', () => {
    const before = figure(VALUES);
    const after = figure(
      [
        [1, 2],
        [3, 40],
        [5, 6],
      ],
      { y: { order: 'reverse' } },
    );
    const [marksBefore, marksAfter] = markDifferences(before, after);
    const cell = (drawn: DrawnFigure, row: number) => [[bodyOf(drawn).top[row], bodyOf(drawn).left[1]]];
    expect(markedAt(marksBefore.cells[0])).toEqual(cell(before, 1));
    expect(markedAt(marksAfter.cells[0])).toEqual(cell(after, 1));
    const other = markDifferences(
      before,
      figure(
        [
          [1, 2],
          [3, 4],
          [5, 60],
        ],
        { y: { order: 'reverse' } },
      ),
    );
    expect(markedAt(other[0].cells[0])).toEqual(cell(before, 2));
    expect(markedAt(other[1].cells[0])).toEqual(cell(after, 0));
  });

  it('are around texts and colorbars that only one of the figures has', () => {
    const marks = markDifferences(figure(VALUES, { title: 'A' }), figure(VALUES, { title: 'A' }));
    expect(marks.map(({ outlines, cells }) => [outlines, cells])).toEqual([
      [[], []],
      [[], []],
    ]);
    const [before, after] = markDifferences(
      figure(VALUES, { title: 'A' }),
      figure(VALUES, { color: { map: 'magma' }, colorbar: { title: 'new' } }),
    );
    expect([before.outlines.length, after.outlines.length]).toEqual([2, 2]);
  });

  it('are drawn in vector graphics above the two figures, with the sentences as description', () => {
    const [before, after] = [
      figure(VALUES),
      figure(
        [
          [1, 2],
          [3, 40],
          [5, 6],
        ],
        { title: '<b>' },
      ),
    ];
    const [marksBefore, marksAfter] = markDifferences(before, after);
    const sheet = differenceSheet(
      [
        { name: 'a.png', scene: before.scene, marks: marksBefore },
        { name: 'b.svg', scene: after.scene, marks: marksAfter },
      ],
      ['1 value changed'],
      bundledFonts(),
    );
    const strokes = sheet.items.flatMap((item) =>
      item.kind === 'path' && item.role === 'highlight' ? [item.stroke] : [],
    );
    expect(strokes.filter((color) => color === '#e6007e').length).toBeGreaterThanOrEqual(3);
    expect(sheet.description).toBe('1 value changed');
    const texts = sheet.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['before: a.png', 'after: b.svg', '<b>']));
  });
});

it('a summary without sources does not depend on where the data is', () => {
  const carried = drawnFigure({ data: { values: VALUES, rows, columns: ['a', 'b'] }, embed: true });
  expect(carried.summary.specKeys.has('embed')).toBe(false);
});
