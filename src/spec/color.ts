import * as z from 'zod/mini';
import { parseColor } from '../color/color.js';
import { findColormap, unknownColormap } from '../color/maps.js';
import { described, key } from './described.js';

/** An opaque CSS colour. */
export const cssColor = described(
  z.string().check(
    z.refine((css: string) => parseColor(css) !== null, {
      error: (issue) =>
        `expected an opaque CSS colour such as "#d9d9d9" or "gold", found ${JSON.stringify(issue.input)}`,
    }),
  ),
  'An opaque CSS colour.',
  ['#d9d9d9', 'gold', 'rgb(20, 40, 60)'],
);

const mapName = z.string().check(
  z.refine((name: string) => findColormap(name) !== null, {
    error: (issue) => unknownColormap(String(issue.input)),
  }),
);

export const color = z.strictObject({
  map: key(
    z.union([mapName, z.array(cssColor).check(z.minLength(1))]),
    'A colormap by name (any case, _r reverses it), or a list of CSS colours, evenly spaced, mixed linearly in sRGB.',
    ['viridis', 'Blues', 'RdBu_r', ['white', 'navy']],
  ),
  domain: key(
    z.union([
      z.enum(['auto', 'robust', 'symmetric']),
      z.tuple([z.nullable(z.number()), z.nullable(z.number())]),
    ]),
    'The values of the first and the last colour; null leaves an end to the data. "robust": the 2nd to the 98th percentile; "symmetric": as far below the centre as above it.',
    [[0.5, 1], [null, 1], 'robust'],
  ),
  center: key(
    z.number(),
    'The value that gets the middle colour; the ends lie equally far from it unless domain sets them.',
    [0],
  ),
  missing: key(cssColor, 'The colour of missing cells.'),
  under: key(cssColor, 'The colour of values below the domain; by default the first colour.'),
  over: key(cssColor, 'The colour of values beyond the domain; by default the last colour.'),
});

export type ColorSpec = z.infer<typeof color>;
