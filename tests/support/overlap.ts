import { textCorners } from '../../src/scene/box.js';
import type { Point } from '../../src/scene/path.js';
import type { Scene, TextItem } from '../../src/scene/scene.js';

/** In px. Boxes may share an edge, and arithmetic has rounding errors. */
const TOLERANCE = 0.01;

/** Whether two convex quadrilaterals overlap, so that no line separates them. */
export function overlap(a: readonly Point[], b: readonly Point[]): boolean {
  return ![a, b].some((shape) =>
    shape.some(([x0, y0], i) => {
      const [x1, y1] = shape[(i + 1) % shape.length];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const [nx, ny] = [(y1 - y0) / length, (x0 - x1) / length];
      const span = (points: readonly Point[]) => {
        const projections = points.map(([x, y]) => x * nx + y * ny);
        return [Math.min(...projections), Math.max(...projections)];
      };
      const [p, q] = [span(a), span(b)];
      return p[1] <= q[0] + TOLERANCE || q[1] <= p[0] + TOLERANCE;
    }),
  );
}

export function visibleTexts(scene: Scene): TextItem[] {
  return scene.items.filter((item): item is TextItem => item.kind === 'text' && item.width > 0);
}

/** The corners of a text. Those of horizontal asterisks surround their ink, because their lines are higher than cells. */
function cornersOf(item: TextItem): readonly Point[] {
  const corners = textCorners(item);
  if (item.angle !== 0 || !/^\*+$/.test(item.text)) return corners;
  const [bottom, top] = [0.38, 0.74].map((share) => item.y - share * item.size);
  const middle = corners.reduce((sum, [, y]) => sum + y / corners.length, 0);
  return corners.map(([x, y]) => [x, y < middle ? top : bottom]);
}

/** Lists the texts of a scene that are outside of the page or overlap another text or a body. */
export function findTextErrors(scene: Scene): string[] {
  const all = visibleTexts(scene).map((item) => ({ item, box: cornersOf(item) }));
  const errors: string[] = [];
  const name = ({ text, role }: TextItem) => `${role} ${JSON.stringify(text)}`;
  for (const { item, box } of all) {
    const outside = box.some(
      ([x, y]) =>
        x < -TOLERANCE || y < -TOLERANCE || x > scene.width + TOLERANCE || y > scene.height + TOLERANCE,
    );
    if (outside) errors.push(`${name(item)} is not on the page`);
  }
  for (let i = 0; i < all.length; i++) {
    for (let j = i + 1; j < all.length; j++) {
      if (overlap(all[i].box, all[j].box)) errors.push(`${name(all[i].item)} overlaps ${name(all[j].item)}`);
    }
  }
  for (const cells of scene.items) {
    if (cells.kind !== 'cells') continue;
    const [l, r, t, b] = [
      cells.left[0],
      cells.right[cells.right.length - 1],
      cells.top[0],
      cells.bottom[cells.bottom.length - 1],
    ];
    const shape: Point[] = [
      [l, t],
      [r, t],
      [r, b],
      [l, b],
    ];
    for (const { item, box } of all) {
      if (item.role !== 'value' && overlap(box, shape)) errors.push(`${name(item)} overlaps ${cells.role}`);
    }
  }
  return errors;
}
