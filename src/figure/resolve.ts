import { type Report, suppressCodes } from '../diagnostics.js';
import { reducerOf } from '../spec/reducer.js';
import type { Spec } from '../spec/spec.js';
import { DEFAULTS } from '../theme.js';
import { aggregationNote, reportAggregation } from './aggregation.js';
import { resolveColors } from './colors.js';
import { describe } from './describe.js';
import { downsample } from './downsample.js';
import type { DescribedFigure, Figure, Resolution } from './figure.js';
import { stackGuides } from './guides.js';
import { resolveLayers } from './mark-layers.js';
import { maxResolution } from './page.js';
import { usesStars } from './panel-cells.js';
import { resolvePanels } from './panels.js';
import { resolveStars } from './stars.js';
import type { Structure } from './structure.js';
import { appendNote } from './titles.js';
import { resolveValueColors } from './value-colors.js';

/**
 * Decides what depends on the resolution: which cells are drawn, their colours and the guides that explain them.
 * `resolutions` holds the resolution of each panel; null means as many cells as the page can show at most.
 */
export function resolveFigure(
  structure: Structure,
  resolutions: readonly Resolution[] | null,
  reportAll: Report,
): Figure {
  const { input, groups, caption, annotations, marks, ...decided } = structure;
  const { spec } = input;
  const report = suppressCodes(structure.silenced, reportAll);
  const available = resolutions ?? maxResolution(structure.page, spec.cells, structure.panels);
  const drawn = structure.panels.map(({ matrix, mask, x, y }, i) =>
    downsample(matrix, mask, x, y, available[i], reducerOf(spec.cells)),
  );
  reportAggregation(structure.panels, drawn, report);
  const colors = resolveColors(structure, drawn, report);
  const layers = marks && resolveLayers(structure, drawn, available, colors.panels, report);
  const stars = usesStars(input)
    ? resolveStars(
        input,
        drawn.map(({ aggregation }) => aggregation !== null),
      )
    : null;
  const panels = resolvePanels(structure, drawn, colors, layers, stars);
  const scales = { ...colors.scales, ...layers?.scales };
  const markGuides = marks?.guides ?? [];
  return {
    ...decided,
    panels,
    scales: { ...scales, ...annotations.scales },
    guides: stackGuides([...colors.guides, ...(layers?.guides ?? []), ...annotations.guides], markGuides),
    markGuides,
    starLines: stars?.lines ?? [],
    valueColors: resolveValueColors(panels, scales, structure.theme),
    caption: appendNote(caption, hasAggregationNote(spec) ? aggregationNote(drawn) : null),
  };
}

/** Adds the text alternative; without `described` the description is empty, which saves a pass over all values. */
export function describeFigure(figure: Figure, spec: Spec, described: boolean): DescribedFigure {
  const description = described ? (spec.description ?? describe(figure)) : '';
  return { ...figure, accessible: { title: figure.title?.text ?? DEFAULTS.accessibleTitle, description } };
}

function hasAggregationNote({ cells }: Spec): boolean {
  return typeof cells?.reduce === 'object' && cells.reduce.caption === true;
}
