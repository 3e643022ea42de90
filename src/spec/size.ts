import * as z from 'zod/mini';
import { DEFAULTS, THEMES } from '../theme.js';
import { defaultText, key, withDefault } from './describe.js';
import { length } from './length.js';

const pageLength = z.union([z.literal('auto'), length]);

export const size = z.strictObject({
  width: withDefault(
    'auto',
    key(
      pageLength,
      'Width of the page: a number of px, or a string with a unit (px, pt, mm, cm, in); "auto" computes it from the cell size.',
      ['88mm', '3.5in', 600],
    ),
  ),
  height: withDefault(
    'auto',
    key(
      pageLength,
      'Height of the page: a number of px, or a string with a unit (px, pt, mm, cm, in); "auto" computes it from the cell size.',
      ['60mm'],
    ),
  ),
  dpi: withDefault(
    DEFAULTS.dpi,
    key(
      z.number().check(z.minimum(24), z.maximum(2400)),
      'Resolution of the PNG in dots per inch, 24 to 2400.',
      [300],
    ),
  ),
  fontSize: key(
    length,
    `Font size of the labels: a number of px, or a string with a unit. All other text scales with it. ${defaultText(THEMES.light.font.label)}`,
    ['7pt'],
  ),
});
