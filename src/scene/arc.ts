/** Elliptical arcs in short pieces and as cubic curves, after appendix B.2 of the SVG 2 specification. */
import type { ArcSegment, CubicSegment, LineSegment, Point } from './path.js';

/** A longer arc is split. The centre of an arc near 180° depends too much on the rounding of its end points. */
const MAX_PIECE = Math.PI / 2;
/** Radians; an arc of exactly 90° stays in one piece. */
const TOLERANCE = 1e-9;

/** An arc by the ellipse that it is part of. Angles are in radians, clockwise. */
interface CenteredArc {
  readonly center: Point;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation: number;
  readonly startAngle: number;
  /** Negative for a counter-clockwise arc. */
  readonly sweep: number;
}

/** Splits an arc from `from` into arcs of at most 90°; an arc without extent becomes a line. */
export function splitArc(from: Point, arc: ArcSegment): (ArcSegment | LineSegment)[] {
  const centered = centerArc(from, arc);
  if (!centered) return [{ kind: 'line', to: arc.to }];
  const { radiusX, radiusY } = centered;
  const angles = pieceAngles(centered);
  return angles.slice(1).map(
    (angle, i): ArcSegment => ({
      ...arc,
      radiusX,
      radiusY,
      largeArc: false,
      to: i === angles.length - 2 ? arc.to : pointAt(centered, angle),
    }),
  );
}

/** Approximates an arc from `from` by cubic curves, to 0.03 % of its radius. */
export function arcToCubics(from: Point, arc: ArcSegment): (CubicSegment | LineSegment)[] {
  const centered = centerArc(from, arc);
  if (!centered) return [{ kind: 'line', to: arc.to }];
  const angles = pieceAngles(centered);
  return angles.slice(1).map((angle, i): CubicSegment => {
    const before = angles[i];
    // A Bézier curve of a unit arc of angle a has its control points 4/3 tan(a / 4) along the tangents at its ends.
    const reach = (4 / 3) * Math.tan((angle - before) / 4);
    return {
      kind: 'cubic',
      control1: pointAt(centered, before, reach),
      control2: pointAt(centered, angle, -reach),
      to: i === angles.length - 2 ? arc.to : pointAt(centered, angle),
    };
  });
}

/** Returns null for an arc that SVG draws as a straight line, or not at all. */
function centerArc([x0, y0]: Point, arc: ArcSegment): CenteredArc | null {
  const [x1, y1] = arc.to;
  let [radiusX, radiusY] = [Math.abs(arc.radiusX), Math.abs(arc.radiusY)];
  if (radiusX === 0 || radiusY === 0 || (x0 === x1 && y0 === y1)) return null;
  const rotation = (arc.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  // Half the chord, in the axes of the ellipse.
  const [dx, dy] = [(x0 - x1) / 2, (y0 - y1) / 2];
  const [u, v] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const enlarged = Math.max(1, Math.hypot(u / radiusX, v / radiusY));
  radiusX *= enlarged;
  radiusY *= enlarged;
  const chord = (u / radiusX) ** 2 + (v / radiusY) ** 2;
  const distance = Math.sqrt(Math.max(0, 1 / chord - 1)) * (arc.largeArc === arc.clockwise ? -1 : 1);
  const [cu, cv] = [(distance * radiusX * v) / radiusY, (-distance * radiusY * u) / radiusX];
  const startAngle = Math.atan2((v - cv) / radiusY, (u - cu) / radiusX);
  const endAngle = Math.atan2((-v - cv) / radiusY, (-u - cu) / radiusX);
  let sweep = endAngle - startAngle;
  if (arc.clockwise && sweep < 0) sweep += 2 * Math.PI;
  if (!arc.clockwise && sweep > 0) sweep -= 2 * Math.PI;
  const center: Point = [cos * cu - sin * cv + (x0 + x1) / 2, sin * cu + cos * cv + (y0 + y1) / 2];
  return { center, radiusX, radiusY, rotation, startAngle, sweep };
}

/** The angles between pieces of equal length, both ends included. */
function pieceAngles({ startAngle, sweep }: CenteredArc): number[] {
  const count = Math.max(1, Math.ceil(Math.abs(sweep) / MAX_PIECE - TOLERANCE));
  return Array.from({ length: count + 1 }, (_, i) => startAngle + (i / count) * sweep);
}

/** The point of the ellipse at `angle`, moved along the tangent there by `along` radii. */
function pointAt(
  { center: [x, y], radiusX, radiusY, rotation }: CenteredArc,
  angle: number,
  along = 0,
): Point {
  const u = radiusX * (Math.cos(angle) - along * Math.sin(angle));
  const v = radiusY * (Math.sin(angle) + along * Math.cos(angle));
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return [x + cos * u - sin * v, y + sin * u + cos * v];
}
