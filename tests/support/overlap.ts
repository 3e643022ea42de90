import { type Point, textBox } from '../../src/scene/box.js';
import type { Scene, TextItem } from '../../src/scene/scene.js';

/** Boxes may share an edge; a hundredth of a px is the error of arithmetic. */
const TOUCH = 0.01;

/** Whether two convex quadrilaterals overlap: no line separates them. */
export function overlap(a: readonly Point[], b: readonly Point[]): boolean {
  return ![a, b].some((shape) =>
    shape.some(([x0, y0], i) => {
      const [x1, y1] = shape[(i + 1) % shape.length];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const [nx, ny] = [(y1 - y0) / length, (x0 - x1) / length];
      const span = (points: readonly Point[]) => {
        const along = points.map(([x, y]) => x * nx + y * ny);
        return [Math.min(...along), Math.max(...along)];
      };
      const [p, q] = [span(a), span(b)];
      return p[1] <= q[0] + TOUCH || q[1] <= p[0] + TOUCH;
    }),
  );
}

export function texts(scene: Scene): TextItem[] {
  return scene.items.filter((item): item is TextItem => item.kind === 'text' && item.width > 0);
}

/** What is wrong with the texts of a scene, in words: leaving the page, touching each other or a body. */
export function textFaults(scene: Scene): string[] {
  const all = texts(scene).map((item) => ({ item, box: textBox(item) }));
  const faults: string[] = [];
  const name = ({ text, role }: TextItem) => `${role} ${JSON.stringify(text)}`;
  for (const { item, box } of all) {
    const outside = box.some(
      ([x, y]) => x < -TOUCH || y < -TOUCH || x > scene.width + TOUCH || y > scene.height + TOUCH,
    );
    if (outside) faults.push(`${name(item)} leaves the page`);
  }
  for (let i = 0; i < all.length; i++) {
    for (let j = i + 1; j < all.length; j++) {
      if (overlap(all[i].box, all[j].box)) faults.push(`${name(all[i].item)} touches ${name(all[j].item)}`);
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
      if (item.role !== 'value' && overlap(box, shape)) faults.push(`${name(item)} lies on ${cells.role}`);
    }
  }
  return faults;
}
