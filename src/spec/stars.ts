/** The keys of `cells.stars`: signs in cells for significant values. */
import * as z from 'zod/mini';
import { DEFAULTS } from '../theme.js';
import { DATA_FORMS, type DataSpec } from './data.js';
import { defaultText, describe, key, lazy, withSiblings } from './describe.js';
import { isPlainObject } from './plain-object.js';
import { numberFrom } from './range.js';
import { keysOf } from './schema-tree.js';
import { pageText } from './text.js';

const MAX_LEVELS = 8;

const levels = z.array(numberFrom(1e-300, 1)).check(
  z.minLength(1),
  z.maxLength(MAX_LEVELS),
  z.refine((list) => list.every((level, i) => i === 0 || level < list[i - 1]), {
    error: 'the levels must decrease: each must be less than the one before it',
  }),
);

const symbols = z.array(z.string().check(z.minLength(1), z.maxLength(20))).check(z.maxLength(MAX_LEVELS));

const starKeys = () => ({
  values: describe(
    z.union(DATA_FORMS),
    'The p-values, in the form of "data", matched by label; "{p}" is the column p of the records of "data".',
    ['p.csv'],
  ),
  levels: key(
    levels,
    `Levels of significance, the largest first; a cell has the symbol of the smallest one above its p-value. Crosses use only the first one. ${defaultText(DEFAULTS.stars.levels)}`,
    [[0.05, 0.01]],
  ),
  symbols: withSiblings(
    { levels: [0.05, 0.01] },
    key(symbols, 'Symbol of each level. Default: one to eight asterisks.', [['+', '++']]),
  ),
  mark: key(
    z.enum(['symbol', 'cross']),
    'What is drawn: "symbol" marks significant cells, "cross" crosses out the others. Default: "symbol".',
  ),
  legend: key(
    z.union([z.boolean(), pageText]),
    'Line below the figure that explains the symbols: false for none, or a text of your own. Default: true.',
    ['Asterisks: p < 0.05 after correction'],
  ),
});

const starsObject = lazy(() =>
  z.strictObject(starKeys()).check(
    z.refine(
      ({ levels: list = DEFAULTS.stars.levels, symbols: signs }) => !signs || signs.length === list.length,
      {
        error: 'there must be one symbol for each level',
        path: ['symbols'],
      },
    ),
  ),
);

export const starsKey = () =>
  key(
    z.union([z.literal(false), starsObject, ...DATA_FORMS]),
    'Signs for significant values: p-values in the form of "data", or an object with "values" and options. Default: false.',
    ['p.csv', { values: 'p.csv', mark: 'cross' }],
  );

/** The options of stars. */
export type StarOptions = z.infer<typeof starsObject>;
export type StarsSpec = false | DataSpec | StarOptions;

/** Returns the options of stars and the path of their p-values in the key. */
export function starOptions(spec: Exclude<StarsSpec, false>): {
  readonly options: StarOptions;
  readonly path: readonly string[];
} {
  const isObject =
    isPlainObject(spec) && Object.keys(spec).every((name) => keysOf(starsObject).includes(name));
  return isObject
    ? { options: spec as StarOptions, path: ['values'] }
    : { options: { values: spec as DataSpec }, path: [] };
}
