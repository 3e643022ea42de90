import * as z from 'zod/mini';
import { parseColor } from '../color/color.js';
import { colormapNames, findColormap, unknownColormapMessage } from '../color/maps.js';
import { quote } from '../diagnostics.js';
import { DEFAULTS } from '../theme.js';
import { defaultText, describe, key, needsAllValues, withKeywords, withSiblings } from './describe.js';
import { dataValue, integerFrom, numberFrom } from './range.js';

/** An opaque CSS colour. */
export const cssColor = describe(
  z.string().check(
    z.refine((css: string) => parseColor(css) !== null, {
      error: (issue) =>
        `expected an opaque CSS colour such as "#d9d9d9" or "gold", found ${quote(String(issue.input))}`,
    }),
  ),
  'Opaque CSS colour.',
  ['#d9d9d9', 'gold', 'rgb(20, 40, 60)'],
);

/** The name of a colormap. */
export const colormapName = describe(
  z.string().check(
    z.refine((name: string) => findColormap(name) !== null, {
      error: (issue) => unknownColormapMessage(String(issue.input)),
    }),
  ),
  'Name of a colormap.',
  colormapNames(),
);

/** A colormap: its name, or its colours. */
export const colormap = z.union([colormapName, z.array(cssColor).check(z.minLength(1))]);

const thresholds = z.array(dataValue).check(
  z.minLength(1),
  z.maxLength(255),
  z.refine((values: number[]) => values.every((v, i) => i === 0 || v > values[i - 1]), {
    error: 'expected thresholds in ascending order without repeats',
  }),
);
withKeywords({ uniqueItems: true }, thresholds);

const SCALES = ['linear', 'log', 'symlog', 'pow', 'quantile', 'threshold', 'category'] as const;

export const color = z.strictObject({
  map: key(
    colormap,
    `Colormap: a name in any case (_r reverses it), or a list of CSS colours, evenly spaced and interpolated linearly in sRGB. Default: "${DEFAULTS.color.sequentialMap}", "${DEFAULTS.color.divergingMap}" for mixed-sign data and correlations, "${DEFAULTS.color.categoricalMap}" for categories, two colours for data of 0 and 1 or of true and false.`,
    ['Blues', 'viridis', 'RdBu_r', ['white', 'navy']],
  ),
  domain: key(
    z.union([
      z.enum(['auto', 'robust', 'symmetric']),
      z.tuple([z.nullable(dataValue), z.nullable(dataValue)]).check(
        z.refine(
          ([low, high]: [number | null, number | null]) => low === null || high === null || low < high,
          {
            error:
              'expected [low, high] with low < high; to reverse the colours, add _r to the colormap name',
          },
        ),
      ),
    ]),
    `Values of the first and the last colour: [low, high], where null takes that end from the data. "robust" uses the quantiles ${DEFAULTS.color.robustQuantiles.join(' and ')}, "symmetric" is symmetric about 0 or color.center. Default: "auto", the range of the data; −1 to 1 for the step "correlate".`,
    [[0.2, 0.8], [null, 1], 'robust'],
  ),
  scale: needsAllValues(
    key(
      z.enum(SCALES),
      'Scale from values to colours. "symlog" is linear near 0, otherwise logarithmic; "quantile" gives each colour the same number of values; "category" gives each value its own colour. Default: "category" for categories, "threshold" if `thresholds` is set, otherwise "linear".',
      ['log'],
    ),
    { only: 'category' },
  ),
  center: key(
    dataValue,
    'Value of the middle colour. Unless `domain` sets both ends, they have the same distance from it. Default: 0 for mixed-sign data and correlations, otherwise no centre.',
    [0],
  ),
  constant: withSiblings(
    { scale: 'symlog' },
    key(
      numberFrom(1e-300, 1e300),
      `Symlog scale: distance from 0 up to which the scale is linear. ${defaultText(DEFAULTS.color.symlogConstant)}`,
      [0.01],
    ),
  ),
  exponent: withSiblings(
    { scale: 'pow' },
    key(
      numberFrom(0.01, 100),
      `Power scale: exponent applied to the position in the domain (0 to 1). ${defaultText(DEFAULTS.color.powExponent)}`,
      [2],
    ),
  ),
  thresholds: key(
    thresholds,
    'Threshold scale: values at which the colour changes, in ascending order. Values outside the first and last threshold get the outer colours.',
    [[0.1, 0.5]],
  ),
  steps: key(
    integerFrom(2, 64),
    `Number of discrete colours. Default: continuous; ${DEFAULTS.color.quantileSteps} for a quantile scale.`,
    [8],
  ),
  missing: key(cssColor, 'Colour of missing cells, an opaque CSS colour. Default: from the theme.', ['gold']),
  under: withSiblings(
    { domain: [0.2, 0.8] },
    key(
      cssColor,
      'Colour of values below the domain, an opaque CSS colour. Default: the first colour of the map.',
      ['white'],
    ),
  ),
  over: withSiblings(
    { domain: [0.2, 0.8] },
    key(
      cssColor,
      'Colour of values above the domain, an opaque CSS colour. Default: the last colour of the map.',
      ['crimson'],
    ),
  ),
});

export type ColorSpec = z.infer<typeof color>;
