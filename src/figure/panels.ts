import type { Scale } from '../color/scale.js';
import type { Colors } from './colors.js';
import type { DrawnGrid, Panel } from './figure.js';
import { resolveHighlights } from './highlights.js';
import type { Structure } from './structure.js';
import { resolveValues } from './values.js';

/** Combines the structure of the panels with their drawn cells and their colours. */
export function resolvePanels(
  { input, panels, theme }: Structure,
  drawn: readonly DrawnGrid[],
  { panels: colors, scales }: Colors,
): readonly Panel[] {
  const { spec, placeOf } = input;
  const withoutHighlights = panels.map((panel, i): Panel => {
    const values = resolveValues(
      spec.cells?.values,
      colors[i].matrix,
      panels[i].totals,
      drawn[i].aggregation !== null,
      domainLength(scales[colors[i].scale]),
      placeOf(['cells', 'values']),
    );
    return { ...panel, drawn: drawn[i], values, highlights: [], ...colors[i] };
  });
  const highlights = resolveHighlights(
    withoutHighlights,
    input.panels.map((panel) => panel.spec.highlights ?? spec.highlights),
    (i, k) => placeOf(input.panels[i].spec.highlights ? ['panels', i, 'highlights', k] : ['highlights', k]),
    theme.color.highlight,
  );
  return withoutHighlights.map((panel, i) => ({ ...panel, highlights: highlights[i] }));
}

function domainLength({ domain }: Scale): number {
  return domain[1] - domain[0];
}
