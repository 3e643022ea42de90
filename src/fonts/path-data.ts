/** A point of a TrueType outline. Contours follow one another in one list. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  /** False for the control point of a quadratic curve. */
  readonly onCurve: boolean;
  /** Whether this is the last point of its contour. */
  readonly endsContour: boolean;
}

/** Formats a point as "x y". */
export type PointFormatter = (x: number, y: number) => string;

const formatUnscaled: PointFormatter = (x, y) => `${x} ${y}`;

/**
 * Returns the contours as SVG path data such as "M0 0L10 0Q20 0 20 10Z". Coordinates are whole numbers, which
 * `formatPoint` formats. Fonts omit the curve point between two control points, which is their midpoint.
 */
export function pathData(points: readonly OutlinePoint[], formatPoint = formatUnscaled): string {
  let data = '';
  let start = 0;
  points.forEach((point, i) => {
    if (!point.endsContour) return;
    data += contourData(points.slice(start, i + 1), formatPoint);
    start = i + 1;
  });
  return data;
}

function contourData(contour: readonly OutlinePoint[], formatPoint: PointFormatter): string {
  const format = ({ x, y }: OutlinePoint) => formatPoint(Math.round(x), Math.round(y));
  const start = startPoint(contour);
  const rest = contour[0] === start ? contour.slice(1) : contour;
  let data = `M${format(start)}`;
  let control: OutlinePoint | null = null;
  for (const point of rest) {
    if (point.onCurve) data += control ? `Q${format(control)} ${format(point)}` : `L${format(point)}`;
    else if (control) data += `Q${format(control)} ${format(midpoint(control, point))}`;
    control = point.onCurve ? null : point;
  }
  return `${data}${control ? `Q${format(control)} ${format(start)}` : ''}Z`;
}

/** Returns the first point on the curve, also of a contour that starts with a control point. */
function startPoint(contour: readonly OutlinePoint[]): OutlinePoint {
  const first = contour[0];
  const last = contour[contour.length - 1];
  if (first.onCurve) return first;
  return last.onCurve ? last : midpoint(last, first);
}

function midpoint(a: OutlinePoint, b: OutlinePoint): OutlinePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true, endsContour: false };
}
