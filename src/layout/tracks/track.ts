/**
 * Everything around a body is a track docked on one of its sides. Layout asks each track how much room it takes,
 * aligns the bodies, and lets each draw itself at its distance from the body.
 */

import { rememberingLast } from '../../memoize.js';
import type { Item } from '../../scene/scene.js';
import { along, areSameSpans, type Body, type Side } from '../body.js';

export interface Track {
  readonly side: Side;
  /**
   * The room it takes beside `body`, whose place on the page is not known yet, only its shape; it depends on what runs
   * along its side alone.
   */
  room(body: Body): Room;
  /** What it draws when its inner edge is `distance` px from `body`. */
  draw(body: Body, distance: number): Item[];
}

/**
 * A track that remembers the room it took: a page is tried many times over, and what stands beside its rows does not
 * change while the columns do.
 */
export function remembered(track: Track): Track {
  const { side } = track;
  return {
    side,
    draw: (body, distance) => track.draw(body, distance),
    room: rememberingLast(
      (body: Body) => track.room(body),
      (a, b) => areSameSpans(along(a, side), along(b, side)),
    ),
  };
}

export interface Room {
  /** Across the side, away from the body, in px. */
  readonly depth: number;
  /** How far it reaches beyond the body's first and last edge along the side; 0 where it does not. */
  readonly before: number;
  readonly after: number;
  /** How far from the body that begins. */
  readonly gap: number;
}

/** Tracks on one side, the innermost first: their room together, and the distance of each from the body. */
export interface Docked {
  readonly room: Room;
  readonly distances: readonly number[];
}

/**
 * Docks `tracks` one behind another, the first at `from` px from the body; each no nearer than `clear` says for
 * the room it takes.
 */
export function dock(
  tracks: readonly Track[],
  body: Body,
  from = 0,
  clear: (room: Room) => number = () => 0,
): Docked {
  const distances: number[] = [];
  let depth = from;
  let before = 0;
  let after = 0;
  let gap = Number.POSITIVE_INFINITY;
  for (const track of tracks) {
    const room = track.room(body);
    const distance = Math.max(depth, clear(room));
    distances.push(distance);
    depth = distance + room.depth;
    before = Math.max(before, room.before);
    after = Math.max(after, room.after);
    if (room.before > 0 || room.after > 0) gap = Math.min(gap, distance + room.gap);
  }
  return { room: { depth, before, after, gap }, distances };
}

export type Sides<T> = Readonly<Record<Side, T>>;

export function mapSides<T>(value: (side: Side) => T): Sides<T> {
  return { left: value('left'), right: value('right'), top: value('top'), bottom: value('bottom') };
}

/**
 * Docks tracks on all sides. Two that both reach around a corner may meet there, so what stands above or below
 * the body and reaches as far as its neighbours at the side begins beyond what these need.
 */
export function dockSides(tracks: Sides<readonly Track[]>, body: Body, from: Sides<number>): Sides<Docked> {
  const left = dock(tracks.left, body, from.left);
  const right = dock(tracks.right, body, from.right);
  const around = (room: Room, end: 'before' | 'after') =>
    Math.max(
      room.before > left.room.gap ? left.room[end] : 0,
      room.after > right.room.gap ? right.room[end] : 0,
    );
  return {
    left,
    right,
    top: dock(tracks.top, body, from.top, (room) => around(room, 'before')),
    bottom: dock(tracks.bottom, body, from.bottom, (room) => around(room, 'after')),
  };
}

/** How far tracks reach beyond their body on each side: those docked there, and the ends of their neighbours. */
export function reaches({ left, right, top, bottom }: Sides<Docked>): Sides<number> {
  return {
    left: Math.max(left.room.depth, top.room.before, bottom.room.before),
    right: Math.max(right.room.depth, top.room.after, bottom.room.after),
    top: Math.max(top.room.depth, left.room.before, right.room.before),
    bottom: Math.max(bottom.room.depth, left.room.after, right.room.after),
  };
}
