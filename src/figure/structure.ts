import { type Report, suppressCodes } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { totalCells } from '../matrix/totals.js';
import { toPx } from '../spec/length.js';
import { silencedCodes } from '../spec/lint.js';
import type { Spec } from '../spec/spec.js';
import { DEFAULTS, THEMES, type Theme, withFontSize } from '../theme.js';
import { type Annotations, resolveAnnotations } from './annotations.js';
import { resolveAxes } from './axes.js';
import type { Figure, Heading, Panel } from './figure.js';
import { chooseGridColumns } from './grid-columns.js';
import { absentCells, resolveMask, unionOf } from './mask.js';
import { maxLabelWidths, resolveCellSize, resolvePage } from './page.js';
import { groupPanels, type ScaleGroup, unifyGroups } from './scale-groups.js';
import { axisTitles, panelTitles, resolveHeading } from './titles.js';

/** The decisions about a figure that do not depend on how many cells its page can show. */
export interface Structure
  extends Pick<
    Figure,
    'title' | 'subtitle' | 'xTitle' | 'yTitle' | 'grid' | 'cells' | 'page' | 'theme' | 'text' | 'silenced'
  > {
  readonly input: Input;
  /** The caption of the spec; the figure may append a note. */
  readonly caption: Heading | null;
  readonly panels: readonly PanelStructure[];
  /** The panels by the scale they use; each panel is in exactly one group. */
  readonly groups: readonly ScaleGroup[];
  readonly annotations: Annotations;
}

export type PanelStructure = Pick<
  Panel,
  'title' | 'matrix' | 'transformed' | 'mask' | 'totals' | 'regions' | 'x' | 'y'
>;

/** Decides everything that holds at any resolution. `zoom` multiplies the pixels of a raster picture. */
export function resolveStructure(input: Input, zoom: number, reportAll: Report): Structure {
  const { spec } = input;
  const silenced = silencedCodes(spec.lint);
  const theme = resolveTheme(spec);
  const page = resolvePage(spec.size, zoom);
  const report = suppressCodes(silenced, reportAll);
  const groups = groupPanels(input, report);
  const matrices = unifyGroups(input, groups);
  const isCalendar = matrices.every(({ regions }) => regions !== undefined);
  const columns = Math.min(
    matrices.length,
    spec.layout?.columns ??
      input.leadingShape[1] ??
      (isCalendar ? 1 : chooseGridColumns(matrices, page.width)),
  );
  const axes = resolveAxes(input, matrices, maxLabelWidths(page, columns, input.panels.length), report);
  const annotations = resolveAnnotations(input, axes, theme, report);
  const titles = panelTitles(input);
  return {
    input,
    groups,
    panels: matrices.map((matrix, i) => {
      const x = { ...axes[i].x, annotations: annotations.panels[i].x };
      const y = { ...axes[i].y, annotations: annotations.panels[i].y };
      const hidden = resolveMask(spec.cells?.hide, matrix, x, y, input.placeOf(['cells', 'hide']));
      const totals = totalCells(matrix);
      const { transformed } = input.panels[i];
      const mask = unionOf(unionOf(hidden, totals), absentCells(matrix));
      const { regions = null } = matrix;
      return { title: titles[i], matrix, transformed, mask, totals, regions, x, y };
    }),
    annotations,
    title: resolveHeading(spec.title, DEFAULTS.align.title),
    subtitle: resolveHeading(spec.subtitle, DEFAULTS.align.subtitle),
    caption: resolveHeading(spec.caption, DEFAULTS.align.caption),
    xTitle: axisTitles(input, 'x').shared,
    yTitle: axisTitles(input, 'y').shared,
    grid: {
      columns,
      gap: spec.layout?.gap ?? theme.space.panels,
      panelTitle: spec.layout?.panelTitle ?? (isCalendar ? 'left' : DEFAULTS.layout.panelTitle),
      shareX: spec.layout?.share?.x ?? DEFAULTS.layout.shareX,
      shareY: spec.layout?.share?.y ?? DEFAULTS.layout.shareY,
    },
    cells: resolveCellSize(spec.cells, matrices, axes),
    page,
    theme,
    text: spec.text ?? DEFAULTS.text,
    silenced,
  };
}

function resolveTheme({ theme, size, cells }: Spec): Theme {
  const base = THEMES[theme ?? DEFAULTS.theme];
  const scaled = size?.fontSize === undefined ? base : withFontSize(base, toPx(size.fontSize) as number);
  const valueSize = typeof cells?.values === 'object' ? cells.values.fontSize : undefined;
  if (valueSize === undefined) return scaled;
  return { ...scaled, font: { ...scaled.font, value: toPx(valueSize) as number } };
}
