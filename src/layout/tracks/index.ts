/**
 * The tracks of panels and of the grid of panels. To add a track, write it in its own file in this folder
 * and add it to a table below. A new class of tracks also needs a line in `DOCK_ORDER`.
 */
import type { Annotation, AnnotationPlot } from '../../figure/annotation.js';
import { mirrorSide } from '../../figure/direction.js';
import type { Axis, Figure, Guide, Panel, Side } from '../../figure/figure.js';
import type { MarkGuide } from '../../figure/marks.js';
import { isOutermost } from '../../figure/panel-grid.js';
import type { ItemSource } from '../../scene/source.js';
import { DEFAULTS } from '../../theme.js';
import { isVertical } from '../body.js';
import type { Context } from '../context.js';
import { marksTrack } from './annotation-marks.js';
import { plotTrack } from './annotation-plot.js';
import { stripTrack } from './annotation-strip.js';
import { textsTrack } from './annotation-texts.js';
import { axisTitleTrack } from './axis-title.js';
import { bracketTiers } from './bracket-tiers.js';
import { bracketTrack } from './brackets.js';
import { colorbarTrack } from './colorbar.js';
import { dendrogramTrack } from './dendrogram.js';
import { type Sides, sortTracks } from './dock.js';
import { gridTitlesTrack } from './grid-titles.js';
import { guideStackTrack, type StackedGuide } from './guide-stack.js';
import { highlightTitleTrack } from './highlight-title.js';
import { labelTrack } from './labels.js';
import { legendHeight, legendTrack } from './legend.js';
import { numericLabelTrack } from './numeric-labels.js';
import { panelTitleTrack } from './panel-title.js';
import { regionTitleTrack } from './region-titles.js';
import { sizeKeyTrack } from './size-key.js';
import { starLineTrack } from './star-line.js';
import type { DockClass, Track } from './track.js';
import { triangleKeyTrack } from './triangle-key.js';

interface GridScope {
  readonly figure: Figure;
  readonly context: Context;
}

interface PanelScope extends GridScope {
  readonly panel: Panel;
  readonly index: number;
}

/** The tracks around the body of one panel, by class. */
const PANEL_TRACKS: Readonly<Record<DockClass, (scope: PanelScope) => Track[]>> = {
  annotation: ({ panel, index, figure, context }) =>
    [panel.x, panel.y].flatMap(({ annotations }) =>
      annotations.map((annotation) => annotationTrack(annotation, { panel, index, figure, context })),
    ),
  label: (scope) =>
    axesOf(scope).flatMap((axis) =>
      axis.sides
        .filter((side) => axis.labels && showsLabels(side, scope))
        .map((side) =>
          axis.numeric?.ticks === 'values'
            ? numericLabelTrack(axis, axis.numeric, side, scope.context)
            : labelTrack(axis, scope.index, side, 'label', scope.context),
        ),
    ),
  'region-title': ({ panel, context }) =>
    panel.regions === null ? [] : [regionTitleTrack(panel, panel.regions, context)],
  'second-label': (scope) =>
    axesOf(scope).flatMap((axis) => {
      if (!axis.labels2) return [];
      const { labels, side } = axis.labels2;
      return labelTrack({ ...axis, labels }, scope.index, side, 'second-label', scope.context);
    }),
  dendrogram: (scope) =>
    axesOf(scope).flatMap((axis) =>
      axis.tree?.side
        ? dendrogramTrack(
            axis,
            axis.tree,
            axis.tree.side,
            startsWithLabels(axis.tree.side, scope),
            scope.context,
          )
        : [],
    ),
  bracket: (scope) =>
    axesOf(scope)
      .filter(({ brackets, sides }) => brackets.length && showsLabels(sides[0], scope))
      .flatMap(({ brackets, sides }) =>
        bracketTiers(brackets).map((tier) => bracketTrack(tier, sides[0], scope.context)),
      ),
  'axis-title': (scope) =>
    axesOf(scope).flatMap(({ title, sides }) =>
      title === null ? [] : axisTitleTrack(title, sides[0], scope.context),
    ),
  'highlight-title': ({ panel, context }) =>
    panel.highlights.length === 0
      ? []
      : (['top', 'left', 'right'] as const).flatMap(
          (side) => highlightTitleTrack(panel, side, context) ?? [],
        ),
  'panel-title': ({ panel, figure, context }) =>
    panel.title === null ? [] : [panelTitleTrack(panel.title, figure.grid.panelTitle, context)],
  'grid-title': () => [],
  guide: ({ index, figure, context }) => guideTracks(figure, index, context),
};

/** The tracks around the grid of all panels. */
const GRID_TRACKS: Readonly<Partial<Record<DockClass, (scope: GridScope) => Track[]>>> = {
  'axis-title': ({ figure, context }) => {
    const [{ x, y }] = figure.panels;
    return [
      ...(figure.xTitle === null ? [] : [axisTitleTrack(figure.xTitle, x.sides[0], context)]),
      ...(figure.yTitle === null ? [] : [axisTitleTrack(figure.yTitle, y.sides[0], context)]),
    ];
  },
  'grid-title': ({ figure, context }) => {
    const { titles, panelTitle, direction } = figure.grid;
    const columns = direction === 'rtl' ? titles.columns?.toReversed() : titles.columns;
    const side = panelTitle === 'top' ? mirrorSide('left', direction) : panelTitle;
    return [
      ...(columns ? [gridTitlesTrack(columns, 'top', context)] : []),
      ...(titles.rows === null ? [] : [gridTitlesTrack(titles.rows, side, context)]),
    ];
  },
  guide: ({ figure, context }) => [
    ...figure.starLines.map((line) => starLineTrack(line, context)),
    ...guideTracks(figure, null, context),
  ],
};

/** Returns the tracks around a panel in docking order. */
export function panelTracks(index: number, figure: Figure, context: Context): Sides<Track[]> {
  const scope = { panel: figure.panels[index], index, figure, context };
  return sortTracks(Object.values(PANEL_TRACKS).flatMap((create) => create(scope)));
}

/** Returns the tracks around the grid of panels in docking order. */
export function gridTracks(figure: Figure, context: Context): Sides<Track[]> {
  return sortTracks(Object.values(GRID_TRACKS).flatMap((create) => create({ figure, context })));
}

function annotationTrack(annotation: Annotation, scope: PanelScope): Track {
  const { panel, index, figure, context } = scope;
  switch (annotation.kind) {
    case 'category':
    case 'continuous':
      return stripTrack(annotation, panel, index, figure.scales[annotation.scale], context);
    case 'text':
      return textsTrack(annotation, panel, index, context);
    case 'mark':
      return marksTrack(annotation, panel, index, context);
    default:
      return plotTrack(annotation, panel, index, showsValueAxis(annotation, scope), context);
  }
}

/** Whether the value axis of a plot is drawn: if panels share it and their labels, only at the outermost panels. */
function showsValueAxis({ side, isShared }: AnnotationPlot, scope: PanelScope): boolean {
  const { x, y } = scope.panel;
  return !isShared || showsLabels((isVertical(side) ? x : y).sides[0], scope);
}

function axesOf({ panel }: PanelScope): readonly Axis[] {
  return [panel.x, panel.y];
}

/** Whether the labels of the other axis are at the start of a side. */
function startsWithLabels(side: Side, { panel }: PanelScope): boolean {
  const [labelSide] = (isVertical(side) ? panel.x : panel.y).sides;
  return labelSide === 'left' || labelSide === 'top';
}

/** Whether a panel has labels on a side: if panels share them, only the outermost panels have labels. */
function showsLabels(side: Side, { figure, index }: PanelScope): boolean {
  const { shareX, shareY } = figure.grid;
  const isShared = side === 'bottom' || side === 'top' ? shareX : shareY;
  return !isShared || isOutermost(side, index, figure.grid, figure.panels.length);
}

const GUIDE_TRACKS = { colorbar: colorbarTrack, legend: legendTrack } as const;

/** Returns the guides that are placed beside a panel or, with null, beside the grid. */
function guideTracks(figure: Figure, panel: number | null, context: Context): Track[] {
  const guides = figure.guides.filter((guide) => guide.panel === panel);
  const createTrack = (guide: Guide) => {
    const track = GUIDE_TRACKS[guide.kind](guide, figure.scales[guide.scale], context);
    return withSource(track, { kind: 'guide', scale: guide.scale });
  };
  const stacks = (['left', 'right', 'top', 'bottom'] as const).flatMap((side) => {
    const stacked = guides.filter((guide) => guide.isStacked && guide.side === side);
    const keys = panel === null ? figure.markGuides.filter((guide) => guide.side === side) : [];
    if (stacked.length + keys.length === 0) return [];
    const entries = stacked.map((guide) => ({
      track: createTrack(guide),
      length: guideLength(guide, figure, context),
    }));
    const all = [...entries, ...keys.map((key) => stackedKey(key, context))];
    return guideStackTrack(all, side, figure.page, context);
  });
  return [...guides.filter(({ isStacked }) => !isStacked).map(createTrack), ...stacks];
}

function stackedKey(guide: MarkGuide, context: Context): StackedGuide {
  const track = guide.kind === 'sizes' ? sizeKeyTrack(guide, context) : triangleKeyTrack(guide, context);
  return { track, length: (body) => track.lengthBeside(body) };
}

/** Returns the length along its side that a stacked guide needs. */
function guideLength(guide: Guide, figure: Figure, context: Context): number {
  if (guide.kind === 'legend' && isVertical(guide.side)) {
    return legendHeight(guide, figure.scales[guide.scale], context);
  }
  return typeof guide.length === 'object' && 'px' in guide.length
    ? guide.length.px
    : DEFAULTS.annotation.colorbarLength;
}

/** Returns the same track with `source` on everything it draws. */
function withSource(track: Track, source: ItemSource): Track {
  return {
    ...track,
    draw: (body, distance, omissions) =>
      track.draw(body, distance, omissions).map((item) => ({ ...item, source })),
  };
}
