import * as z from 'zod/mini';
import { byDefault, key } from './described.js';
import { length } from './length.js';

const extent = z.union([z.literal('auto'), length]);

export const size = z.strictObject({
  width: byDefault(
    'auto',
    key(extent, 'The page\'s width; "auto": what the cells need.', ['88mm', '3.5in', 600]),
  ),
  height: byDefault('auto', key(extent, 'The page\'s height; "auto": what the cells need.', ['60mm'])),
  dpi: byDefault(
    192,
    key(z.number().check(z.minimum(24), z.maximum(2400)), 'Dots per inch of the PNG; 192 by default.', [300]),
  ),
  fontSize: key(
    length,
    'The size of the labels; everything else that is written keeps its proportion to it.',
    ['7pt'],
  ),
});
