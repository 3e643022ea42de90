import type { AxisEdges } from './matrix.js';

/**
 * Returns the edges of some of the items; undefined if the selected items are not consecutive and ascending, so that one
 * list of edges cannot describe them.
 */
export function selectEdges(
  edges: AxisEdges | undefined,
  positions: readonly number[],
): AxisEdges | undefined {
  if (!edges || positions.some((position, i) => position !== positions[0] + i)) return undefined;
  return { ...edges, values: edges.values.slice(positions[0], positions[0] + positions.length + 1) };
}
