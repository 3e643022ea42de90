import type { Hex } from '../color/color.js';
import type { Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import { DEFAULTS } from '../theme.js';
import type { ClipCounts } from './clipping.js';
import { mirrorSide } from './direction.js';
import type { Guide, Side } from './figure.js';
import type { PanelOrder } from './panel-grid.js';
import type { ScaleGroup } from './scale-groups.js';

/** The content that all copies of a scale's guide share. */
export interface GuideContent {
  readonly scale: Scale;
  readonly frame: Hex | null;
  readonly counts: ClipCounts;
  /** The unit that the data writes beside all numbers, or null. */
  readonly unit: string | null;
}

/**
 * The guides of one scale. With `isOnlyScale` one guide is beside the grid of all panels. Otherwise guides are
 * beside the panels of their group: one for each run of neighbours in the direction of its side, at the run's end.
 * An untitled guide is a warning, or a note with `isBare`, for a matrix without a spec.
 */
export function resolveGuides(
  group: ScaleGroup,
  { scale, frame, counts, unit }: GuideContent,
  isOnlyScale: boolean,
  isBare: boolean,
  grid: PanelOrder,
  report: Report,
): Guide[] {
  const { colorbar: spec, guided, name, valueName } = group;
  if (spec === false) return [];
  const title = spec.title ?? valueName;
  if (title === null) {
    report({
      severity: isBare ? 'note' : 'warning',
      code: 'untitled-colorbar',
      message: 'the colorbar has no title, so a reader cannot tell what the colours mean',
      hints: ['name the values with colorbar.title, or set it to false if the caption names them'],
    });
  }
  const side = spec.side ?? mirrorSide(DEFAULTS.colorbar.side, grid.direction);
  const guide = {
    kind: scale.categories ? ('legend' as const) : ('colorbar' as const),
    scale: name,
    isStacked: false,
    title: title === false || title === '' ? null : title,
    ticks: spec.ticks ?? ('auto' as const),
    format: spec.format ?? null,
    ...(unit !== null && { unit }),
    side,
    length: resolveLength(spec.length ?? DEFAULTS.colorbar.length),
    thickness: spec.thickness ?? DEFAULTS.colorbar.thickness,
    frame,
    under: counts.under,
    over: counts.over,
    missing: counts.missing + counts.unshowable,
    missingLabel: DEFAULTS.colorbar.missingLabel,
  };
  if (isOnlyScale) {
    // The colorbar of several panels shows by its length that it belongs to all of them.
    const length = guide.length === 'auto' && group.panels.length > 1 ? { share: 1 } : guide.length;
    return [{ ...guide, length, panel: null }];
  }
  return guided
    .filter((panel) => isLastOfRun(panel, guided, side, grid))
    .map((panel) => ({ ...guide, panel }));
}

/** Whether the next panel in the direction of `side` is not one of `panels`. */
function isLastOfRun(
  panel: number,
  panels: readonly number[],
  side: Guide['side'],
  { columns, direction }: PanelOrder,
): boolean {
  const column = panel % columns;
  switch (mirrorSide(side, direction)) {
    case 'right':
      return column === columns - 1 || !panels.includes(panel + 1);
    case 'left':
      return column === 0 || !panels.includes(panel - 1);
    case 'bottom':
      return !panels.includes(panel + columns);
    case 'top':
      return !panels.includes(panel - columns);
  }
}

/**
 * Returns the guides in which those beside the grid are one after another if a side has several guides or keys: a colorbar
 * is then shorter, so that they read as one list.
 */
export function stackGuides(guides: readonly Guide[], keys: readonly { readonly side: Side }[]): Guide[] {
  const besideGrid = [...guides.filter(({ panel }) => panel === null), ...keys];
  return guides.map((guide) => {
    if (guide.panel !== null || besideGrid.filter(({ side }) => side === guide.side).length === 1)
      return guide;
    const length = guide.length === 'auto' ? { px: DEFAULTS.annotation.colorbarLength } : guide.length;
    return { ...guide, isStacked: true, length };
  });
}

function resolveLength(length: string | number): Guide['length'] {
  if (length === 'auto') return length;
  return typeof length === 'number' ? { px: length } : { share: Number.parseFloat(length) / 100 };
}
