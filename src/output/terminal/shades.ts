/** The characters that stand for colours where there are no colours. */
import type { Hex } from '../../color/color.js';
import type { CellsItem, Scene } from '../../scene/scene.js';

/** From the lowest value to the highest. */
const SHADES = { unicode: [' ', '░', '▒', '▓', '█'], ascii: [...' .:-=+*#%@'] };
const MISSING = { unicode: '·', ascii: '?' };
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
/** The colours after those of the scale: below the domain, above it, missing. */
const EXTRA_COLORS = 3;

/** Returns a function that finds the character of a colour in the palette of some cells. */
export function createShades(
  { items }: Scene,
  unicode: boolean,
): (cells: CellsItem, index: number) => string {
  const levels = unicode ? SHADES.unicode : SHADES.ascii;
  const missing = unicode ? MISSING.unicode : MISSING.ascii;
  const swatches = new Set<Hex>();
  const palettes = new Map<string, CellsItem['palette']>();
  for (const item of items) {
    if (item.kind !== 'cells') continue;
    if (item.palette.length > EXTRA_COLORS) palettes.set(item.palette.join(), item.palette);
    else if (item.role !== 'missing') for (const color of item.palette) swatches.add(color);
  }
  /** The letters of categories, whose swatches have them too. */
  const letters = new Map<Hex, string>();
  for (const palette of palettes.values()) {
    const colors = palette.slice(0, -EXTRA_COLORS);
    if (!colors.every((color) => swatches.has(color))) continue;
    for (const color of colors)
      if (!letters.has(color)) letters.set(color, LETTERS[letters.size % LETTERS.length]);
  }
  return ({ palette, role }, index) => {
    const color = palette[index];
    if (palette.length <= EXTRA_COLORS)
      return role === 'missing' ? missing : (letters.get(color) ?? levels[levels.length - 1]);
    const count = palette.length - EXTRA_COLORS;
    if (index === palette.length - 1) return missing;
    const letter = index < count ? letters.get(color) : undefined;
    if (letter !== undefined) return letter;
    const last = levels.length - 1;
    if (index >= count) return levels[index === count ? 0 : last];
    return levels[count === 1 ? last : Math.min(last, Math.floor((index / count) * levels.length))];
  };
}
