/** How large cells are: as the figure wants them, or as large as the page allows. */
import { fail } from '../diagnostics.js';
import type { Panel, Planned } from '../figure/figure.js';
import type { Cell } from './grid.js';
import { type PixelGrid, snap, snapDown } from './pixels.js';

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The page that a figure of such cells needs, px. */
export type Needed = (cell: Cell) => Extent;

/** A body is not squeezed below this many px for the sake of the page. */
const SMALLEST_BODY = 16;
/** What is needed may exceed the page by the error of arithmetic. */
const SLACK = 1e-6;
/** To which share of a device pixel a body's size is found. */
const PRECISION = 1 / 64;
const GUESSES = 3;

/** `values` is the room that the values printed in cells need. */
export function cellSize(figure: Planned, needed: Needed, values: Cell, pixels: PixelGrid): Cell {
  const { aspect } = figure.cells;
  const natural = naturalCell(figure, values, pixels);
  const page = pageExtent(figure, pixels);
  const many = itemsAcross(figure);
  const fixed = (['width', 'height'] as const).filter((side) => figure.page[side] !== null);
  if (fixed.length === 0) return natural;

  const search = { page, resolution: pixels.device * PRECISION };
  if (aspect !== null) {
    const cell = (width: number): Cell => ({ width, height: width / aspect });
    const smallest = SMALLEST_BODY / Math.min(many.columns, many.rows);
    const growth = { width: many.columns, height: many.rows / aspect };
    const most = Math.min(page.width, page.height * aspect);
    return cell(largest(smallest, most, { ...search, growth: only(fixed, growth) }, (w) => needed(cell(w))));
  }
  let cell = natural;
  const widen = () => {
    const growth = { width: many.columns };
    const [low, high] = [SMALLEST_BODY / many.columns, page.width / many.columns];
    const width = largest(low, high, { ...search, growth }, (w) => needed({ ...cell, width: w }));
    cell = { ...cell, width };
  };
  const heighten = () => {
    const growth = { height: many.rows };
    const [low, high] = [SMALLEST_BODY / many.rows, page.height / many.rows];
    const height = largest(low, high, { ...search, growth }, (h) => needed({ ...cell, height: h }));
    cell = { ...cell, height };
  };
  if (fixed.length === 1) {
    if (fixed[0] === 'width') widen();
    else heighten();
    return cell;
  }
  // The sides depend on each other through the labels that are shown. Rounds settle that; what is still too
  // large after them is found with one number for both.
  for (let round = 0; round < 3; round++) {
    const { width, height } = cell;
    widen();
    // The height that was found for this width.
    if (round > 0 && cell.width === width) break;
    heighten();
    if (cell.width === width && cell.height === height) break;
  }
  if (fits(needed(cell), fixed, page)) return cell;
  const growth = { width: cell.width * many.columns, height: cell.height * many.rows };
  const factor = largest(0.02, 1, { ...search, growth }, (f) =>
    needed({ width: cell.width * f, height: cell.height * f }),
  );
  return { width: cell.width * factor, height: cell.height * factor };
}

function only<T extends object>(keys: readonly (keyof T)[], of: T): Partial<T> {
  return Object.fromEntries(keys.map((key) => [key, of[key]])) as Partial<T>;
}

function fits(extent: Extent, sides: readonly (keyof Extent)[], page: Extent): boolean {
  return sides.every((side) => extent[side] <= page[side] + SLACK);
}

interface Search {
  readonly page: Extent;
  /** How many px the bodies grow by with the number that is looked for, on the sides that are to fit. */
  readonly growth: Partial<Extent>;
  /** To which fraction of a px of the bodies it is to be found. */
  readonly resolution: number;
}

/** The largest number between `low` and `high` with which what is needed fits the page. */
function largest(
  low: number,
  high: number,
  { page, growth, resolution }: Search,
  neededFor: (value: number) => Extent,
): number {
  const sides = Object.keys(growth) as (keyof Extent)[];
  const spare = (extent: Extent) =>
    Math.min(...sides.map((side) => (page[side] - extent[side]) / (growth[side] as number)));
  const fastest = Math.max(...sides.map((side) => growth[side] as number));
  const least = neededFor(low);
  for (const side of sides) if (least[side] > page[side] + SLACK) refuse(side, page[side], least[side]);
  let [good, bad] = [low, high];
  const attempt = (value: number, extent = neededFor(value)) => {
    if (fits(extent, sides, page)) good = value;
    else bad = value;
    return extent;
  };
  // First as if nothing but the bodies grew, and a pixel beyond; then the interval is halved until it is small.
  let guess = good + spare(least);
  for (let step = 0; step < GUESSES && good < guess && guess < bad; step++) guess += spare(attempt(guess));
  const beyond = good + 1 / fastest;
  if (beyond < bad) attempt(beyond);
  while ((bad - good) * fastest > resolution) attempt((good + bad) / 2);
  return good;
}

function refuse(side: keyof Extent, page: number, least: number): never {
  const px = Math.ceil(least - SLACK);
  fail(
    'page-too-small',
    `a page ${Number(page.toFixed(1))} px ${side === 'width' ? 'wide' : 'high'} cannot hold this figure, which needs ${px} px even with the smallest cells`,
    undefined,
    `set size.${side} to ${px} px (${Math.ceil((px / 96) * 25.4)} mm) or more, use a smaller size.fontSize, or shorten labels`,
  );
}

/** The page on whole device pixels; as wide or high as can be where the cells decide. */
function pageExtent({ page }: Planned, { device }: PixelGrid): Extent {
  const snapped = (length: number | null) =>
    length === null ? Number.MAX_SAFE_INTEGER : snap(length, device);
  return { width: snapped(page.width), height: snapped(page.height) };
}

/** Cells of whole pixels, all alike, large enough for the values in them, small enough for the longest body. */
function naturalCell(figure: Planned, values: Cell, pixels: PixelGrid): Cell {
  const { cells, grid, panels } = figure;
  const many = itemsAcross(figure);
  const rows = Math.ceil(panels.length / grid.columns);
  const wanted = {
    width: cells.widthGiven ? cells.width : Math.max(cells.width, Math.ceil(values.width)),
    height: cells.heightGiven ? cells.height : Math.max(cells.height, Math.ceil(values.height)),
  };
  if (cells.aspect !== null && !cells.widthGiven && !cells.heightGiven) {
    wanted.width = Math.max(wanted.width, wanted.height * cells.aspect);
    wanted.height = wanted.width / cells.aspect;
  }
  const within = (given: boolean, size: number, items: number, lines: number) => {
    const longest = cells.longestBody * (lines > 1 ? 1.5 : 1);
    return given ? size : Math.min(size, Math.max(longest / items - cells.gap, longest / items / 2));
  };
  let width = within(cells.widthGiven, wanted.width, many.columns, grid.columns);
  let height = within(cells.heightGiven, wanted.height, many.rows, rows);
  if (cells.aspect !== null) {
    width = Math.min(width, height * cells.aspect);
    height = width / cells.aspect;
  }
  // Of drawn cells, which may join several items.
  const drawn = drawnAcross(figure);
  const whole = (length: number, wanted: number, share: number) =>
    wholePixels(length * share, wanted * share, pixels) / share;
  const size = {
    width: whole(width, wanted.width, many.columns / drawn.columns),
    height: whole(height, wanted.height, many.rows / drawn.rows),
  };
  if (cells.aspect === null || (drawn.columns === many.columns && drawn.rows === many.rows)) return size;
  // Cells may join more rows than columns, but that should not be seen.
  const narrow = Math.min(size.width, size.height * cells.aspect);
  return { width: narrow, height: narrow / cells.aspect };
}

/** Whole px if they were not shrunk and the raster has them, else whole device pixels; less than one is left alone. */
function wholePixels(length: number, wanted: number, { device, unit }: PixelGrid): number {
  if (length >= wanted) return Math.max(device, snap(length, Number.isInteger(wanted) ? unit : device));
  return length < device ? length : snapDown(length, device);
}

/** The most items side by side, and one below the other, over all panels of a column or row of the grid. */
function itemsAcross(figure: Planned): Across {
  return across(figure, ({ x, y }) => ({ columns: x.order.length, rows: y.order.length }));
}

function drawnAcross(figure: Planned): Across {
  return across(figure, ({ drawn }) => ({ columns: sum(drawn.columns), rows: sum(drawn.rows) }));
}

interface Across {
  readonly columns: number;
  readonly rows: number;
}

function across({ grid, panels }: Planned, of: (panel: Panel) => Across): Across {
  const columns: number[] = [];
  const rows: number[] = [];
  panels.forEach((panel, p) => {
    const [column, row] = [p % grid.columns, Math.floor(p / grid.columns)];
    const own = of(panel);
    columns[column] = Math.max(columns[column] ?? 0, own.columns);
    rows[row] = Math.max(rows[row] ?? 0, own.rows);
  });
  return { columns: sum(columns), rows: sum(rows) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
