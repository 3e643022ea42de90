/** The shapes of paths: polylines as flat arrays, and subpaths with lines, cubic curves and elliptical arcs. */

export type Point = readonly [x: number, y: number];

/** A connected part of a path. */
export type Subpath = Polyline | CurvedSubpath;

/** x0, y0, x1, y1, …: the cheap form, because a hatch has thousands of them. */
export type Polyline = readonly number[];

/** Segments that follow each other, the first from `start`; the same as M, L, C and A in SVG path data. */
export interface CurvedSubpath {
  readonly start: Point;
  readonly segments: readonly Segment[];
}

export type Segment = LineSegment | CubicSegment | ArcSegment;

export interface LineSegment {
  readonly kind: 'line';
  readonly to: Point;
}

/** A cubic Bézier curve. */
export interface CubicSegment {
  readonly kind: 'cubic';
  readonly control1: Point;
  readonly control2: Point;
  readonly to: Point;
}

/** A part of an ellipse, chosen as in SVG: radii too small to reach `to` are enlarged, a radius of 0 makes a line. */
export interface ArcSegment {
  readonly kind: 'arc';
  readonly radiusX: number;
  readonly radiusY: number;
  /** The rotation of the ellipse, in degrees clockwise. */
  readonly rotation: number;
  /** Whether the arc spans more than 180°. */
  readonly largeArc: boolean;
  /** Whether it runs clockwise; SVG calls this the sweep flag. */
  readonly clockwise: boolean;
  readonly to: Point;
}

export function isCurved(subpath: Subpath): subpath is CurvedSubpath {
  return !Array.isArray(subpath);
}

/** Multiplies all coordinates and radii by `factor`. */
export function scaleSubpath(subpath: Subpath, factor: number): Subpath {
  if (!isCurved(subpath)) return subpath.map((value) => value * factor);
  return {
    start: scalePoint(subpath.start, factor),
    segments: subpath.segments.map((segment) => scaleSegment(segment, factor)),
  };
}

function scaleSegment(segment: Segment, factor: number): Segment {
  const to = scalePoint(segment.to, factor);
  switch (segment.kind) {
    case 'line':
      return { ...segment, to };
    case 'cubic': {
      const control1 = scalePoint(segment.control1, factor);
      const control2 = scalePoint(segment.control2, factor);
      return { ...segment, control1, control2, to };
    }
    case 'arc': {
      const { radiusX, radiusY } = segment;
      return { ...segment, radiusX: radiusX * factor, radiusY: radiusY * factor, to };
    }
  }
}

function scalePoint([x, y]: Point, factor: number): Point {
  return [x * factor, y * factor];
}
