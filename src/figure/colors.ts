import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import { withoutTotals } from '../matrix/totals.js';
import { resolveBinaryScale, shareName } from './binary.js';
import { clipBounds, countClipped, reportMissing } from './clipping.js';
import type { DrawnGrid, Guide } from './figure.js';
import { resolveGuides } from './guides.js';
import { lintScale } from './lint.js';
import { sharedLayerValues } from './mark-layers.js';
import { withoutMasked } from './mask.js';
import { frameColor, resolveScale } from './scale.js';
import type { Structure } from './structure.js';
import { suggest } from './suggestions.js';

/** The scales of a figure, the guides that explain them, and what each panel takes from its scale. */
export interface Colors {
  readonly scales: Readonly<Record<string, Scale>>;
  readonly guides: readonly Guide[];
  /** One for each panel. */
  readonly panels: readonly PanelColors[];
}

export interface PanelColors {
  /** The matrix of the panel, with the categories of the scale. */
  readonly matrix: Matrix;
  /** The name of the panel's scale. */
  readonly scale: string;
  readonly clipBounds: readonly [number, number];
  readonly frame: Hex | null;
}

/** Resolves the scale and the guides of each group of panels; `drawn` holds the cells of each panel as drawn. */
export function resolveColors(
  { input, groups, panels, marks, grid, theme }: Structure,
  drawn: readonly DrawnGrid[],
  report: Report,
): Colors {
  const isBare = input.bareFile !== null;
  const scales: Record<string, Scale> = {};
  const guides: Guide[] = [];
  const ofPanels: PanelColors[] = [];
  for (const group of groups) {
    const { color, name, binary } = group;
    const isAggregated = group.panels.some((i) => drawn[i].aggregation !== null);
    const isBinary = binary !== null && !isAggregated;
    const matrices = group.panels.map(
      (i): Matrix => (isBinary ? { ...panels[i].matrix, categories: binary } : panels[i].matrix),
    );
    const all = group.panels.map((i, k) => withoutMasked(matrices[k], panels[i].mask));
    const shown = group.panels.map((i, k): Values => {
      const { categories } = matrices[k];
      return withoutMasked({ ...drawn[i], categories }, drawn[i].mask);
    });
    for (const values of marks ? sharedLayerValues(group.panels.map((i) => panels[i])) : []) {
      all.push(values);
      shown.push(values);
    }
    const scale = (isBinary ? resolveBinaryScale : resolveScale)(color, shown, all, theme, report);
    const bounds = clipBounds(scale, color, isAggregated);
    const counts = countClipped(scale, bounds, all);
    reportMissing(counts, isAggregated, report);
    lintScale(scale, color, shown, all, counts, report);
    suggest(scale, color, shown, matrices.map(withoutTotals), isBare, report);
    const frame = frameColor(scale, theme);
    scales[name] = scale;
    const valueName = group.valueName ?? (binary && shareName(binary, drawn[group.panels[0]].aggregation));
    const content = { scale, frame, counts, unit: commonUnit(matrices) };
    const isOnlyScale = groups.length === 1;
    const isBesideGrid = isOnlyScale || grid.stacksGuides;
    for (const guide of resolveGuides({ ...group, valueName }, content, isBesideGrid, isBare, grid, report))
      guides.push(isOnlyScale ? guide : { ...guide, isStacked: grid.stacksGuides });
    group.panels.forEach((i, k) => {
      ofPanels[i] = { matrix: matrices[k], scale: name, clipBounds: bounds, frame };
    });
  }
  return { scales, guides, panels: ofPanels };
}

/** Returns the unit of all matrices, or null if they have none or different ones. */
function commonUnit(matrices: readonly Matrix[]): string | null {
  const [{ unit = null }] = matrices;
  return matrices.every((matrix) => (matrix.unit ?? null) === unit) ? unit : null;
}
