/** Finds what is at a point outside of the cells: labels, annotations, colorbars and legends. */
import type { BarTarget, LabelTarget } from '../page-data.js';
import { type Line, type Model, positionAt } from './model.js';

/** Colours of a scale, by their indices in its palette. */
export interface Colors {
  readonly scale: string;
  readonly from: number;
  readonly to: number;
}

/** The share of a colorbar that a point of it highlights. */
const BAR_SHARE = 0.03;

export function targetAt(
  model: Model,
  x: number,
  y: number,
): { readonly line?: Line; readonly colors?: Colors } | null {
  for (const target of model.targets) {
    if (target.kind === 'label') {
      if (isInside(target.corners, x, y)) return { line: lineOf(model, target) };
      continue;
    }
    const { left, right, top, bottom } = target.box;
    if (x < left || x >= right || y < top || y >= bottom) continue;
    if (target.kind === 'bar') return { colors: barColors(target, x, y) };
    if (target.kind === 'entry')
      return { colors: { scale: target.scale, from: target.index, to: target.index } };
    const { rows, columns } = model.panels[target.panel];
    const position = target.axis === 'y' ? positionAt(rows, y) : positionAt(columns, x);
    if (position >= 0) return { line: { panel: target.panel, axis: target.axis, position } };
  }
  return null;
}

/** Returns the colours at a point of a colorbar. */
export function colorsAt(model: Model, x: number, y: number): Colors | null {
  const bar = model.targets.find(
    ({ kind, ...target }) =>
      kind === 'bar' &&
      'box' in target &&
      x >= target.box.left &&
      x < target.box.right &&
      y >= target.box.top &&
      y < target.box.bottom,
  );
  return bar?.kind === 'bar' ? barColors(bar, x, y) : null;
}

function barColors({ scale, isVertical, ends, indices }: BarTarget, x: number, y: number): Colors {
  const at = isVertical ? y : x;
  const k = Math.max(
    0,
    ends.findIndex((end) => at < end),
  );
  const reach = Math.floor((ends.length * BAR_SHARE) / 2);
  const near = indices.slice(Math.max(0, k - reach), k + reach + 1);
  return {
    scale,
    from: near.reduce((min, value) => Math.min(min, value)),
    to: near.reduce((max, value) => Math.max(max, value)),
  };
}

/** A label may name the first of several items. */
function lineOf({ panels }: Model, { panel, axis, item }: LabelTarget): Line {
  const { items } = axis === 'y' ? panels[panel].rows : panels[panel].columns;
  let position = items.indexOf(item);
  if (position < 0)
    position = items.reduce((best, first, i) => (first <= item && first > items[best] ? i : best), 0);
  return { panel, axis, position };
}

/** Whether a point is inside of a convex polygon, whose corners are clockwise. */
function isInside(corners: readonly number[], x: number, y: number): boolean {
  for (let i = 0; i < corners.length; i += 2) {
    const j = (i + 2) % corners.length;
    const cross =
      (corners[j] - corners[i]) * (y - corners[i + 1]) - (corners[j + 1] - corners[i + 1]) * (x - corners[i]);
    if (cross < 0) return false;
  }
  return true;
}
