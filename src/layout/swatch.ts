import type { Hex } from '../color/color.js';
import type { CellsItem, Item } from '../scene/scene.js';
import type { Context } from './context.js';
import { drawHatch } from './hatch.js';
import { snap } from './pixels.js';

/** Returns a square of one colour on whole pixels; hatched if it stands for missing values. */
export function drawSwatch(
  square: { readonly left: number; readonly top: number; readonly size: number },
  color: Hex,
  hatched: boolean,
  context: Context,
): Item[] {
  const { unit } = context.pixels;
  const { alignment } = context.theme.text;
  // A line of characters is twice as high as a character is wide.
  const left = snap(square.left, alignment === null ? unit : alignment / 2);
  const top = snap(square.top, unit);
  const [right, bottom] = [left + snap(square.size, unit), top + snap(square.size, unit)];
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
  return hatched ? [cells, ...drawHatch([{ left, right, top, bottom }], context)] : [cells];
}
