import { type Report, without } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { reducerOf } from '../spec/cells.js';
import { toPx } from '../spec/length.js';
import type { Spec } from '../spec/spec.js';
import { THEMES, withFontSize } from '../theme.js';
import { joinedNote, reportJoined } from './aggregation.js';
import { groupPanels, resolveColors } from './colors.js';
import { describe } from './describe.js';
import { drawnOf } from './downsample.js';
import type { Figure, Planned, Room } from './figure.js';
import { silencedBy } from './lint.js';
import { resolveHidden } from './mask.js';
import { firstRooms, labelLimits, resolveCells, resolvePage } from './page.js';
import { resolveAxes, resolvePanels } from './panels.js';
import { axisTitles, heading, withNote } from './titles.js';

/**
 * Fills in everything a spec leaves open but the description. `zoom` multiplies the raster picture, not what is on it.
 * `rooms` says for how many cells each panel has room; without it, for as many as the page has at most.
 */
export function planFigure(
  input: Input,
  zoom: number,
  rooms: readonly Room[] | null,
  reportAll: Report,
): Planned {
  const { spec } = input;
  const silenced = silencedBy(spec.lint);
  const report = without(silenced, reportAll);
  const fontSize = spec.size?.fontSize;
  const plain = THEMES[spec.theme ?? 'light'];
  const theme = fontSize === undefined ? plain : withFontSize(plain, toPx(fontSize) as number);

  const columns = Math.min(input.panels.length, spec.layout?.columns ?? input.leading[1] ?? 1);
  const page = resolvePage(spec.size, zoom);
  const groups = groupPanels(input);
  const { matrices } = groups;
  const hidden = matrices.map((m) => resolveHidden(spec.cells?.hide, m, input.placeOf(['cells', 'hide'])));
  const axes = resolveAxes(input, matrices, labelLimits(page, columns, input.panels.length));
  const room = rooms ?? firstRooms(page, spec.cells, axes);
  const drawn = matrices.map((matrix, i) =>
    drawnOf(matrix, hidden[i], axes[i].x, axes[i].y, room[i], reducerOf(spec.cells)),
  );
  reportJoined(matrices, drawn, report);
  const colors = resolveColors(input, groups, hidden, drawn, theme, report);
  const panels = resolvePanels(input, { matrices, hidden, drawn, axes, colors }, theme);
  const title = heading(spec.title, 'center');
  return {
    xTitle: axisTitles(input, 'x').shared,
    yTitle: axisTitles(input, 'y').shared,
    panels,
    scales: colors.scales,
    colorbar: colors.scales.length === 1 ? colors.bars[0] : null,
    title,
    subtitle: heading(spec.subtitle, 'center'),
    caption: withNote(heading(spec.caption, 'start'), noted(spec) ? joinedNote(drawn) : null),
    grid: {
      columns,
      gap: spec.layout?.gap ?? theme.space.panels,
      panelTitle: spec.layout?.panelTitle ?? 'top',
      shareX: spec.layout?.share?.x ?? false,
      shareY: spec.layout?.share?.y ?? false,
    },
    cells: resolveCells(spec.cells, panels, columns),
    page,
    theme,
    text: spec.text ?? 'font',
    silenced,
  };
}

/** The figure as planned, with what is read out instead of the picture where it is to be `described`. */
export function describeFigure(planned: Planned, spec: Spec, described: boolean): Figure {
  const description = described ? (spec.description ?? describe(planned)) : '';
  return { ...planned, accessible: { title: planned.title?.text ?? 'Heatmap', description } };
}

function noted({ cells }: Spec): boolean {
  return typeof cells?.reduce === 'object' && cells.reduce.caption === true;
}
