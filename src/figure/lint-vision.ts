/** Warns of values that some readers cannot distinguish by their colours. */
import { colorDifference, type Hex, hexToLab, type Lab } from '../color/color.js';
import { findColormap } from '../color/maps.js';
import { colorIndices, position, type Scale } from '../color/scale.js';
import { seenColor, VISIONS, type Vision } from '../color/vision.js';
import type { Report } from '../diagnostics.js';
import type { Values } from '../matrix/matrix.js';
import { joinItems } from '../phrases.js';
import { LIMITS } from '../theme.js';
import { formatForMessage } from '../typography/number.js';

const READERS: Readonly<Record<Vision, string>> = {
  deuteranopia: 'readers with deuteranopia',
  protanopia: 'readers with protanopia',
  tritanopia: 'readers with tritanopia',
  grey: 'readers of a grey print',
};

/** The lightness by which the middle of a list of colours differs from both ends if the list is diverging. */
const MIN_TURN = 20;

/** Two values whose colours cannot be distinguished. */
export interface SimilarValues {
  readonly low: number;
  readonly high: number;
}

/**
 * Reports `indistinguishable-values` if some drawn values differ by more than `LIMITS.vision.minDistance` of the scale, and
 * nevertheless have nearly the same colour for readers with a colour-vision deficiency or in a grey print.
 */
export function lintVision(scale: Scale, drawn: readonly Values[], report: Report): void {
  const found = VISIONS.map((vision) => ({ vision, pair: findSimilarValues(scale, drawn, vision) }));
  const first = found.find(({ pair }) => pair !== null);
  if (!first?.pair) return;
  const { low, high } = first.pair;
  const readers = found.filter(({ pair }) => pair !== null).map(({ vision }) => READERS[vision]);
  const map = scale.map === 'custom' ? 'the listed colours' : `the colormap ${scale.map}`;
  const others = readers.length > 1 ? `; the same happens to ${joinItems(readers.slice(1))}` : '';
  report({
    severity: 'warning',
    code: 'indistinguishable-values',
    message: `for ${readers[0]}, the values ${formatForMessage(low, high)} and ${formatForMessage(high, low)} have nearly the same colour in ${map}${others}`,
    hints: [
      `use a colormap such as ${isDiverging(scale) ? '"RdBu_r"' : '"viridis"'}; --proof draws what these readers see`,
    ],
  });
}

/** Returns the drawn values that are furthest apart among those that `vision` cannot distinguish; null: there are none. */
export function findSimilarValues(
  scale: Scale,
  drawn: readonly Values[],
  vision: Vision,
): SimilarValues | null {
  const { colors } = scale;
  const labsOf = (see: (color: Hex) => Hex) => colors.map((color) => hexToLab(see(color)));
  const [plain, seen] = [labsOf((color) => color), labsOf((color) => seenColor(color, vision))];
  const used = valueRanges(scale, drawn);
  const isCyclic = findColormap(scale.map)?.kind === 'cyclic';
  // The two halves of a diverging map are equally light by design, so a grey print shows only one of them.
  const middle = vision === 'grey' && (isCyclic || isDiverging(scale)) ? (colors.length - 1) / 2 : null;
  let best: SimilarValues | null = null;
  let bestDistance: number = LIMITS.vision.minDistance;
  for (const [k, a] of used.entries()) {
    for (const b of used.slice(k + 1)) {
      if (middle !== null && a.index < middle && b.index > middle) continue;
      const along = b.to - a.from;
      const distance = isCyclic ? Math.min(along, 1 - along) : along;
      if (distance <= bestDistance || !areSimilar(seen[a.index], seen[b.index])) continue;
      // Colours that all readers confuse were chosen so.
      if (areSimilar(plain[a.index], plain[b.index])) continue;
      best = { low: a.low, high: b.high };
      bestDistance = distance;
    }
  }
  return best;
}

function areSimilar(one: Lab, other: Lab): boolean {
  const { minDifference } = LIMITS.vision;
  return Math.abs(one[0] - other[0]) < minDifference && colorDifference(one, other) < minDifference;
}

/** The drawn values of one colour: the lowest and the highest, and their positions on the scale. */
interface ColorRange {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** Returns the range of each colour that is drawn, lowest first. Values outside of the domain have none. */
function valueRanges(scale: Scale, drawn: readonly Values[]): ColorRange[] {
  const { colors, domain } = scale;
  const lows = new Float64Array(colors.length).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(colors.length).fill(Number.NEGATIVE_INFINITY);
  for (const { values } of drawn) {
    const indices = colorIndices(scale, values);
    for (let i = 0; i < values.length; i++) {
      const [value, index] = [values[i], indices[i]];
      if (!(value >= domain[0] && value <= domain[1]) || index >= colors.length) continue;
      if (value < lows[index]) lows[index] = value;
      if (value > highs[index]) highs[index] = value;
    }
  }
  return colors.flatMap((_, index) => {
    const [low, high] = [lows[index], highs[index]];
    return low <= high ? [{ index, low, high, from: position(scale, low), to: position(scale, high) }] : [];
  });
}

/** Whether the map is diverging, or is a list of colours that is clearly lightest or darkest in its middle. */
function isDiverging({ map, colors, center }: Scale): boolean {
  if (center !== null || findColormap(map)?.kind === 'diverging') return true;
  if (map !== 'custom') return false;
  const [first, middle, last] = [0, (colors.length - 1) >> 1, colors.length - 1].map(
    (i) => hexToLab(colors[i])[0],
  );
  return middle > Math.max(first, last) + MIN_TURN || middle < Math.min(first, last) - MIN_TURN;
}
