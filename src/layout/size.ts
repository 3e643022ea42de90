/** The size of cells: their natural size, or the largest size that fits a page of a given size. */

import { HeatmapError } from '../diagnostics.js';
import { maxOf, minOf } from '../extremes.js';
import type { Figure } from '../figure/figure.js';
import { LIMITS } from '../theme.js';
import type { Size } from './body.js';
import { type CellContent, itemCounts, naturalCellSize } from './natural-size.js';
import { type PixelGrid, snap } from './pixels.js';

/** Returns the size of the page that cells of a given size require. */
export type PageSizeFor = (cell: Size) => Size;

/** Rounding errors in px that are ignored when a required size is compared with the page. */
const TOLERANCE = 1e-6;
/** The precision of the size of a body, as a share of a device pixel. */
const PRECISION = 1 / 64;
/** The number of guesses before a search bisects. */
const MAX_GUESSES = 3;
/** The number of times that width and height are fitted in turn. */
const MAX_ROUNDS = 3;
/** The minimum factor by which cells that are still too large shrink. */
const MIN_FACTOR = 0.02;

const PX_PER_INCH = 96;
const MM_PER_INCH = 25.4;

/** Returns the size of cells. Error: `page-too-small`. */
export function fitCellSize(
  figure: Figure,
  pageSizeFor: PageSizeFor,
  content: CellContent,
  pixels: PixelGrid,
): Size {
  const { aspect } = figure.cells;
  const natural = naturalCellSize(figure, content, pixels);
  const page = pageSize(figure, pixels);
  const items = itemCounts(figure);
  const { minSide } = LIMITS.body;
  const fixed = (['width', 'height'] as const).filter((dimension) => figure.page[dimension] !== null);
  if (fixed.length === 0) return natural;

  const search = { page, precision: pixels.device * PRECISION };
  if (aspect !== null) {
    const cellFor = (width: number): Size => ({ width, height: width / aspect });
    const min = minSide / Math.min(items.columns, items.rows);
    const max = Math.min(page.width, page.height * aspect);
    const growth = pick({ width: items.columns, height: items.rows / aspect }, fixed);
    return cellFor(maxFitting(min, max, { ...search, growth }, (width) => pageSizeFor(cellFor(width))));
  }
  let cell = natural;
  const fitWidth = () => {
    const growth = { width: items.columns };
    const [min, max] = [minSide / items.columns, page.width / items.columns];
    const width = maxFitting(min, max, { ...search, growth }, (w) => pageSizeFor({ ...cell, width: w }));
    cell = { ...cell, width };
  };
  const fitHeight = () => {
    const growth = { height: items.rows };
    const [min, max] = [minSide / items.rows, page.height / items.rows];
    const height = maxFitting(min, max, { ...search, growth }, (h) => pageSizeFor({ ...cell, height: h }));
    cell = { ...cell, height };
  };
  if (fixed.length === 1) {
    if (fixed[0] === 'width') fitWidth();
    else fitHeight();
    return cell;
  }
  // Width and height affect each other, because both decide which labels are shown. Usually a few rounds settle them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { width, height } = cell;
    fitWidth();
    // The height was already fitted to this width.
    if (round > 0 && cell.width === width) break;
    fitHeight();
    if (cell.width === width && cell.height === height) break;
  }
  if (fitsPage(pageSizeFor(cell), fixed, page)) return cell;
  const growth = { width: cell.width * items.columns, height: cell.height * items.rows };
  const scaled = (factor: number): Size => ({ width: cell.width * factor, height: cell.height * factor });
  return scaled(maxFitting(MIN_FACTOR, 1, { ...search, growth }, (factor) => pageSizeFor(scaled(factor))));
}

function pick<T extends object>(object: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.map((key) => [key, object[key]])) as Partial<T>;
}

function fitsPage(size: Size, dimensions: readonly (keyof Size)[], page: Size): boolean {
  return dimensions.every((dimension) => size[dimension] <= page[dimension] + TOLERANCE);
}

interface Search {
  readonly page: Size;
  /** How many px the bodies grow if the value grows by 1, for each dimension that must fit. */
  readonly growth: Partial<Size>;
  /** The precision of the bodies' size, in px. */
  readonly precision: number;
}

/** Returns the largest value between `min` and `max` at which the required size fits the page. */
function maxFitting(
  min: number,
  max: number,
  { page, growth, precision }: Search,
  pageSizeAt: (value: number) => Size,
): number {
  const dimensions = Object.keys(growth) as (keyof Size)[];
  const growthOf = (dimension: keyof Size) => growth[dimension] as number;
  /** How much the value could grow if only the bodies grew with it. */
  const slack = (size: Size) =>
    minOf(dimensions, (dimension) => (page[dimension] - size[dimension]) / growthOf(dimension));
  const maxGrowth = maxOf(dimensions, growthOf);
  const minSize = pageSizeAt(min);
  for (const dimension of dimensions) {
    if (minSize[dimension] > page[dimension] + TOLERANCE)
      failTooSmall(dimension, page[dimension], minSize[dimension]);
  }
  let [fitting, tooLarge] = [min, max];
  const attempt = (value: number): Size => {
    const size = pageSizeAt(value);
    if (fitsPage(size, dimensions, page)) fitting = value;
    else tooLarge = value;
    return size;
  };
  let guess = fitting + slack(minSize);
  for (let i = 0; i < MAX_GUESSES && fitting < guess && guess < tooLarge; i++) guess += slack(attempt(guess));
  // A guess is usually right, so the next px is usually too large, which leaves a small interval to bisect.
  const next = fitting + 1 / maxGrowth;
  if (next < tooLarge) attempt(next);
  while ((tooLarge - fitting) * maxGrowth > precision) {
    const middle = (fitting + tooLarge) / 2;
    // The precision is finer than floating-point numbers of this size.
    if (middle <= fitting || middle >= tooLarge) break;
    attempt(middle);
  }
  return fitting;
}

function failTooSmall(dimension: keyof Size, available: number, required: number): never {
  const px = Math.ceil(required - TOLERANCE);
  const mm = Math.ceil((px / PX_PER_INCH) * MM_PER_INCH);
  const adjective = dimension === 'width' ? 'wide' : 'high';
  throw new HeatmapError({
    severity: 'error',
    code: 'page-too-small',
    message: `the page is ${Number(available.toFixed(1))} px ${adjective}, but the figure needs ${px} px even with the smallest cells`,
    hints: [
      `set size.${dimension} to at least ${px} px (${mm} mm), use a smaller size.fontSize, or shorten the labels`,
    ],
    requiredPx: px,
  });
}

/** Returns the page in whole device pixels; practically infinite where the cells decide its size. */
function pageSize({ page }: Figure, { device }: PixelGrid): Size {
  const snapLength = (length: number | null) =>
    length === null ? Number.MAX_SAFE_INTEGER : snap(length, device);
  return { width: snapLength(page.width), height: snapLength(page.height) };
}
