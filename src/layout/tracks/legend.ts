import type { Scale } from '../../color/scale.js';
import type { Colorbar } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { along, type Body, extent, first, outside } from '../body.js';
import { type Context, centred, lineBox, textStyle, widthOf } from '../context.js';
import { swatch } from './swatch.js';
import { block, setBlock } from './title.js';
import type { Room, Track } from './track.js';

/** An entry's place, from the legend's upper left corner. */
interface Entry {
  readonly text: string;
  readonly color: string;
  readonly hatched: boolean;
  readonly x: number;
  readonly y: number;
}

interface Arranged {
  readonly entries: readonly Entry[];
  readonly width: number;
  readonly height: number;
}

/** The key of a scale of words: a square and a word each, in columns beside a body or in lines above or below it. */
export function legendTrack(colorbar: Colorbar, scale: Scale, gap: number, context: Context): Track {
  const { theme } = context;
  const { side } = colorbar;
  const upright = side === 'left' || side === 'right';
  const labelStyle = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const { key } = theme.colorbar;
  const line = lineBox(labelStyle, context);
  const pitch = Math.max(key, line.above + line.below) + theme.space.label;

  const keys = [
    ...(scale.words ?? []).map((text, i) => ({ text, color: scale.colors[i], hatched: false })),
    ...(colorbar.missing ? [{ text: colorbar.missingLabel, color: scale.missing, hatched: true }] : []),
  ].map((entry) => ({ ...entry, width: key + theme.space.label + widthOf(entry.text, labelStyle, context) }));
  const title = colorbar.title === null ? null : block(colorbar.title, titleStyle, WIDEST_TITLE, context);
  const titleHeight = title ? title.height + theme.space.label : 0;

  const arrange = (body: Body): Arranged => {
    const room = extent(along(body, side));
    const entries: Entry[] = [];
    let [x, y, widest, bottom] = [0, 0, 0, 0];
    for (const { width, ...entry } of keys) {
      const full = upright
        ? y > 0 && y + pitch > Math.max(room - titleHeight, SHORTEST)
        : x > 0 && x + width > Math.max(room, WIDEST_TITLE);
      if (full && upright) [x, y, widest] = [x + widest + theme.space.colorbar, 0, 0];
      else if (full) [x, y] = [0, y + pitch];
      entries.push({ ...entry, x, y });
      widest = Math.max(widest, width);
      bottom = Math.max(bottom, y + pitch);
      if (upright) y += pitch;
      else x += width + theme.space.colorbar;
    }
    const right = Math.max(0, ...entries.map((e, i) => e.x + keys[i].width), title?.width ?? 0);
    return { entries, width: right, height: titleHeight + bottom - theme.space.label };
  };

  return {
    side,
    room(body): Room {
      const { width, height } = arrange(body);
      const [depth, length] = upright ? [width, height] : [height, width];
      const beyond = Math.max(0, length - extent(along(body, side)));
      return { depth: gap + depth, before: 0, after: beyond, gap };
    },
    draw(body, distance): Item[] {
      const { entries, width, height } = arrange(body);
      const edge = outside(body, side, distance + gap);
      const left = side === 'left' ? edge - width : side === 'right' ? edge : first(body.columns);
      const top = side === 'top' ? edge - height : side === 'bottom' ? edge : first(body.rows);
      return [
        ...(title ? setBlock(title, titleStyle, left, 'start', top, context) : []),
        ...entries.flatMap((entry) => {
          const y = top + titleHeight + entry.y;
          return [
            ...swatch({ left: left + entry.x, top: y, size: key }, entry.color, entry.hatched, context),
            centred(
              entry.text,
              labelStyle,
              { x: left + entry.x + key + theme.space.label, y: y + key / 2, anchor: 'start' },
              context,
            ),
          ];
        }),
      ];
    },
  };
}

const WIDEST_TITLE = 160;
/** A column of entries may be this high beside even the smallest body. */
const SHORTEST = 120;
