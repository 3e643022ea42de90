import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { color } from './color.js';
import { colorbar } from './colorbar.js';
import { describe, key, withDefault } from './describe.js';
import { lengthFrom } from './length.js';
import { dataValue } from './range.js';
import { pageText } from './text.js';

const scaleKeys = {
  map: true,
  domain: true,
  center: true,
  steps: true,
  missing: true,
  under: true,
  over: true,
} as const;

/** A strip beside a body that shows one value for each item of the axis. */
export const annotation = z.strictObject({
  title: key(pageText, 'Name of the values, at the end of the strip and above its legend.', ['tissue']),
  values: describe(
    z.array(z.nullable(z.union([pageText, dataValue]))).check(z.minLength(1)),
    'One value for each item, in the order of the data: words or numbers; null for a missing value.',
    [['liver', 'liver', 'brain', null]],
  ),
  kind: key(
    z.enum(['category', 'continuous']),
    'How values become colours: "category" gives each value its own colour. Default: "category" for words, otherwise "continuous".',
  ),
  color: key(z.pick(color, scaleKeys), 'The scale of the colours, with keys of the figure\'s "color".', [
    { map: 'Set2' },
  ]),
  colorbar: key(
    colorbar,
    'The legend or colorbar of the strip, with the keys of the figure\'s "colorbar"; false for none. Default: a legend with the title of the strip.',
  ),
  side: key(
    z.enum(['left', 'right', 'top', 'bottom']),
    'Side of the body that has the strip. Default: the side opposite to the labels.',
  ),
  size: withDefault(
    DEFAULTS.annotation.size,
    key(lengthFrom(1, 1000), 'Thickness of the strip, in px or with a unit.', ['4mm', 12]),
  ),
});

export type AnnotationSpec = z.infer<typeof annotation>;
