import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { endOf, lengthOf, offsetOutward, startOf } from '../body.js';
import type { Context } from '../context.js';
import { drawTextBlock, textStyle, wrapTextBlock } from '../text.js';
import { centeredTitleTrack } from './axis-title.js';
import type { Track, TrackExtent } from './track.js';

/** The title of a panel: above it, or beside it and horizontal. */
export function panelTitleTrack(title: string, side: 'top' | 'left' | 'right', context: Context): Track {
  const { theme } = context;
  const style = textStyle('panel-title', 'panelTitle', context, { weight: 'bold' });
  if (side === 'top')
    return centeredTitleTrack(title, side, 'panel-title', theme.space.panelTitle, style, context);
  const gap = theme.space.sidePanelTitle;
  const block = wrapTextBlock(title, style, LIMITS.sidePanelTitle.maxWidth, context);
  return {
    side,
    dockClass: 'panel-title',
    extent(body): TrackExtent {
      const overhang = Math.max(0, (block.height - lengthOf(body.rows)) / 2);
      return { depth: gap + block.width, before: overhang, after: overhang, gap };
    },
    draw(body, distance): Item[] {
      const x = offsetOutward(body, side, distance + gap);
      const top = (startOf(body.rows) + endOf(body.rows) - block.height) / 2;
      return drawTextBlock(block, style, x, side === 'left' ? 'end' : 'start', top, context);
    },
  };
}
