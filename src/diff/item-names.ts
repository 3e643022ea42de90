/** Names the rows and columns of a panel in sentences. */
import type { AxisSummary } from './summary.js';
import { formatName } from './wording.js';

/** Returns the name of a row or column, such as "layer 4"; with a number if several share the label. */
export function itemName(axis: AxisSummary, i: number): string {
  const label = labelAt(axis, i);
  if (axis.labels === null) return label;
  let earlier = 0;
  let later = 0;
  axis.labels.forEach((other, k) => {
    if (other === label && k !== i) k < i ? earlier++ : later++;
  });
  const name = formatName(label);
  return earlier + later === 0 ? name : `${name} (no. ${earlier + 1} with this label)`;
}

/** Returns the label of a row or column, or its position in the data. */
export function labelAt({ labels, blockSize }: AxisSummary, i: number): string {
  return labels?.[i] ?? String(i * blockSize);
}

/** Yields names on demand, because finding the names of all items takes quadratic time. */
export function* itemNames(axis: AxisSummary, positions: readonly number[]): Generator<string> {
  for (const position of positions) yield itemName(axis, position);
}
