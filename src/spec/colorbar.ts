import * as z from 'zod/mini';
import { DEFAULTS, LIMITS } from '../theme.js';
import { numberFormatError } from '../typography/number.js';
import { defaultText, describe, key, withKeywords } from './describe.js';
import { percentageFrom } from './length.js';
import { dataValue, numberFrom } from './range.js';
import { pageText } from './text.js';

/** A d3 number format. */
export const numberFormat = describe(
  z.string().check(
    z.refine((specifier: string) => numberFormatError(specifier) === null, {
      error: (issue) => numberFormatError(String(issue.input)) ?? '',
    }),
  ),
  'Number format of d3.',
  ['.2f', '.0%', '.1e', '~g'],
);
const FORMAT_PATTERN = /^(.?[<>=^])?[+\-( ]?[$#]?0*(100|\d{1,2})?,?(\.\d+)?~?[efgrs%pdnboxX]?$/;
withKeywords({ pattern: FORMAT_PATTERN.source }, numberFormat);

const barLength = z.union([
  z.literal('auto'),
  percentageFrom(1, 1000),
  numberFrom(1, LIMITS.page.maxSide, 'px'),
]);

export const colorbar = z.union([
  z.literal(false),
  z.strictObject({
    title: key(
      z.union([pageText, z.literal(false)]),
      'Meaning of the values, with their unit; false for no title. Default: the name of the values in the data, if any.',
      ['AUC'],
    ),
    ticks: key(z.array(dataValue), 'Values that get a tick and a label. Default: round values.', [
      [0, 0.5, 1],
    ]),
    format: key(
      numberFormat,
      'Number format of the tick labels, as in d3. Default: chosen to fit the ticks.',
      ['.2f'],
    ),
    side: key(
      z.enum(['right', 'left', 'top', 'bottom']),
      `Side of the figure that has the colorbar. ${defaultText(DEFAULTS.colorbar.side)} With direction "rtl": "left".`,
    ),
    length: key(
      barLength,
      `Length of the colorbar in px, as a percentage of the body, or "auto": the whole body, or less beside a narrow one. ${defaultText(DEFAULTS.colorbar.length)}`,
      ['60%', 120],
    ),
    thickness: key(
      numberFrom(1, 1000, 'px'),
      `Thickness of the colorbar in px. ${defaultText(DEFAULTS.colorbar.thickness)}`,
      [24],
    ),
  }),
]);

export type ColorbarSpec = z.infer<typeof colorbar>;
