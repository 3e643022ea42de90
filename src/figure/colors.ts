import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Values } from '../matrix/matrix.js';
import { clipBounds, countClipped, reportMissing } from './clipping.js';
import type { DrawnGrid, Guide } from './figure.js';
import { resolveGuides } from './guides.js';
import { lintScale } from './lint.js';
import { withoutMasked } from './mask.js';
import { frameColor, resolveScale } from './scale.js';
import type { Structure } from './structure.js';

/** The scales of a figure, the guides that explain them, and what each panel takes from its scale. */
export interface Colors {
  readonly scales: Readonly<Record<string, Scale>>;
  readonly guides: readonly Guide[];
  /** One for each panel. */
  readonly panels: readonly PanelColors[];
}

export interface PanelColors {
  /** The name of the panel's scale. */
  readonly scale: string;
  readonly clipBounds: readonly [number, number];
  readonly frame: Hex | null;
}

/** Resolves the scale and the guides of each group of panels; `drawn` holds the cells of each panel as drawn. */
export function resolveColors(
  { groups, panels, grid, theme }: Structure,
  drawn: readonly DrawnGrid[],
  report: Report,
): Colors {
  const scales: Record<string, Scale> = {};
  const guides: Guide[] = [];
  const ofPanels: PanelColors[] = [];
  for (const group of groups) {
    const { color, name } = group;
    const all = group.panels.map((i) => withoutMasked(panels[i].matrix, panels[i].mask));
    const shown = group.panels.map((i): Values => {
      const { categories } = panels[i].matrix;
      return withoutMasked({ ...drawn[i], categories }, drawn[i].mask);
    });
    const isAggregated = group.panels.some((i) => drawn[i].aggregation !== null);
    const scale = resolveScale(color, shown, all, theme, report);
    const bounds = clipBounds(scale, color, isAggregated);
    const counts = countClipped(scale, bounds, all);
    reportMissing(counts, isAggregated, report);
    lintScale(scale, color, shown, all, counts, report);
    const frame = frameColor(scale, theme);
    scales[name] = scale;
    guides.push(...resolveGuides(group, { scale, frame, counts }, groups.length === 1, grid, report));
    for (const i of group.panels) ofPanels[i] = { scale: name, clipBounds: bounds, frame };
  }
  return { scales, guides, panels: ofPanels };
}
