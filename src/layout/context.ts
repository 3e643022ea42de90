import type { Direction } from '../figure/direction.js';
import type { FontSet } from '../fonts/font-set.js';
import type { Theme } from '../theme.js';
import type { Ink } from '../typography/shaped-text.js';
import type { PixelGrid } from './pixels.js';

/** What every part of a layout needs in addition to its part of the figure. */
export interface Context {
  readonly theme: Theme;
  readonly fonts: FontSet;
  readonly pixels: PixelGrid;
  /** The direction of the page. */
  readonly direction: Direction;
  /** How far the tallest text reaches above and below its baseline, in em. Absent: not beyond European letters. */
  readonly ink?: Ink | null;
}
