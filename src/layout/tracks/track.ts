/**
 * Everything around a body is a track on one of its sides. The layout asks each track how much space it needs, aligns
 * the bodies, and lets each track draw itself at its distance from the body.
 */
import type { Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import type { Body } from '../body.js';
import type { Omissions } from '../omissions.js';

/**
 * The classes of tracks, innermost first. On each side, tracks dock in this order, whatever the order in which they
 * were created. Tracks of one class dock in the order in which they were created.
 */
export const DOCK_ORDER = [
  'annotation',
  'label',
  'region-title',
  'second-label',
  'dendrogram',
  'bracket',
  'axis-title',
  'highlight-title',
  'panel-title',
  'grid-title',
  'guide',
] as const;

export type DockClass = (typeof DOCK_ORDER)[number];

export interface Track {
  readonly side: Side;
  readonly dockClass: DockClass;
  /** Whether the extent also depends on the length of the body across the side. */
  readonly dependsOnBothAxes?: boolean;
  /**
   * Returns the space that the track needs beside `body`. The position of the body on the page is not
   * known yet, so the space depends only on the spans along the side, and with `dependsOnBothAxes` on the other spans.
   */
  extent(body: Body): TrackExtent;
  /** Draws the track with its inner edge `distance` px outside `body`, and records what it omits. */
  draw(body: Body, distance: number, omissions: Omissions): Item[];
}

/** The space of a track, in px. */
export interface TrackExtent {
  /** The size across the side, outward from the inner edge. */
  readonly depth: number;
  /** How far the track extends beyond the start and the end of its side; 0 if it does not. */
  readonly before: number;
  readonly after: number;
  /** The distance from the inner edge to the part that extends beyond the side. */
  readonly gap: number;
}
