import { fail, quote } from '../diagnostics.js';
import { memoize } from '../memoize.js';
import { nearestWords } from '../nearest-words.js';
import { type Hex, hexToRgb, rgbToHex } from './color.js';
import { similarMap } from './map-synonyms.js';
import { TABLES, type Table } from './maps.generated.js';

export type ColormapKind = 'sequential' | 'diverging' | 'cyclic' | 'categorical';

export interface Colormap {
  /** The name in its original spelling, with `_r` if reversed; `custom` for a list of colours. */
  readonly name: string;
  readonly kind: ColormapKind | 'custom';
  /** From the lowest value to the highest. Diverging maps have an odd number, so that one colour is the centre. */
  readonly colors: readonly Hex[];
}

/** The number of colours in a map from a list of CSS colours. It is odd, so that one colour is the centre. */
const CUSTOM_MAP_SIZE = 255;

const ALIASES: Record<string, string> = { grays: 'gray', grey: 'gray', category10: 'tab10' };

/** A built-in colormap with its measured properties. */
export interface NamedColormap extends Colormap {
  readonly kind: ColormapKind;
  /** Whether the map is perceptually uniform: equal steps look equally large. */
  readonly uniform: boolean;
  /** Whether people with any colour-vision deficiency can tell its colours apart. */
  readonly cvdSafe: boolean;
}

/** Returns all built-in colormaps. */
export function namedColormaps(): NamedColormap[] {
  return TABLES.map((table) => ({ ...table, colors: decodeColors(table) }));
}

export function colormapNames(): string[] {
  return TABLES.map(({ name }) => name);
}

/** Returns the other names of colormaps. */
export function colormapAliases(): string[] {
  return Object.keys(ALIASES);
}

/** Returns the colormap of that name, or null. Case is ignored; `_r` reverses the map. */
export function findColormap(name: string): Colormap | null {
  const isReversed = /_r$/i.test(name);
  const baseName = (isReversed ? name.slice(0, -2) : name).toLowerCase();
  const lowerCaseName = ALIASES[baseName] ?? baseName;
  const table = TABLES.find((table) => table.name.toLowerCase() === lowerCaseName);
  if (!table) return null;
  const { kind } = table;
  const colors = decodeColors(table);
  return isReversed
    ? { name: `${table.name}_r`, kind, colors: [...colors].reverse() }
    : { name: table.name, kind, colors };
}

const decodeColors = memoize(({ colors }: Table): readonly Hex[] => {
  const digits = Buffer.from(colors, 'base64').toString('hex');
  return Array.from({ length: digits.length / 6 }, (_, i) => `#${digits.slice(i * 6, i * 6 + 6)}`);
});

/** Returns the colormap of that name. Use it for names that were checked before. */
export function getColormap(name: string): Colormap {
  return findColormap(name) ?? fail('unknown-colormap', unknownColormapMessage(name));
}

/** Returns the message for an unknown colormap, with the most similar map or name. */
export function unknownColormapMessage(name: string): string {
  // Names of d3 have a prefix: interpolateViridis, schemeBlues.
  const [, baseName, suffix = ''] = /^(?:interpolate|scheme)?(.*?)(_r)?$/is.exec(name) as RegExpExecArray;
  const [nearest] = nearestWords(baseName, [...colormapNames(), ...Object.keys(ALIASES)]);
  const own = findColormap(baseName)?.name ?? nearest;
  const similar = similarMap(name) ?? (own === undefined ? undefined : `${own}${suffix}`);
  const suggestion =
    similar === undefined ? '; "heatmap colormaps" lists all' : `, did you mean "${similar}"?`;
  return `unknown colormap ${quote(name)}${suggestion}`;
}

/** Returns a colormap through evenly spaced colours, interpolated linearly in sRGB. One colour gives a constant map. */
export function colormapFromColors(stops: readonly Hex[]): Colormap {
  if (stops.length === 1) return { name: 'custom', kind: 'custom', colors: stops };
  const rgbStops = stops.map(hexToRgb);
  const colors = Array.from({ length: CUSTOM_MAP_SIZE }, (_, i) => {
    const at = (i / (CUSTOM_MAP_SIZE - 1)) * (stops.length - 1);
    const k = Math.min(stops.length - 2, Math.floor(at));
    const mixChannel = (c: number) => rgbStops[k][c] + (rgbStops[k + 1][c] - rgbStops[k][c]) * (at - k);
    return rgbToHex(mixChannel(0), mixChannel(1), mixChannel(2));
  });
  return { name: 'custom', kind: 'custom', colors };
}
