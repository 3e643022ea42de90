import { type Report, suppressCodes } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { totalCells } from '../matrix/totals.js';
import type { CellsSpec } from '../spec/cells.js';
import { silencedCodes } from '../spec/lint-codes.js';
import type { Spec } from '../spec/spec.js';
import { toPx } from '../spec/to-px.js';
import { DEFAULTS, THEMES, type Theme, withFontSize } from '../theme.js';
import { type Annotations, resolveAnnotations } from './annotations.js';
import { resolveAxes } from './axes.js';
import { type FigureMarks, type MarkedPanel, resolveMarks } from './cell-marks.js';
import { mirrorSide } from './direction.js';
import type { Figure, Heading, Panel } from './figure.js';
import { chooseGridColumns } from './grid-columns.js';
import { lintContext } from './lint-context.js';
import { type CellMarks, fillsCells, MATRIX_PARTS, usesMarks } from './marks.js';
import { absentCells, resolveMask, unionOf } from './mask.js';
import { maxLabelWidths, resolveCellSize, resolvePage, resolveStroke } from './page.js';
import { panelCells } from './panel-cells.js';
import { groupPanels, type ScaleGroup, unifyGroups } from './scale-groups.js';
import { belongSideBySide, canShareLabels, resolveAxisSharing, withoutRepeats } from './shared-axes.js';
import { axisTitles, gridTitles, panelTitles, resolveHeading } from './titles.js';

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
  /** What the panels share of their marks; null: no panel has marks. */
  readonly marks: Pick<FigureMarks, 'layerColors' | 'guides'> | null;
}

export type PanelStructure = Pick<
  Panel,
  'title' | 'matrix' | 'transformed' | 'mask' | 'totals' | 'regions' | 'stroke' | 'x' | 'y'
> & { readonly marks: CellMarks | null };

/** Decides everything that holds at any resolution. `zoom` multiplies the pixels of a raster picture. */
export function resolveStructure(input: Input, zoom: number, reportAll: Report): Structure {
  const { spec } = input;
  const silenced = silencedCodes(spec.lint);
  const theme = resolveTheme(spec);
  const page = resolvePage(spec.size, zoom);
  const direction = spec.direction ?? DEFAULTS.direction;
  const report = suppressCodes(silenced, reportAll);
  const groups = groupPanels(input, report);
  const matrices = unifyGroups(input, groups);
  const isCalendar = matrices.every(({ regions }) => regions !== undefined);
  const columns = Math.min(
    matrices.length,
    spec.layout?.columns ??
      input.leadingShape[1] ??
      (isCalendar
        ? 1
        : belongSideBySide(input, matrices)
          ? matrices.length
          : chooseGridColumns(matrices, page, spec.cells)),
  );
  const sharing = {
    x: resolveAxisSharing(input, matrices, columns, 'x'),
    y: resolveAxisSharing(input, matrices, columns, 'y'),
  };
  const axes = resolveAxes(
    input,
    matrices,
    sharing,
    maxLabelWidths(page, columns, input.panels.length),
    report,
  );
  const annotations = hasAnnotations(input, matrices)
    ? resolveAnnotations(input, matrices, axes, theme, report)
    : { panels: matrices.map(() => ({ x: [], y: [] })), scales: {}, guides: [] };
  const shares = (axis: 'x' | 'y') =>
    sharing[axis].isShared &&
    canShareLabels(
      axes.map((panel) => panel[axis]),
      axis,
      columns,
      report,
    );
  const [shareX, shareY] = [shares('x'), shares('y')];
  const annotatedAxes = (axis: 'x' | 'y', isShared: boolean) => {
    const all = axes.map((panel, i) => ({ ...panel[axis], annotations: annotations.panels[i][axis] }));
    return isShared ? all.map((_, i) => withoutRepeats(all, i, axis, { columns, direction })) : all;
  };
  const [allX, allY] = [annotatedAxes('x', shareX), annotatedAxes('y', shareY)];
  if ([...allX, ...allY].some(({ tree, annotations: beside }) => tree !== null || beside.length > 0)) {
    lintContext(
      input,
      matrices,
      allX.map((x, i) => ({ x, y: allY[i] })),
      report,
    );
  }
  const titles = panelTitles(input);
  const unmarked = matrices.map((matrix, i): PanelStructure => {
    const [x, y] = [allX[i], allY[i]];
    const { settings, pathOf } = panelCells(input, i);
    const hidden = resolveMask(settings.hide, matrix, x, y, input.placeOf(pathOf('hide')));
    const totals = totalCells(matrix);
    const { transformed } = input.panels[i];
    const mask = unionOf(unionOf(hidden, totals), absentCells(matrix));
    const { regions = null } = matrix;
    const stroke = resolveStroke(settings.stroke);
    return { title: titles[i], matrix, transformed, mask, totals, regions, stroke, x, y, marks: null };
  });
  const marks = usesMarks(input) ? resolveMarks(input, unmarked, report) : null;
  return {
    input,
    groups: marks ? groups.map((group) => withoutBinary(group, marks)) : groups,
    panels: marks
      ? unmarked.map((panel, i) =>
          withMarks(panel, marks.panels[i], input.panels[i].spec.cells?.stroke ?? spec.cells?.stroke, theme),
        )
      : unmarked,
    annotations,
    marks,
    title: resolveHeading(spec.title, DEFAULTS.align.title),
    subtitle: resolveHeading(spec.subtitle, DEFAULTS.align.subtitle),
    caption: resolveHeading(spec.caption, DEFAULTS.align.caption),
    xTitle: axisTitles(input, 'x').shared,
    yTitle: axisTitles(input, 'y').shared,
    grid: {
      direction,
      columns,
      gap: spec.layout?.gap ?? theme.space.panels,
      panelTitle:
        spec.layout?.panelTitle ?? (isCalendar ? mirrorSide('left', direction) : DEFAULTS.layout.panelTitle),
      shareX,
      shareY,
      stacksGuides: spec.layout?.colorbars
        ? spec.layout.colorbars === 'grid'
        : shareY && columns > 1 && axes.some(({ y }) => y.tree !== null),
      titles: gridTitles(input, columns),
    },
    cells: resolveCellSize(spec.cells, matrices, axes),
    page,
    theme,
    text: spec.text ?? DEFAULTS.text,
    silenced,
  };
}

/** Returns a panel with its marks. Marks that do not fill their cells have lines around the cells by default. */
function withMarks(
  panel: PanelStructure,
  { matrix, hidden, marks }: MarkedPanel,
  stroke: CellsSpec['stroke'],
  theme: Theme,
): PanelStructure {
  const isFilled = MATRIX_PARTS.every((part) => fillsCells(marks, part));
  const isPair = marks.layers.some(({ shape }) => shape === 'upper-half');
  const lines = isPair ? theme.color.halo : isFilled ? panel.stroke : theme.color.missing;
  return { ...panel, matrix, mask: hidden, marks, stroke: stroke === undefined ? lines : panel.stroke };
}

/** Returns the group without binary colours if a triangle has other values. */
function withoutBinary(group: ScaleGroup, { panels }: FigureMarks): ScaleGroup {
  const isBinary = group.panels.every((i) => {
    const { matrix, marks } = panels[i];
    const all = [matrix, ...marks.layers.filter(({ scale }) => scale === null).map((layer) => layer.matrix)];
    return all.every(({ values }) => values.every((v) => v === 0 || v === 1 || Number.isNaN(v)));
  });
  return isBinary ? group : { ...group, binary: null };
}

/** Whether any axis has annotations. The code for them is loaded only if one does. */
function hasAnnotations({ spec, panels }: Input, matrices: readonly Matrix[]): boolean {
  return (
    [spec, ...panels.map((panel) => panel.spec)].some(({ x, y }) => x?.annotations ?? y?.annotations) ||
    matrices.some(({ rowAttributes, columnAttributes }) => rowAttributes ?? columnAttributes)
  );
}

function resolveTheme({ theme, size, cells }: Spec): Theme {
  const base = THEMES[theme ?? DEFAULTS.theme];
  const scaled = size?.fontSize === undefined ? base : withFontSize(base, toPx(size.fontSize) as number);
  const valueSize = typeof cells?.values === 'object' ? cells.values.fontSize : undefined;
  if (valueSize === undefined) return scaled;
  return { ...scaled, font: { ...scaled.font, value: toPx(valueSize) as number } };
}
