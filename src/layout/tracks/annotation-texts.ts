import type { AnnotationTexts } from '../../figure/annotation.js';
import type { Panel } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { isVertical } from '../body.js';
import type { Context } from '../context.js';
import { textStyle } from '../text.js';
import { measureTitle } from './annotation-title.js';
import { labelTrack } from './labels.js';
import type { Track } from './track.js';

/** A text beside each row or column. Where not all of them fit, those at equal distances are shown. */
export function textsTrack(
  annotation: AnnotationTexts,
  panel: Panel,
  index: number,
  context: Context,
): Track {
  const { side, texts, size } = annotation;
  const axis = isVertical(side) ? panel.y : panel.x;
  const labels = axis.order.map((item) => texts[item * axis.itemsPerPosition]);
  const track = labelTrack(
    { ...axis, labels, maxWidth: size, ticks: 'auto', labelAngle: context.theme.text.rotates ? 'auto' : 0 },
    index,
    side,
    'annotation',
    context,
  );
  const style = textStyle('tick-label', 'label', context);
  const title = measureTitle(annotation.title, panel, side, style, context);
  return {
    ...track,
    extent(body) {
      const extent = track.extent(body);
      const depth = Math.max(extent.depth, title.depth + context.theme.space.label);
      return { ...extent, ...title.extend(extent), depth, gap: 0 };
    },
    draw(body, distance, omissions): Item[] {
      const extent = track.extent(body);
      const { label } = context.theme.space;
      const depth = Math.max(0, extent.depth - label);
      return [
        ...track.draw(body, distance, omissions),
        ...title.draw(body, distance + label, { ...extent, depth }),
      ];
    },
  };
}
