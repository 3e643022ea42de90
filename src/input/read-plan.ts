/** How much of a matrix has to be held for what its spec asks. */

import { WHOLE } from '../matrix/limits.js';
import type { Watch } from '../matrix/reduction.js';
import { reducerOf } from '../spec/cells.js';
import type { Shaping } from '../spec/data.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import type { Wanted } from './reader.js';

/** Of matrices with more cells than this a reduction is held: as many as a screen has pixels, of which a figure shows fewer. */
const BUDGET = 2 ** 22;

/**
 * What is wanted of the data of a figure, or of one of its panels. `reasons` are the keys of the spec that ask for every
 * single value, where there are any: then the whole matrix is held.
 */
export function wantedBy(
  spec: Spec,
  panel: PanelSpec | null,
  shaping: Shaping,
): Wanted & { readonly reasons: readonly string[] } {
  const reasons = reasonsIn(spec, panel, shaping);
  if (reasons.length > 0) return { ...WHOLE, reasons };
  const sources = 1 + (spec.panels?.filter(({ data }) => data !== undefined).length ?? 0);
  const budget = Math.floor(BUDGET / sources);
  return { budget, reduce: { by: reducerOf(spec.cells), watch: watchOf(spec, panel) }, reasons };
}

function watchOf(spec: Spec, panel: PanelSpec | null): Watch {
  const { domain, scale } = { ...spec.color, ...panel?.color };
  const [low, high] = Array.isArray(domain) ? (domain as [number | null, number | null]) : [null, null];
  return { low, high, histogram: domain === 'robust' || scale === 'quantile' };
}

function reasonsIn(spec: Spec, panel: PanelSpec | null, { rows, columns, normalize }: Shaping): string[] {
  const panels = panel ? [panel] : (spec.panels ?? []);
  const has = (of: (part: PanelSpec) => boolean) => [spec, ...panels].some((part) => of(part as PanelSpec));
  const sorted = (axis: 'x' | 'y') =>
    has((part) => ![undefined, 'reverse'].includes(part[axis]?.order as string));
  const asks: Record<string, boolean> = {
    'data.rows': rows !== undefined,
    'data.columns': columns !== undefined,
    'data.normalize': normalize !== undefined,
    'cells.hide': spec.cells?.hide !== undefined,
    'color.scale "category"': has((part) => part.color?.scale === 'category'),
    'x.order': sorted('x'),
    'y.order': sorted('y'),
    'x.split': has((part) => part.x?.split !== undefined),
    'y.split': has((part) => part.y?.split !== undefined),
    'highlights.top': has((part) => part.highlights?.some((highlight) => 'top' in highlight) ?? false),
  };
  return Object.keys(asks).filter((key) => asks[key]);
}
