/** The keys of `cells` that draw marks in cells, and another matrix in a triangle. */
import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { color } from './color.js';
import { colorbar, numberFormat } from './colorbar.js';
import { DATA_FORMS, type DataSpec, data } from './data.js';
import { defaultText, key, lazy, needsAllValues, withSiblings } from './describe.js';
import { isPlainObject } from './plain-object.js';
import { dataValue, numberFrom } from './range.js';
import { pageText } from './text.js';

export const MARK_SHAPES = ['square', 'circle', 'ellipse', 'triangle'] as const;

const triangleShape = z.enum(['square', 'circle', 'ellipse', 'none']);

const triangleObject = lazy(() =>
  z.strictObject({
    data: key(data, 'The matrix of this triangle, in the form of "data". Default: the data of the figure.', [
      'treated.csv',
    ]),
    title: key(pageText, 'Name of the matrix in this triangle, for the key of the triangles.', ['treated']),
    shape: key(triangleShape, 'Shape of the marks of this triangle; "none" draws only values.', ['none']),
    values: key(
      z.union([z.boolean(), numberFormat]),
      'Prints the values of this triangle: true or a d3 number format.',
      ['.2f'],
    ),
    color: key(
      color,
      'Colours of the matrix in this triangle, with a scale of its own. Default: the scale of the figure.',
      [{ map: 'Greens' }],
    ),
    colorbar: key(colorbar, 'Colorbar of a scale of its own.'),
  }),
);

const triangle = z.union([...DATA_FORMS, triangleObject]);

/** What a triangle shows, beside its matrix. */
export type TriangleOptions = z.infer<typeof triangleObject>;
export type TriangleSpec = DataSpec | TriangleOptions;

/** Returns the keys of a triangle; only its data if the spec gives nothing else. */
export function triangleOptions(spec: TriangleSpec): TriangleOptions {
  const isObject = isPlainObject(spec) && !('file' in spec) && typeof spec.values !== 'object';
  return isObject ? (spec as TriangleOptions) : { data: spec as DataSpec };
}

const triangleExamples = ['treated.csv', { shape: 'none', values: '.2f' }];

export const markKeys = () => ({
  shape: needsAllValues(
    key(
      z.enum(MARK_SHAPES),
      'Shape of the mark in each cell. "ellipse" shows a correlation; "triangle" shows the data below and `above` over the diagonal of each cell. Default: "square", or "circle" if `size` is set.',
      ['circle'],
    ),
    { except: 'square' },
  ),
  size: needsAllValues(
    key(
      z.union([z.boolean(), data]),
      'What the area of the marks shows: a second matrix in the form of "data", matched by label, or true for the absolute value of the data itself. Default: false.',
      ['fraction.csv', true],
    ),
    { except: false },
  ),
  above: needsAllValues(
    key(
      triangle,
      'Another matrix above the diagonal of the page, matched by label, or an object with other marks there.',
      triangleExamples,
    ),
  ),
  below: needsAllValues(
    key(
      triangle,
      'Another matrix below the diagonal of the page, matched by label, or an object with other marks there.',
      triangleExamples,
    ),
  ),
});

/** The size of marks is the same in all panels. */
export const sizeKeys = () => ({
  maxSize: withSiblings(
    { size: 'fraction.csv' },
    key(
      numberFrom(1e-300, 1e300),
      'Value of the largest mark, which fills its cell. Default: the largest value of `size`.',
      [1],
    ),
  ),
  sizeKey: withSiblings(
    { size: 'fraction.csv' },
    key(
      z.union([
        z.literal(false),
        lazy(() =>
          z.strictObject({
            title: key(
              z.union([pageText, z.literal(false)]),
              'Meaning of the sizes; false for no title. Default: the name of the values in their data, if any.',
              ['fraction of cells'],
            ),
            ticks: key(z.array(dataValue), 'Sizes that the key shows. Default: round values.', [[0.5, 1]]),
            format: key(numberFormat, 'Number format of d3. Default: chosen to fit the sizes.', ['.0%']),
            side: key(
              z.enum(['right', 'left', 'top', 'bottom']),
              `Side of the figure that has the key. ${defaultText(DEFAULTS.colorbar.side)}`,
            ),
          }),
        ),
      ]),
      'Key of the sizes; false for none. Default: a key, except for the absolute value of the data itself.',
    ),
  ),
});
