import type { Panel } from '../figure/figure.js';
import type { Item } from '../scene/scene.js';
import type { Body, Spans } from './body.js';
import type { Context } from './context.js';

/** Draws lines between cells of different regions and around all regions; none if cells are aggregated. */
export function drawRegionOutlines(panel: Panel, { columns, rows }: Body, { theme }: Context): Item[] {
  const { regions, drawn, x, y, matrix } = panel;
  if (!regions || drawn.aggregation) return [];
  const regionAt = (row: number, column: number) =>
    row < 0 || column < 0 || row >= y.order.length || column >= x.order.length
      ? -1
      : regions.ofCell[y.order[row] * matrix.columns + x.order[column]];
  const strokeWidth = theme.lineWidth.region;
  // Lines extend by half their width, so that they meet in corners.
  const [acrossEdges, downEdges] = [edgesOf(columns), edgesOf(rows)];
  const extended = (edges: readonly number[], from: number, to: number) =>
    [edges[from] - strokeWidth / 2, edges[to] + strokeWidth / 2] as const;
  const vertical = acrossEdges.flatMap((at, column) =>
    runs(y.order.length, (row) => regionAt(row, column - 1) !== regionAt(row, column)).map(([from, to]) => {
      const [start, end] = extended(downEdges, from, to);
      return [at, start, at, end];
    }),
  );
  const horizontal = downEdges.flatMap((at, row) =>
    runs(x.order.length, (column) => regionAt(row - 1, column) !== regionAt(row, column)).map(
      ([from, to]) => {
        const [start, end] = extended(acrossEdges, from, to);
        return [start, at, end, at];
      },
    ),
  );
  return [
    {
      kind: 'path',
      role: 'frame',
      subpaths: [...vertical, ...horizontal],
      closed: false,
      fill: null,
      stroke: theme.color.tick,
      strokeWidth,
      crisp: false,
    },
  ];
}

/** Returns the edges of the items, in the middle of the gaps between them. */
function edgesOf({ start, end }: Spans): number[] {
  const gap = start.length > 1 ? start[1] - end[0] : 0;
  return [
    ...start.map((edge, i) => (i === 0 ? edge - gap / 2 : (edge + end[i - 1]) / 2)),
    end[end.length - 1] + gap / 2,
  ];
}

/** Returns the ranges [from, to) of the numbers below `count` that pass a test. */
function runs(count: number, test: (i: number) => boolean): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    if (!test(i)) continue;
    const last = found.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
}
