import { type Hex, hexToRgb } from '../../color/color.js';
import { formatPdfNumber } from './objects.js';

/** Returns the operator that sets the colour of fills or of lines. */
export function colorOperator(color: Hex, use: 'fill' | 'stroke'): string {
  const parts = hexToRgb(color).map((value) => formatPdfNumber(value / 255));
  return `${parts.join(' ')} ${use === 'fill' ? 'rg' : 'RG'}\n`;
}
