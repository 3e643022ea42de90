/** Labels that are numbers with a constant difference, such as 0, 1, 2, or L0, L2, L4. */

/** The number of the first label, and the difference between neighbours, which is not 0. */
export interface LabelSequence {
  readonly first: number;
  readonly step: number;
}

const NUMBERED_LABEL = /^(\D*?)(-?\d+(?:\.\d+)?)$/;
const MIN_LENGTH = 3;
/** Rounding errors up to this share of a step are ignored. */
const TOLERANCE = 1e-6;

/** Returns the sequence of the labels; null if they have different texts before the numbers, or other differences. */
export function findLabelSequence(labels: readonly string[]): LabelSequence | null {
  if (labels.length < MIN_LENGTH) return null;
  const parse = (label: string) => {
    const match = NUMBERED_LABEL.exec(label);
    return match && { prefix: match[1], value: Number(match[2]) };
  };
  const [first, second] = [parse(labels[0]), parse(labels[1])];
  if (!first || !second) return null;
  const step = second.value - first.value;
  let previous = first;
  for (let i = 1; i < labels.length; i++) {
    const current = parse(labels[i]);
    if (!current || current.prefix !== first.prefix) return null;
    if (!(Math.abs(current.value - previous.value - step) < Math.abs(step) * TOLERANCE)) return null;
    previous = current;
  }
  return { first: first.value, step };
}

/** Returns the sequence of every n-th label. */
export function everyNth({ first, step }: LabelSequence, n: number, from = 0): LabelSequence {
  return { first: first + from * step, step: step * n };
}
