/** The text of a value, in tables and for the pointer. */
import type { ScaleData } from '../../scene/data.js';
import { NOT_DRAWN } from '../../scene/scene.js';

/** Matrices that cover each other, with typed arrays or plain ones. */
interface Layers {
  readonly texts: readonly string[] | null;
  readonly layers: readonly {
    readonly title: string | null;
    readonly scale: string;
    readonly values: ArrayLike<number>;
    readonly indices: ArrayLike<number>;
  }[];
}

/** Returns the layer that shows a cell, or the first one if none does. */
export function layerAt<T extends { readonly indices: ArrayLike<number> }>(
  layers: readonly T[],
  cell: number,
): T {
  return layers.findLast(({ indices }) => indices[cell] !== NOT_DRAWN) ?? layers[0];
}

/** Returns the values of a cell with their units, and the text in the cell; '' for a cell that is not drawn. */
export function valueText(panel: Layers, scales: Readonly<Record<string, ScaleData>>, cell: number): string {
  const drawn = panel.layers.filter(({ indices }) => indices[cell] !== NOT_DRAWN);
  const values = (drawn.length > 0 ? drawn : panel.layers.slice(0, 1)).map(({ title, ...layer }) => {
    const value = layerText(layer, scales, cell);
    return drawn.length > 1 && title !== null ? `${title}: ${value}` : value;
  });
  const shown = values.join(', ');
  const text = panel.texts?.[cell] ?? '';
  if (shown === '' || text === '' || text === shown) return shown || text;
  return `${shown} (${text})`;
}

function layerText(
  { scale, values, indices }: Omit<Layers['layers'][number], 'title'>,
  scales: Readonly<Record<string, ScaleData>>,
  cell: number,
): string {
  const value = values[cell];
  const isDrawn = indices[cell] !== NOT_DRAWN;
  if (Number.isNaN(value)) return isDrawn ? 'missing' : '';
  const { categories, unit } = scales[scale];
  // A total has no colour, and is a number also among categories.
  return (isDrawn ? categories?.[value] : undefined) ?? withUnit(numberText(value), unit);
}

/** Files that other programs read have all digits. */
const SIGNIFICANT_DIGITS = 7;

/** Returns a number with a minus sign and at most seven digits, or more for integers. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(SIGNIFICANT_DIGITS));
  return String(short).replaceAll('-', '−').replace('e+', 'e');
}

/** Returns a number with its unit: a currency sign before it, any other unit after it. */
function withUnit(number: string, unit: string): string {
  if (!/^\p{Sc}$/u.test(unit)) return number + unit;
  return number.startsWith('−') ? `−${unit}${number.slice(1)}` : unit + number;
}
