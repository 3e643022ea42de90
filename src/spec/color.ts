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

const ascending = z.array(z.number()).check(
  z.minLength(1),
  z.maxLength(255),
  z.refine((values: number[]) => values.every((v, i) => i === 0 || v > values[i - 1]), {
    error: 'expected thresholds in ascending order, each once',
  }),
);

const SCALES = ['linear', 'log', 'symlog', 'pow', 'quantile', 'threshold', 'category'] as const;

export const color = z.strictObject({
  map: key(
    z.union([mapName, z.array(cssColor).check(z.minLength(1))]),
    'A colormap by name (any case, _r reverses it), or a list of CSS colours, evenly spaced, mixed linearly in sRGB. By default viridis for data of one sign, RdBu_r about 0 for data of both, tab10 for words.',
    ['viridis', 'Blues', 'RdBu_r', ['white', 'navy']],
  ),
  domain: key(
    z.union([
      z.enum(['auto', 'robust', 'symmetric']),
      z.tuple([z.nullable(z.number()), z.nullable(z.number())]).check(
        z.refine(
          ([low, high]: [number | null, number | null]) => low === null || high === null || low < high,
          {
            error:
              'expected the low end before the high one; to reverse the colours, add _r to the name of the map',
          },
        ),
      ),
    ]),
    'The values of the first and the last colour; null leaves an end to the data. "robust": the 2nd to the 98th percentile; "symmetric": as far below the centre as above it.',
    [[0.5, 1], [null, 1], 'robust'],
  ),
  scale: key(
    z.enum(SCALES),
    '"linear" by default, "category" for words. "symlog" is linear up to `constant` either side of 0 and logarithmic beyond; "pow" raises the share of the domain to `exponent`; "quantile" gives each of `steps` colours as many values; "threshold" changes colour at `thresholds`; "category" gives each value a colour of its own.',
    ['log'],
  ),
  center: key(
    z.number(),
    'The value that gets the middle colour; the ends lie equally far from it unless domain sets them.',
    [0],
  ),
  constant: key(
    z.number().check(z.positive()),
    'symlog: up to which distance from 0 the scale is linear; 1 by default.',
    [0.01],
  ),
  exponent: key(z.number().check(z.positive()), 'pow: the exponent; 0.5, a square root, by default.', [0.5]),
  thresholds: key(
    ascending,
    'threshold: where the colour changes. Values beyond the first and last share the outer colours unless domain sets ends.',
    [[0.01, 0.05]],
  ),
  steps: key(
    z.int().check(z.minimum(2), z.maximum(64)),
    'So many colours instead of a smooth passage; for quantile 5 by default.',
    [8],
  ),
  missing: key(cssColor, 'The colour of missing cells.'),
  under: key(cssColor, 'The colour of values below the domain; by default the first colour.'),
  over: key(cssColor, 'The colour of values beyond the domain; by default the last colour.'),
});

export type ColorSpec = z.infer<typeof color>;
