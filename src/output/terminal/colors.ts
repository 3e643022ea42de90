/** The control sequences for colours. */
import { type Hex, hexToRgb } from '../../color/color.js';
import { memoize } from '../../memoize.js';

/** How many colours a terminal has: 24 bits, the 256 of xterm, or only its own two. */
export type ColorDepth = 'rgb' | 'indexed' | 'none';

export interface TerminalAbilities {
  readonly colors: ColorDepth;
  /** Whether characters other than ASCII are shown. */
  readonly unicode: boolean;
}

export const RESET = '\x1b[0m';

/** Returns the parameters that set a colour; null: the default colour. */
export function colorParameters(
  color: Hex | null,
  use: 'foreground' | 'background',
  depth: ColorDepth,
): string {
  const base = use === 'foreground' ? 38 : 48;
  if (color === null) return String(base + 1);
  return depth === 'rgb' ? `${base};2;${hexToRgb(color).join(';')}` : `${base};5;${nearestIndex(color)}`;
}

/** The levels of each channel in the cube of 216 colours that starts at index 16. */
const CUBE_LEVELS = [0, 95, 135, 175, 215, 255];
const CUBE_START = 16;
/** The 24 greys that start at index 232: 8, 18 … 238. */
const GRAY = { start: 232, count: 24, first: 8, step: 10 };

/** Returns the index of the nearest of the 256 colours. The first 16 are left out, because users change them. */
export const nearestIndex = memoize((color: Hex): number => {
  const channels = hexToRgb(color);
  const levels = channels.map((value) =>
    CUBE_LEVELS.reduce(
      (best, level, i) => (Math.abs(level - value) < Math.abs(CUBE_LEVELS[best] - value) ? i : best),
      0,
    ),
  );
  const mean = channels.reduce((sum, value) => sum + value, 0) / 3;
  const gray = Math.min(GRAY.count - 1, Math.max(0, Math.round((mean - GRAY.first) / GRAY.step)));
  const distance = (other: readonly number[]) =>
    other.reduce((sum, value, i) => sum + (value - channels[i]) ** 2, 0);
  const grayLevel = GRAY.first + GRAY.step * gray;
  return distance([grayLevel, grayLevel, grayLevel]) < distance(levels.map((level) => CUBE_LEVELS[level]))
    ? GRAY.start + gray
    : CUBE_START + 36 * levels[0] + 6 * levels[1] + levels[2];
});
