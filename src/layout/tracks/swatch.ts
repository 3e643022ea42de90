import type { Hex } from '../../color/color.js';
import type { CellsItem, Item } from '../../scene/scene.js';
import type { Context } from '../context.js';
import { hatch } from '../hatch.js';
import { snap } from '../pixels.js';

/** A square of one colour on whole pixels, as keys and legends show it. */
export function swatch(
  at: { left: number; top: number; size: number },
  color: Hex,
  hatched: boolean,
  context: Context,
): Item[] {
  const { unit } = context.pixels;
  const [left, top] = [snap(at.left, unit), snap(at.top, unit)];
  const [right, bottom] = [left + snap(at.size, unit), top + snap(at.size, unit)];
  const cells: CellsItem = {
    kind: 'cells',
    role: hatched ? 'missing' : 'colorbar',
    left: [left],
    right: [right],
    top: [top],
    bottom: [bottom],
    indices: Uint16Array.of(0),
    palette: [color],
  };
  return hatched ? [cells, ...hatch([{ left, right, top, bottom }], context)] : [cells];
}
