import { colorIndices, palette, type Scale } from '../../color/scale.js';
import type { AnnotationStrip } from '../../figure/annotation.js';
import type { Panel } from '../../figure/figure.js';
import { frameAround } from '../../scene/frame.js';
import type { CellsItem, Item } from '../../scene/scene.js';
import { sourceItems } from '../../scene/source.js';
import { LIMITS } from '../../theme.js';
import { isVertical, offsetOutward, outwardSign, type Spans, spansAlong } from '../body.js';
import { drawnSpans } from '../cells.js';
import type { Context } from '../context.js';
import { drawHatch } from '../hatch.js';
import { snap } from '../pixels.js';
import { lineBox, lineDistance, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import type { Track } from './track.js';

/** A strip of coloured cells along a body, one for each row or column, with its title at the end where the labels of the other axis are. */
export function stripTrack(
  annotation: AnnotationStrip,
  panel: Panel,
  index: number,
  scale: Scale,
  context: Context,
): Track {
  const { theme, pixels } = context;
  const { side, title } = annotation;
  const vertical = isVertical(side);
  const items = vertical ? panel.drawn.rowItems : panel.drawn.columnItems;
  const gap = theme.space.annotation;
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const size = Math.max(pixels.unit, snap(annotation.size, pixels.unit));
  const isRotated = vertical && theme.text.rotates;
  const titleWidth = title === null ? 0 : textWidth(title, style, context);
  /** A long title below a strip wraps, so that a low body does not get a high page. */
  const block =
    isRotated && title !== null ? wrapTextBlock(title, style, LIMITS.stripTitle.maxLength, context) : null;
  const titleLength =
    title === null
      ? 0
      : theme.space.label + (vertical && !isRotated ? line.height : (block?.width ?? titleWidth));
  const labelSide = (vertical ? panel.x : panel.y).sides[0];
  const isTitleAtStart = labelSide === 'left' || labelSide === 'top';
  const overhang = { before: isTitleAtStart ? titleLength : 0, after: isTitleAtStart ? 0 : titleLength };
  // A title that is higher than the strip, or wider, needs its space.
  const titleDepth = vertical && !isRotated ? titleWidth : (block?.height ?? line.height);
  const depth = gap + Math.max(size, title === null ? 0 : titleDepth);
  const inset = (depth - gap - size) / 2;

  return {
    side,
    dockClass: 'annotation',
    // Snapping can move the strip and its title toward the body.
    extent: () => ({ depth, ...overhang, gap: Math.max(0, gap - pixels.device) }),
    draw(body, distance, omissions): Item[] {
      const spans = drawnSpans(
        vertical ? 'row' : 'column',
        spansAlong(body, side),
        panel,
        context,
        omissions,
      );
      const inner = snap(offsetOutward(body, side, distance + gap + inset), pixels.device);
      const outer = inner + outwardSign(side) * size;
      const [low, high] = [Math.min(inner, outer), Math.max(inner, outer)];
      const across = { start: [low], end: [high] };
      const values = Float64Array.from(spans.start, (_, i) =>
        combine(
          sourceItems(items, i).map((item) => annotation.values[item]),
          scale.categories !== null,
        ),
      );
      const [columns, rows] = vertical ? [across, spans] : [spans, across];
      const cells: CellsItem = {
        kind: 'cells',
        role: 'annotation',
        left: columns.start,
        right: columns.end,
        top: rows.start,
        bottom: rows.end,
        indices: colorIndices(scale, values),
        palette: palette(scale),
        source: { kind: 'annotation', panel: index, axis: vertical ? 'y' : 'x', scale: annotation.scale },
      };
      const missing = [...values.keys()]
        .filter((i) => Number.isNaN(values[i]))
        .map((i) => ({
          left: cells.left[vertical ? 0 : i],
          right: cells.right[vertical ? 0 : i],
          top: cells.top[vertical ? i : 0],
          bottom: cells.bottom[vertical ? i : 0],
        }));
      const { frame } = annotation;
      const frames = frame
        ? segmentsOf(spans).map(({ start, end }) => {
            const [along, thickness] = [
              { from: start, to: end },
              { from: low, to: high },
            ];
            const [x, y] = vertical ? [thickness, along] : [along, thickness];
            const box = { left: x.from, right: x.to, top: y.from, bottom: y.to };
            return frameAround(box, frame, pixels.device);
          })
        : [];
      const strip = [cells, ...drawHatch(missing, context), ...frames];
      if (title === null) return strip;
      const along = isTitleAtStart
        ? spans.start[0] - theme.space.label
        : spans.end[spans.end.length - 1] + theme.space.label;
      const middle = (low + high) / 2;
      // Vertical titles are read upward, so one below its strip ends at the strip.
      const anchor = isTitleAtStart === vertical ? 'start' : 'end';
      if (block) {
        // The first line of a text that reads upward is on the left.
        const first = middle - ((block.lines.length - 1) * lineDistance(style, context)) / 2;
        return [
          ...strip,
          ...block.lines.map((text, i) => {
            const x = first + i * lineDistance(style, context);
            return textItem(text, style, { x, y: along, anchor, angle: -90 }, context);
          }),
        ];
      }
      const position = vertical
        ? ({ x: middle, y: along + (isTitleAtStart ? -line.below : line.above), anchor: 'middle' } as const)
        : ({ x: along, y: middle, anchor } as const);
      return [...strip, textItem(title, style, position, context)];
    },
  };
}

/** Returns the parts of a strip between gaps. */
function segmentsOf({ start, end }: Spans): { readonly start: number; readonly end: number }[] {
  const firsts = [...start.keys()].filter((i) => i === 0 || start[i] > end[i - 1]);
  return firsts.map((first, k) => ({
    start: start[first],
    end: end[(firsts[k + 1] ?? start.length) - 1],
  }));
}

/** The value of a cell that shows several items: the most frequent category, of several the first; or the mean. */
function combine(values: readonly number[], isCategorical: boolean): number {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length < 2) return present[0] ?? Number.NaN;
  if (!isCategorical) return present.reduce((sum, value) => sum + value, 0) / present.length;
  const counts = new Map<number, number>();
  for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
