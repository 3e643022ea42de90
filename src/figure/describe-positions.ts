import { formatCount } from '../phrases.js';
import { timeFormatter } from '../typography/date.js';
import { numberFormatter } from '../typography/number.js';
import type { Axis } from './figure.js';
import { endsOf, extentsOf } from './numeric-axis.js';

/** Returns the ends of a numeric axis, its scale and its gaps; null for other axes. */
export function describePositions(
  { numeric, order, itemsPerPosition }: Pick<Axis, 'numeric' | 'order' | 'itemsPerPosition'>,
  [start, end]: readonly [string, string],
): string | null {
  if (!numeric) return null;
  const { scale, at, gaps } = numeric;
  const [low, high] = endsOf(at ? { start: at, end: at } : numeric);
  const extents = extentsOf(numeric, order, itemsPerPosition);
  const [first, last] = extents.direction > 0 ? [low, high] : [high, low];
  const write = scale === 'time' ? timeFormatter(low, high) : numberFormatter(low, high);
  const kind = { linear: 'numeric axis', log: 'numeric axis on a log scale', time: 'time axis' }[scale];
  const gapText = gaps === 0 ? '' : `, with ${formatCount(gaps, 'gap')}`;
  return `${kind} from ${write(first)} (${start}) to ${write(last)} (${end})${gapText}`;
}
