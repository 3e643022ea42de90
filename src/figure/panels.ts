import type { Scale } from '../color/scale.js';
import { dataPathOf, recordFieldPath } from '../input/record-fields.js';
import { alignSecondMatrix } from '../input/second-matrices.js';
import type { Path } from '../spec/parse.js';
import type { Colors } from './colors.js';
import type { DrawnGrid, Panel } from './figure.js';
import { resolveHighlights } from './highlights.js';
import { type Layers, valuesOfTriangles } from './mark-layers.js';
import { panelCells } from './panel-cells.js';
import type { FigureStars } from './stars.js';
import type { Structure } from './structure.js';
import { resolveValues } from './values.js';

/** Combines the structure of the panels with their drawn cells and their colours. */
export function resolvePanels(
  structure: Structure,
  drawn: readonly DrawnGrid[],
  { panels: colors, scales }: Colors,
  layers: Layers | null,
  stars: FigureStars | null,
): readonly Panel[] {
  const { input, panels, theme, grid } = structure;
  const { spec, placeOf } = input;
  const withoutHighlights = panels.map((panel, i): Panel => {
    const { settings, pathOf } = panelCells(input, i);
    const isAggregated = drawn[i].aggregation !== null;
    const place = placeOf(pathOf('values'));
    const { matrix: shown, scale } = colors[i];
    const { matrix, totals, x, y } = panel;
    const second = (path: Path) => alignSecondMatrix(input, path, i, place);
    const source = {
      ...{ matrix, shown, totals, x, y, isAggregated },
      domainLength: domainLength(scales[scale]),
      textMatrix: isAggregated ? null : second([...pathOf('values'), 'text']),
      recordField: (name: string) => second(recordFieldPath(dataPathOf(input.panels[i], i), name)),
    };
    const texts = resolveValues(settings.values, source, place);
    const values = layers ? valuesOfTriangles(structure, i, texts, source, layers) : texts;
    const marks = panel.marks && layers && { ...panel.marks, layers: layers.panels[i] };
    const own = {
      ...panel,
      marks,
      drawn: drawn[i],
      values,
      stars: stars?.panels[i] ?? null,
      highlights: [],
      ...colors[i],
    };
    return marks ? { ...own, frame: own.frame ?? theme.color.frame } : own;
  });
  const specs = input.panels.map((panel) => panel.spec.highlights ?? spec.highlights);
  if (specs.every((highlights) => highlights === undefined)) return withoutHighlights;
  const highlights = resolveHighlights(
    withoutHighlights,
    specs,
    (i, k) => placeOf(input.panels[i].spec.highlights ? ['panels', i, 'highlights', k] : ['highlights', k]),
    theme.color.highlight,
    grid.direction,
  );
  return withoutHighlights.map((panel, i) => ({ ...panel, highlights: highlights[i] }));
}

function domainLength({ domain }: Scale): number {
  return domain[1] - domain[0];
}
