import * as z from 'zod/mini';
import { DEFAULTS, LIMITS, THEMES } from '../theme.js';
import { defaultText, key, withDefault } from './describe.js';
import { fontSize, lengthFrom } from './length.js';
import { numberFrom } from './range.js';

const pageLength = z.union([z.literal('auto'), lengthFrom(1, LIMITS.page.maxSide)]);

export const size = z.strictObject({
  width: withDefault(
    'auto',
    key(
      pageLength,
      'Width of the page in px, or a string with a unit (px, pt, mm, cm, in); "auto" computes it from the cell size.',
      ['88mm', '3.5in', 600],
    ),
  ),
  height: withDefault(
    'auto',
    key(
      pageLength,
      'Height of the page in px, or a string with a unit (px, pt, mm, cm, in); "auto" computes it from the cell size.',
      ['60mm'],
    ),
  ),
  dpi: withDefault(DEFAULTS.dpi, key(numberFrom(24, 2400), 'Resolution of the PNG in dots per inch.', [300])),
  fontSize: key(
    fontSize,
    `Font size of the labels, with which all other text scales: a number of px, or a string with a unit. ${defaultText(THEMES.light.font.label)}`,
    ['7pt'],
  ),
});
