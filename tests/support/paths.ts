import { isCurved, type Polyline } from '../../src/scene/path.js';
import type { PathItem } from '../../src/scene/scene.js';

/** Returns the subpaths of a path that has only straight ones. */
export function polylines({ subpaths }: Pick<PathItem, 'subpaths'>): Polyline[] {
  return subpaths.map((subpath) => {
    if (isCurved(subpath)) throw new Error('the path has a curved subpath');
    return subpath;
  });
}
