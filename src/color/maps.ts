import { fail, nearest } from '../diagnostics.js';
import { remembering } from '../memoize.js';
import { channels, fromChannels, type Hex } from './color.js';
import { TABLES, type Table } from './maps.generated.js';

export type MapKind = 'sequential' | 'diverging' | 'cyclic' | 'categorical';

export interface Colormap {
  /** As its authors write it, with `_r` when reversed; `custom` for a list of colours. */
  readonly name: string;
  readonly kind: MapKind | 'custom';
  /** From the lowest value to the highest; an odd number for diverging maps, so that the centre has its own. */
  readonly colors: readonly Hex[];
}

/** How many colours a list of CSS colours is mixed into: odd, for the sake of a centre. */
const MIXED = 255;

const ALIASES: Record<string, string> = { grays: 'gray', grey: 'gray', category10: 'tab10' };

/** A map that has a name, and what was measured of it. */
export interface NamedColormap extends Colormap {
  readonly kind: MapKind;
  /** Whether equal steps along the map look equally large. */
  readonly uniform: boolean;
  /** Whether its colours can be told apart with any colour-vision deficiency. */
  readonly cvdSafe: boolean;
}

/** All maps that have a name. */
export function namedColormaps(): NamedColormap[] {
  return TABLES.map((table) => ({ ...table, colors: colorsOf(table) }));
}

export function colormapNames(): string[] {
  return TABLES.map(({ name }) => name);
}

/** The colormap of that name, any case, `_r` reversed; null when there is none. */
export function findColormap(name: string): Colormap | null {
  const reversed = /_r$/i.test(name);
  const plain = (reversed ? name.slice(0, -2) : name).toLowerCase();
  const wanted = ALIASES[plain] ?? plain;
  const table = TABLES.find((known) => known.name.toLowerCase() === wanted);
  if (!table) return null;
  const { name: known, kind } = table;
  const colors = colorsOf(table);
  return reversed
    ? { name: `${known}_r`, kind, colors: [...colors].reverse() }
    : { name: known, kind, colors };
}

const colorsOf = remembering(({ colors }: Table): readonly Hex[] => {
  const digits = Buffer.from(colors, 'base64').toString('hex');
  return Array.from({ length: digits.length / 6 }, (_, i) => `#${digits.slice(i * 6, i * 6 + 6)}`);
});

/** As `findColormap`, for names that have been checked. */
export function colormap(name: string): Colormap {
  return findColormap(name) ?? fail('unknown-colormap', unknownColormap(name));
}

/** The sentence for a name that is no colormap. */
export function unknownColormap(name: string): string {
  const [, plain, reversed] = /^(.*?)(_r)?$/is.exec(name) as RegExpExecArray;
  const [near] = nearest(plain, [...colormapNames(), ...Object.keys(ALIASES)]);
  const meant = near === undefined ? '' : `, did you mean "${near}${reversed ?? ''}"?`;
  return `unknown colormap ${JSON.stringify(name)}${meant}`;
}

/** Colours evenly spaced, mixed linearly in sRGB. One colour is a map of one colour. */
export function mixedColormap(stops: readonly Hex[]): Colormap {
  if (stops.length === 1) return { name: 'custom', kind: 'custom', colors: stops };
  const ends = stops.map(channels);
  const colors = Array.from({ length: MIXED }, (_, i) => {
    const at = (i / (MIXED - 1)) * (stops.length - 1);
    const k = Math.min(stops.length - 2, Math.floor(at));
    const mix = (c: number) => ends[k][c] + (ends[k + 1][c] - ends[k][c]) * (at - k);
    return fromChannels(mix(0), mix(1), mix(2));
  });
  return { name: 'custom', kind: 'custom', colors };
}
