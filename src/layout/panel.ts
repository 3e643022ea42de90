import type { Scale } from '../color/scale.js';
import type { Axis, Colorbar, Panel, Planned } from '../figure/figure.js';
import type { Side } from './body.js';
import { type Context, textStyle } from './context.js';
import { highlightTrack } from './highlight.js';
import type { LeftOut } from './omissions.js';
import { labelTrack } from './tracks/axis.js';
import { bracketTrack } from './tracks/bracket.js';
import { colorbarTrack } from './tracks/colorbar.js';
import { legendTrack } from './tracks/legend.js';
import { axisTitleTrack, sideTitleTrack } from './tracks/title.js';
import type { Sides, Track } from './tracks/track.js';

/** Where a panel stands in the grid: which of its sides are the grid's own. */
export interface GridPlace {
  readonly lowest: boolean;
  readonly highest: boolean;
  readonly leftmost: boolean;
  readonly rightmost: boolean;
}

/** Whether labels of the axis are printed on that side of that panel, when panels share them or do not. */
function printed(side: Side, { shareX, shareY }: Planned['grid'], place: GridPlace): boolean {
  switch (side) {
    case 'bottom':
      return !shareX || place.lowest;
    case 'top':
      return !shareX || place.highest;
    case 'left':
      return !shareY || place.leftmost;
    case 'right':
      return !shareY || place.rightmost;
  }
}

/** Everything around one panel's body, each side from the inside out. */
export function panelTracks(
  panel: Panel,
  figure: Planned,
  place: GridPlace,
  context: Context,
  leftOut: LeftOut,
): Sides<Track[]> {
  const { theme } = context;
  const tracks: Sides<Track[]> = { left: [], right: [], top: [], bottom: [] };
  const axisTitle = textStyle('axis-title', 'axisTitle', context);
  for (const axis of [panel.x, panel.y]) {
    for (const side of axis.sides) {
      if (!axis.labels || !printed(side, figure.grid, place)) continue;
      tracks[side].push(labelTrack(axis, side, context, leftOut));
    }
    const main = axis.sides[0];
    if (axis.labels2) {
      const second: Axis = {
        ...axis,
        labels: axis.labels2.labels,
        labels2: null,
        sides: [axis.labels2.side],
      };
      tracks[axis.labels2.side].push(labelTrack(second, axis.labels2.side, context, leftOut));
    }
    if (axis.brackets.length && printed(main, figure.grid, place)) {
      tracks[main].push(bracketTrack(axis.brackets, main, context, leftOut));
    }
    if (axis.title !== null)
      tracks[main].push(axisTitleTrack(axis.title, main, theme.space.axisTitle, axisTitle, context));
  }
  for (const side of ['top', 'right'] as const) {
    const track = highlightTrack(panel, side, context, leftOut);
    if (track) tracks[side].push(track);
  }
  if (panel.title !== null) {
    const style = textStyle('panel-title', 'panelTitle', context, { weight: 'bold' });
    const side = figure.grid.panelTitle;
    tracks[side].push(
      side === 'top'
        ? axisTitleTrack(panel.title, 'top', theme.space.panelTitle, style, context)
        : sideTitleTrack(panel.title, side, style, context),
    );
  }
  if (panel.colorbar) {
    const { side, scale } = panel.colorbar;
    tracks[side].push(keyTrack(panel.colorbar, figure.scales[scale], context));
  }
  return tracks;
}

/** The key to a scale: a bar for numbers, a legend for words. */
function keyTrack(colorbar: Colorbar, scale: Scale, context: Context): Track {
  const track = scale.words ? legendTrack : colorbarTrack;
  return track(colorbar, scale, context.theme.space.colorbar, context);
}

/** Everything that stands once around the whole grid. */
export function gridTracks(figure: Planned, context: Context): Sides<Track[]> {
  const { theme } = context;
  const tracks: Sides<Track[]> = { left: [], right: [], top: [], bottom: [] };
  const style = textStyle('axis-title', 'axisTitle', context);
  const [{ x, y }] = figure.panels;
  if (figure.xTitle !== null) {
    tracks[x.sides[0]].push(axisTitleTrack(figure.xTitle, x.sides[0], theme.space.axisTitle, style, context));
  }
  if (figure.yTitle !== null) {
    tracks[y.sides[0]].push(axisTitleTrack(figure.yTitle, y.sides[0], theme.space.axisTitle, style, context));
  }
  if (figure.colorbar) {
    const { side, scale } = figure.colorbar;
    tracks[side].push(keyTrack(figure.colorbar, figure.scales[scale], context));
  }
  return tracks;
}
