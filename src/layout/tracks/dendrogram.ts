import type { Hex } from '../../color/color.js';
import { maxOf } from '../../extremes.js';
import type { Axis, Side, Tree } from '../../figure/figure.js';
import type { PathItem } from '../../scene/scene.js';
import { type Body, centerOf, isVertical, minPitch, offsetOutward, spansAlong } from '../body.js';
import type { Context } from '../context.js';
import { createHeightAxis } from './dendrogram-axis.js';
import { drawDashes, mergeColumns } from './dendrogram-lines.js';
import type { Track } from './track.js';

/**
 * The tree of a clustered axis. Each merge is a bracket at its height, whose ends are at its two sides; all lines are on
 * whole device pixels. The axis of the heights is at the start or at the end of the side.
 */
export function dendrogramTrack(
  axis: Axis,
  tree: Tree,
  side: Side,
  isAxisAtStart: boolean,
  context: Context,
): Track {
  const { theme, pixels } = context;
  const top = maxOf(tree.linkage, ([, , height]) => height, 0);
  const scale = top > 0 ? tree.size / top : 0;
  const heightAxis =
    tree.axis && createHeightAxis(tree.axis.title, tree.joinHeight ?? top, scale, tree.size, side, context);
  // Snapping can move the track below outward by a part of a device pixel.
  const gap = Math.max(theme.space.dendrogram, (heightAxis?.inset ?? 0) + pixels.device);
  const overhang = heightAxis?.overhang ?? 0;

  return {
    side,
    dockClass: 'dendrogram',
    extent: () => ({
      depth: gap + Math.max(tree.size, heightAxis?.depth ?? 0),
      before: isAxisAtStart ? overhang : 0,
      after: isAxisAtStart ? 0 : overhang,
      gap: Math.max(0, gap - (heightAxis?.inset ?? 0)),
    }),
    draw: (body, distance) => [
      ...drawJoinLine(body, distance + gap),
      ...drawMerges(body, distance + gap),
      ...(heightAxis?.draw(body, distance + gap, isAxisAtStart) ?? []),
    ],
  };

  /** Draws a dashed line below the merges that join slices, because their heights begin at 0 there. */
  function drawJoinLine(body: Body, distance: number): PathItem[] {
    if (tree.joinHeight === null) return [];
    const spans = spansAlong(body, side);
    const level = offsetOutward(body, side, distance + tree.joinHeight * scale);
    return [drawDashes(spans.start[0], spans.end[spans.end.length - 1], level, isVertical(side), context)];
  }

  /** Returns the lines of each colour. */
  function drawMerges(body: Body, distance: number): PathItem[] {
    const { order } = axis;
    const spans = spansAlong(body, side);
    const isDense = order.length > 1 && minPitch(spans) < MIN_PITCH * pixels.device;
    const width = isDense ? 1 : Math.max(1, Math.round(theme.lineWidth.dendrogram / pixels.device));
    /** Moves a line of this width to whole device pixels. */
    const align = (value: number) =>
      width % 2 === 0
        ? Math.round(value / pixels.device) * pixels.device
        : (Math.floor(value / pixels.device + TOLERANCE) + 0.5) * pixels.device;
    const levelOf = (height: number) =>
      align(offsetOutward(body, side, distance + Math.max(0, height) * scale));
    /** The place along the side, the level and the colour of each node. */
    const along = new Float64Array(order.length + tree.linkage.length);
    const levels = new Float64Array(along.length).fill(offsetOutward(body, side, distance));
    const colors = nodeColors(tree, order.length, theme.color.tick as Hex);
    order.forEach((item, position) => {
      along[item] = centerOf(spans, position);
    });
    const lines = new Map<Hex, number[][]>(
      [theme.color.tick as Hex, ...(tree.colors ?? [])].map((color) => [color, []]),
    );
    const add = (color: Hex, points: number[]) => lines.get(color)?.push(points);
    const half = (width * pixels.device) / 2;
    tree.linkage.forEach(([a, b, height], k) => {
      const node = order.length + k;
      along[node] = (along[a] + along[b]) / 2;
      levels[node] = levelOf(height);
      const [from, to] = [align(along[a]), align(along[b])];
      const level = levels[node];
      if (colors[a] === colors[node] && colors[b] === colors[node]) {
        add(colors[node], [from, levels[a], from, level, to, level, to, levels[b]]);
        return;
      }
      const sign = Math.sign(to - from);
      add(colors[node], [from - sign * half, level, to + sign * half, level]);
      add(colors[a], [from, levels[a], from, level]);
      add(colors[b], [to, levels[b], to, level]);
    });
    return [...lines]
      .filter(([, each]) => each.length > 0)
      .map(([stroke, each]) => ({
        kind: 'path',
        role: 'dendrogram',
        subpaths: mergeColumns(each, width * pixels.device).map((points) =>
          isVertical(side) ? swap(points) : points,
        ),
        closed: false,
        fill: null,
        stroke,
        strokeWidth: width * pixels.device,
        crisp: false,
      }));
  }
}

/** With fewer device pixels between neighbours, lines are one device pixel wide. */
const MIN_PITCH = 4;

/** Centres of cells are exact up to rounding errors, as a share of a device pixel. */
const TOLERANCE = 1e-6;

/** Returns the colour of each node: that of its cluster, or `otherwise` above all clusters. */
function nodeColors({ linkage, clusters, colors }: Tree, count: number, otherwise: Hex): Hex[] {
  const nodes = new Array<Hex>(count + linkage.length).fill(otherwise);
  if (!clusters || !colors) return nodes;
  /** The cluster of all leaves below each node; -1 if they are in several. */
  const clusterOf = Int32Array.from(nodes, (_, node) => clusters[node] ?? -1);
  linkage.forEach(([a, b], k) => {
    if (clusterOf[a] === clusterOf[b]) clusterOf[count + k] = clusterOf[a];
  });
  return nodes.map((color, node) => colors[clusterOf[node]] ?? color);
}

/** Exchanges the coordinates of points. */
function swap(points: readonly number[]): number[] {
  return points.map((_, i) => points[i ^ 1]);
}
