import { fail, nearest } from '../diagnostics.js';
import { channels, fromChannels, type Hex } from './color.js';
import { TABLES } from './maps.generated.js';

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

export function colormapNames(): string[] {
  return TABLES.map(([name]) => name);
}

/** The colormap of that name, any case, `_r` reversed; null when there is none. */
export function findColormap(name: string): Colormap | null {
  const reversed = /_r$/i.test(name);
  const plain = (reversed ? name.slice(0, -2) : name).toLowerCase();
  const wanted = ALIASES[plain] ?? plain;
  const table = TABLES.find(([known]) => known.toLowerCase() === wanted);
  if (!table) return null;
  const bytes = Buffer.from(table[2], 'base64');
  const colors: Hex[] = [];
  for (let i = 0; i < bytes.length; i += 3) colors.push(`#${bytes.toString('hex', i, i + 3)}`);
  if (reversed) colors.reverse();
  return { name: reversed ? `${table[0]}_r` : table[0], kind: table[1], colors };
}

/** As `findColormap`, for names that have been checked. */
export function colormap(name: string): Colormap {
  return findColormap(name) ?? fail('unknown-colormap', unknownColormap(name));
}

/** The sentence for a name that is no colormap. */
export function unknownColormap(name: string): string {
  const near = nearest(name.replace(/_r$/i, ''), [...colormapNames(), ...Object.keys(ALIASES)]);
  return near.length
    ? `unknown colormap "${name}", did you mean "${near[0]}"?`
    : `unknown colormap "${name}"`;
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
