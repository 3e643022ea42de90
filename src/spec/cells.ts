import * as z from 'zod/mini';
import { key } from './described.js';

const px = z.number().check(z.positive(), z.maximum(2000));

export const cells = z.strictObject({
  width: key(px, 'The width of a cell in px, when the page does not decide it.'),
  height: key(px, 'The height of a cell in px, when the page does not decide it.'),
  aspect: key(
    z.number().check(z.positive(), z.maximum(1000)),
    'Width over height of a cell; 1 makes squares.',
  ),
  gap: key(
    z.number().check(z.minimum(0), z.maximum(100)),
    'Space between neighbouring cells in px; none by default.',
  ),
});

export type CellsSpec = z.infer<typeof cells>;
