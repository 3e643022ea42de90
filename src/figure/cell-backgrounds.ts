import type { Hex } from '../color/color.js';
import { colorIndices, palette, type Scale } from '../color/scale.js';
import type { Panel } from './figure.js';
import { fillsCells, MATRIX_PARTS } from './marks.js';

/**
 * Returns a function from the index of a drawn cell to the colour behind a text in it; null: that of the page, because no
 * mark fills the cell.
 */
export function cellBackgrounds(
  panel: Pick<Panel, 'drawn' | 'scale' | 'marks' | 'x' | 'y'>,
  scales: Readonly<Record<string, Scale>>,
): (cell: number) => Hex | null {
  const { drawn, marks, x, y } = panel;
  const own = colorsOf(drawn.values, scales[panel.scale]);
  if (!marks) return own;
  const columns = x.order.length;
  const layers = marks.layers.map((layer) => ({
    layer,
    color: colorsOf(layer.drawn.values, scales[layer.scale]),
  }));
  return (cell) => {
    const item = y.order[Math.floor(cell / columns)] * columns + x.order[cell % columns];
    if (!fillsCells(marks, MATRIX_PARTS[marks.parts?.[item] ?? 0])) return null;
    const covering = layers.find(({ layer }) => !layer.drawn.mask?.[cell]);
    return covering ? covering.color(cell) : own(cell);
  };
}

function colorsOf(values: Float64Array, scale: Scale): (cell: number) => Hex {
  const [indices, colors] = [colorIndices(scale, values), palette(scale)];
  return (cell) => colors[indices[cell]];
}
