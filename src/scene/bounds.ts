import { arcToCubics } from './arc.js';
import type { Box } from './box.js';
import { type CubicSegment, type CurvedSubpath, isCurved, type Point, type Subpath } from './path.js';

/** Returns the smallest box around a subpath, without its stroke. Arcs are measured as cubic curves. */
export function subpathBounds(subpath: Subpath): Box {
  return isCurved(subpath) ? curvedBounds(subpath) : polylineBounds(subpath);
}

function polylineBounds(points: readonly number[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]);
    right = Math.max(right, points[i]);
    top = Math.min(top, points[i + 1]);
    bottom = Math.max(bottom, points[i + 1]);
  }
  return { left, top, right, bottom };
}

function curvedBounds({ start, segments }: CurvedSubpath): Box {
  const points: Point[] = [start];
  let from = start;
  for (const segment of segments) {
    for (const part of segment.kind === 'arc' ? arcToCubics(from, segment) : [segment]) {
      if (part.kind === 'cubic') for (const point of cubicExtrema(from, part)) points.push(point);
      points.push(part.to);
      from = part.to;
    }
  }
  return polylineBounds(points.flat());
}

/** The points of a cubic curve at which its tangent is horizontal or vertical. */
function cubicExtrema(from: Point, { control1, control2, to }: CubicSegment): Point[] {
  const at = (t: number, i: 0 | 1) => {
    const s = 1 - t;
    return s ** 3 * from[i] + 3 * s * s * t * control1[i] + 3 * s * t * t * control2[i] + t ** 3 * to[i];
  };
  return ([0, 1] as const)
    .flatMap((i) => {
      // The derivative is 3 (a t² + b t + c).
      const a = to[i] - 3 * control2[i] + 3 * control1[i] - from[i];
      const b = 2 * (control2[i] - 2 * control1[i] + from[i]);
      const c = control1[i] - from[i];
      return quadraticRoots(a, b, c);
    })
    .filter((t) => t > 0 && t < 1)
    .map((t): Point => [at(t, 0), at(t, 1)]);
}

/** The real roots of a t² + b t + c, computed so that a small `a` loses no digits. */
function quadraticRoots(a: number, b: number, c: number): number[] {
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return [];
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return [q / a, c / q].filter(Number.isFinite);
}
