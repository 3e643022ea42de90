/** A point of a TrueType outline: contours follow one another, each up to its `last` point. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** On the curve, else the control point of a quadratic curve. */
  readonly on: boolean;
  readonly last: boolean;
}

/** How a point is written, "x y". */
export type Writing = (x: number, y: number) => string;

const asIs: Writing = (x, y) => `${x} ${y}`;

/**
 * The contours as SVG path data, the whole numbers of which `write` writes ("M0 0L10 0Q20 0 20 10Z"). Between two
 * control points lies a point of the curve that the font leaves out: their middle.
 */
export function pathData(points: readonly Point[], write = asIs): string {
  let data = '';
  let first = 0;
  points.forEach((point, i) => {
    if (!point.last) return;
    data += contourData(points.slice(first, i + 1), write);
    first = i + 1;
  });
  return data;
}

function contourData(contour: readonly Point[], write: Writing): string {
  const pair = ({ x, y }: Point) => write(Math.round(x), Math.round(y));
  const start = startOf(contour);
  const rest = contour[0] === start ? contour.slice(1) : contour;
  let data = `M${pair(start)}`;
  let control: Point | null = null;
  for (const point of rest) {
    if (point.on) data += control ? `Q${pair(control)} ${pair(point)}` : `L${pair(point)}`;
    else if (control) data += `Q${pair(control)} ${pair(middle(control, point))}`;
    control = point.on ? null : point;
  }
  return `${data}${control ? `Q${pair(control)} ${pair(start)}` : ''}Z`;
}

/** A contour may begin with a control point. */
function startOf(contour: readonly Point[]): Point {
  const first = contour[0];
  const last = contour[contour.length - 1];
  if (first.on) return first;
  return last.on ? last : middle(last, first);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true, last: false };
}
