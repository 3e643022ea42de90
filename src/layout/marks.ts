/** Draws marks in cells: circles, ellipses, squares of different size and the halves of cells. */
import type { Hex } from '../color/color.js';
import { colorIndices, MISSING_OFFSET, palette, type Scale } from '../color/scale.js';
import type { Figure, Panel } from '../figure/figure.js';
import { fillsCells, MATRIX_PARTS, type MarkShape } from '../figure/marks.js';
import type { Box } from '../scene/box.js';
import type { CurvedSubpath, Subpath } from '../scene/path.js';
import { type CellsItem, type Item, NOT_DRAWN, type PathItem } from '../scene/scene.js';
import type { Context } from './context.js';
import { drawHatch } from './hatch.js';

/**
 * Leaves the cells that have marks out of `cells`, except missing ones, and returns the marks of a panel and the cells of its
 * layers. The largest mark is as large as a share of `smallestCell`, the shortest side of any cell of the figure.
 */
export function drawMarks(
  panel: Panel,
  figure: Figure,
  cells: CellsItem,
  smallestCell: number,
  context: Context,
): Item[] {
  const { marks } = panel;
  if (!marks) return [];
  const diameter = markDiameter(smallestCell, context);
  const scale = figure.scales[panel.scale];
  const base = drawColors(panel, cells, scale, (cell) => {
    const part = MATRIX_PARTS[marks.parts?.[sourceCell(panel, cell)] ?? 0];
    return fillsCells(marks, part) ? null : marks.shapes[part];
  });
  const layers = marks.layers.flatMap((layer): Item[] => {
    const layerScale = figure.scales[layer.scale];
    const item: CellsItem = {
      ...cells,
      indices: maskedIndices(layerScale, layer.drawn),
      palette: palette(layerScale),
    };
    const isFilled = layer.shape === 'square' && marks.areas === null;
    const paths = drawColors({ ...panel, drawn: layer.drawn }, item, layerScale, () =>
      isFilled ? null : layer.shape,
    );
    return [item, ...paths];
  });
  return [...base, ...layers];

  /** Moves cells with a shape from `item` to paths, one for each colour. */
  function drawColors(
    source: Panel,
    item: CellsItem,
    colors: Scale,
    shapeAt: (cell: number) => MarkShape | null,
  ): PathItem[] {
    const missing = colors.colors.length + MISSING_OFFSET;
    const columns = item.left.length;
    const subpaths = new Map<number, Subpath[]>();
    const missingHalves: Box[] = [];
    item.indices.forEach((index, cell) => {
      const shape = index === NOT_DRAWN ? null : shapeAt(cell);
      if (shape === null || (index === missing && shape !== 'upper-half')) return;
      item.indices[cell] = NOT_DRAWN;
      const [i, j] = [Math.floor(cell / columns), cell % columns];
      const box = { left: item.left[j], right: item.right[j], top: item.top[i], bottom: item.bottom[i] };
      if (index === missing) missingHalves.push(box);
      const area = marks?.areas?.[sourceCell(source, cell)] ?? 1;
      const subpath = markPath(shape, box, diameter, area, source.drawn.values[cell]);
      if (!subpath) return;
      const ofColor = subpaths.get(index) ?? [];
      ofColor.push(subpath);
      subpaths.set(index, ofColor);
    });
    return [
      ...[...subpaths].map(([index, all]) => markItem(all, item.palette[index])),
      ...missingHalves.flatMap((box) => hatchUpperHalf(box, context)),
    ];
  }
}

/** Returns hatch lines on the half of a cell above its diagonal. */
function hatchUpperHalf(box: Box, context: Context): PathItem[] {
  const slope = (box.bottom - box.top) / (box.right - box.left);
  return drawHatch([box], context).map((item) => ({
    ...item,
    subpaths: item.subpaths.flatMap((subpath): Subpath[] => {
      const [x0, y0, x1, y1] = subpath as readonly number[];
      // The line x + y = sum crosses the diagonal here.
      const x = (x0 + y0 - box.top + slope * box.left) / (1 + slope);
      return x < x1 ? [[Math.max(x, x0), x0 + y0 - Math.max(x, x0), x1, y1]] : [];
    }),
  }));
}

/** Returns the diameter of the largest mark. */
export function markDiameter(smallestCell: number, { theme }: Context): number {
  return smallestCell * theme.mark.share;
}

/** Returns a path item of marks of one colour. */
export function markItem(subpaths: readonly Subpath[], fill: Hex): PathItem {
  return {
    kind: 'path',
    role: 'mark',
    subpaths,
    closed: true,
    fill,
    stroke: null,
    strokeWidth: 0,
    crisp: false,
  };
}

/** Returns the outline of a mark in the middle of a box; null if there is nothing to draw. `value` shapes an ellipse. */
function markPath(shape: MarkShape, box: Box, diameter: number, area: number, value: number): Subpath | null {
  const { left, right, top, bottom } = box;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const radius = (Math.sqrt(area) * diameter) / 2;
  switch (shape) {
    case 'circle':
      return radius > 0 ? circlePath(x, y, radius) : null;
    case 'square':
      return radius > 0 ? squarePath(x, y, radius) : null;
    case 'ellipse':
      return correlationEllipse(x, y, diameter / 2, value);
    case 'upper-half':
      return [left, top, right, top, right, bottom];
    case 'none':
      return null;
  }
}

/** Returns a circle as a subpath. */
export function circlePath(x: number, y: number, radius: number): CurvedSubpath {
  return ellipsePath(x, y, radius, radius, 0);
}

/** Returns a square with sides of twice `radius`. */
export function squarePath(x: number, y: number, radius: number): Subpath {
  return [x - radius, y - radius, x + radius, y - radius, x + radius, y + radius, x - radius, y + radius];
}

/** The smallest radius of an ellipse as a share of the largest one, so that a correlation of 1 is visible. */
const MIN_RADIUS = 0.05;

/**
 * Returns the contour of a normal distribution with a correlation of `value`: a circle for 0, a rising line for 1. It is as
 * wide and as high as the circle.
 */
function correlationEllipse(x: number, y: number, radius: number, value: number): CurvedSubpath {
  const along = radius * Math.sqrt(Math.max(MIN_RADIUS ** 2, Math.min(2, 1 + value)));
  const across = radius * Math.sqrt(Math.max(MIN_RADIUS ** 2, Math.min(2, 1 - value)));
  return ellipsePath(x, y, along, across, -45);
}

/** Returns an ellipse of two arcs, whose first radius has this angle in degrees clockwise. */
function ellipsePath(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  rotation: number,
): CurvedSubpath {
  const radians = (rotation * Math.PI) / 180;
  const [dx, dy] = [radiusX * Math.cos(radians), radiusX * Math.sin(radians)];
  const half = { kind: 'arc', radiusX, radiusY, rotation, largeArc: false, clockwise: true } as const;
  return {
    start: [x - dx, y - dy],
    segments: [
      { ...half, to: [x + dx, y + dy] },
      { ...half, to: [x - dx, y - dy] },
    ],
  };
}

/** Returns the index in the data of a drawn cell. Cells with marks are never aggregated. */
function sourceCell({ x, y }: Panel, cell: number): number {
  const columns = x.order.length;
  return y.order[Math.floor(cell / columns)] * columns + x.order[cell % columns];
}

function maskedIndices(scale: Scale, { values, mask }: Panel['drawn']): Uint16Array {
  const indices = colorIndices(scale, values);
  mask?.forEach((isHidden, cell) => {
    if (isHidden) indices[cell] = NOT_DRAWN;
  });
  return indices;
}
