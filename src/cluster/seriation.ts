/**
 * Seriation of similar items: neighbours are similar, and the similarity decreases steadily with the distance between two
 * items, as far as possible. If there is an order in which it never increases, this order is found.
 *
 * Source: Atkins, Boman and Hendrickson, "A spectral algorithm for seriation and the consecutive ones problem" (1998).
 */
import { fiedlerVector } from './fiedler.js';

/** Coordinates of items that differ by less have the same place. */
const TIE_TOLERANCE = 1e-9;

/** How much the divisions of groups may cost together, in divisions of all items. */
const MAX_DIVISIONS = 8;

/** Returns the items in their order. `similarities` is a symmetric matrix of finite numbers, whose diagonal has no effect. */
export function seriate(similarities: Float64Array, count: number): number[] {
  const order: number[] = [];
  /** Groups of items that are not ordered yet, the first one last. */
  const stack = [Array.from({ length: count }, (_, i) => i)];
  let work = MAX_DIVISIONS * count ** 3;
  while (stack.length > 0) {
    const items = stack.pop() as number[];
    work -= items.length ** 3;
    if (items.length < 3 || work < 0) for (const item of items) order.push(item);
    else for (const group of divide(items, similarities, count).reverse()) stack.push(group);
  }
  return order[0] > order[count - 1] ? order.reverse() : order;
}

/** Divides items into ordered groups of items that have the same place so far; at least two groups, or single items. */
function divide(items: readonly number[], similarities: Float64Array, count: number): number[][] {
  const size = items.length;
  let min = Number.POSITIVE_INFINITY;
  for (const i of items) {
    for (const j of items) if (i !== j) min = Math.min(min, similarities[i * count + j]);
  }
  const weights = new Float64Array(size * size);
  items.forEach((i, a) => {
    items.forEach((j, b) => {
      if (i !== j) weights[a * size + b] = similarities[i * count + j] - min;
    });
  });
  const components = componentsOf(weights, size);
  // All pairs are equal.
  if (components.length === size) return items.map((item) => [item]);
  if (components.length > 1) return components.map((component) => component.map((a) => items[a]));
  const places = fiedlerVector(weights, size);
  const sorted = Array.from(places.keys()).sort((a, b) => places[a] - places[b] || a - b);
  const groups: number[][] = [];
  sorted.forEach((a, k) => {
    const isTie = k > 0 && places[a] - places[sorted[k - 1]] < TIE_TOLERANCE;
    if (isTie) groups[groups.length - 1].push(items[a]);
    else groups.push([items[a]]);
  });
  // Rounding can leave one group; then its items keep their order.
  return groups.length > 1 ? groups : items.map((item) => [item]);
}

/** Returns the connected components of the graph of the positive weights, by their first items. */
function componentsOf(weights: Float64Array, count: number): number[][] {
  const isFound = new Uint8Array(count);
  const components: number[][] = [];
  for (let first = 0; first < count; first++) {
    if (isFound[first]) continue;
    const component = [first];
    isFound[first] = 1;
    for (let k = 0; k < component.length; k++) {
      for (let j = 0; j < count; j++) {
        if (isFound[j] || weights[component[k] * count + j] <= 0) continue;
        isFound[j] = 1;
        component.push(j);
      }
    }
    components.push(component.sort((a, b) => a - b));
  }
  return components;
}
