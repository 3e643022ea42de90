import type { Axis, Side, Tree } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { type Body, centerOf, isVertical, offsetOutward, spansAlong } from '../body.js';
import type { Context } from '../context.js';
import type { Track } from './track.js';

/** The tree of a clustered axis. Each merge is a bracket at its height, whose ends are at its two sides. */
export function dendrogramTrack({ order }: Axis, tree: Tree, side: Side, { theme }: Context): Track {
  const gap = theme.space.dendrogram;
  return {
    side,
    dockClass: 'dendrogram',
    extent: () => ({ depth: gap + tree.size, before: 0, after: 0, gap: 0 }),
    draw: (body, distance): Item[] => [
      {
        kind: 'path',
        role: 'dendrogram',
        subpaths: drawMerges(body, distance + gap),
        closed: false,
        fill: null,
        stroke: theme.color.tick,
        strokeWidth: theme.lineWidth.dendrogram,
        crisp: false,
      },
    ],
  };

  function drawMerges(body: Body, distance: number): number[][] {
    const spans = spansAlong(body, side);
    const top = tree.linkage.reduce((max, [, , height]) => Math.max(max, height), 0);
    const scale = top > 0 ? tree.size / top : 0;
    /** The place along the side and the height of each node. */
    const along = new Float64Array(order.length + tree.linkage.length);
    const heights = new Float64Array(along.length);
    order.forEach((item, position) => {
      along[item] = centerOf(spans, position);
    });
    return tree.linkage.map(([a, b, height], k) => {
      const node = order.length + k;
      along[node] = (along[a] + along[b]) / 2;
      heights[node] = height * scale;
      const at = (merge: number, level: number) => point(along[merge], level);
      return [at(a, heights[a]), at(a, heights[node]), at(b, heights[node]), at(b, heights[b])].flat();
    });

    function point(place: number, level: number): number[] {
      const outward = offsetOutward(body, side, distance + level);
      return isVertical(side) ? [outward, place] : [place, outward];
    }
  }
}
