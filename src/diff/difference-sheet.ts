/** Draws two figures beside each other, with lines around what differs. */
import type { Hex } from '../color/color.js';
import type { FontSet } from '../fonts/font-set.js';
import { sceneSheet } from '../layout/scene-sheet.js';
import type { Box } from '../scene/box.js';
import type { Polyline } from '../scene/path.js';
import type { PathItem, Scene } from '../scene/scene.js';
import { THEMES } from '../theme.js';
import type { FigureMarks, MarkedCells } from './figure-marks.js';

/** A figure of the sheet. */
export interface MarkedFigure {
  /** The name of its file, without folders. */
  readonly name: string;
  readonly scene: Scene;
  readonly marks: FigureMarks;
}

/** No colormap contains this colour. */
const MARK_COLOR: Hex = '#e6007e';
/** Figures that are at least this much wider than high are below each other. */
const MAX_RATIO = 2;
const HALO_COLOR: Hex = '#ffffff';
const MARK_WIDTH = 2;
/** The halo separates a line from cells of a similar colour. */
const HALO_WIDTH = 4;
/** With more cells, one box is drawn around all of them. */
const MAX_OUTLINED_CELLS = 20_000;

/** Returns one page with both figures. `sentences` describe the differences, for readers of the picture. */
export function differenceSheet(
  figures: readonly [before: MarkedFigure, after: MarkedFigure],
  sentences: readonly string[],
  fonts: FontSet,
): Scene {
  const pictures = figures.map(({ name, scene, marks }, i) => ({
    title: `${i === 0 ? 'before' : 'after'}: ${name}`,
    scene: { ...scene, items: [...scene.items, ...drawMarks(marks)] },
  }));
  const [{ scene }] = figures;
  return sceneSheet(
    pictures,
    scene.width > MAX_RATIO * scene.height ? 1 : figures.length,
    { theme: THEMES.light, fonts },
    {
      background: scene.background ?? THEMES.light.background,
      title: `Difference of ${figures.map(({ name }) => name).join(' and ')}`,
      description: sentences.join('. '),
    },
  );
}

function drawMarks({ outlines, cells }: FigureMarks): PathItem[] {
  const edges = cells.flatMap(cellEdges);
  return [
    ...(edges.length > 0 ? strokes(edges, false) : []),
    ...(outlines.length > 0 ? strokes(outlines, true) : []),
  ];
}

function strokes(subpaths: readonly Polyline[], closed: boolean): PathItem[] {
  const line = (stroke: Hex, strokeWidth: number): PathItem => ({
    kind: 'path',
    role: 'highlight',
    subpaths,
    closed,
    fill: null,
    stroke,
    strokeWidth,
    crisp: false,
  });
  return [line(HALO_COLOR, HALO_WIDTH), line(MARK_COLOR, MARK_WIDTH)];
}

/** Returns the edges between marked cells and others. */
function cellEdges({ rows, columns, positions }: MarkedCells): Polyline[] {
  const width = columns.start.length;
  if (positions.size > MAX_OUTLINED_CELLS) {
    const { left, right, top, bottom } = bounds(rows, columns, positions);
    return [[left, top, right, top, right, bottom, left, bottom, left, top]];
  }
  const has = (row: number, column: number) =>
    column >= 0 && column < width && positions.has(row * width + column);
  return [...positions].flatMap((position) => {
    const [row, column] = [Math.floor(position / width), position % width];
    const [left, right] = [columns.start[column], columns.end[column]];
    const [top, bottom] = [rows.start[row], rows.end[row]];
    const edges: (readonly [boolean, Polyline])[] = [
      [has(row - 1, column), [left, top, right, top]],
      [has(row + 1, column), [left, bottom, right, bottom]],
      [has(row, column - 1), [left, top, left, bottom]],
      [has(row, column + 1), [right, top, right, bottom]],
    ];
    return edges.filter(([isInside]) => !isInside).map(([, edge]) => edge);
  });
}

function bounds(
  rows: MarkedCells['rows'],
  columns: MarkedCells['columns'],
  positions: ReadonlySet<number>,
): Box {
  const width = columns.start.length;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const position of positions) {
    const [row, column] = [Math.floor(position / width), position % width];
    left = Math.min(left, columns.start[column]);
    right = Math.max(right, columns.end[column]);
    top = Math.min(top, rows.start[row]);
    bottom = Math.max(bottom, rows.end[row]);
  }
  return { left, right, top, bottom };
}
