import { describe, expect, it } from 'vitest';
import { fromValue } from '../../../src/json/from-value.js';
import { keysNeedingAllValues } from '../../../src/spec/all-values.js';
import { type DataSpec, data as dataSchema } from '../../../src/spec/data.js';
import { deepMerge } from '../../../src/spec/defaults.js';
import { allValuesRuleOf } from '../../../src/spec/describe.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { keysOf, optionsOf, type Schema, schemaAt } from '../../../src/spec/schema-tree.js';
import { type PanelSpec, specSchema } from '../../../src/spec/spec.js';

/** The schema of "data", and its forms. */
const DATA_SCHEMAS: readonly Schema[] = [dataSchema, ...optionsOf(dataSchema)];

/** The paths of all keys that `needsAllValues` marks. Items of lists have the path of their list. */
function markedKeys(schema: Schema, path = ''): string[] {
  const options = optionsOf(schema);
  // Second matrices are read on their own.
  if (DATA_SCHEMAS.includes(schema) && !/^(?:panels\.)?data$/.test(path)) return [];
  if (options.length) return options.flatMap((option) => markedKeys(option, path));
  const item = schemaAt(schema, [0]);
  return [
    ...(item ? markedKeys(item, path) : []),
    ...keysOf(schema).flatMap((key) => {
      const inner = schemaAt(schema, [key]) as Schema;
      const innerPath = path ? `${path}.${key}` : key;
      return allValuesRuleOf(inner) ? [innerPath] : markedKeys(inner, innerPath);
    }),
  ];
}

const marked = markedKeys(specSchema);

/** A panel or spec that sets each marked key. */
const EXAMPLES: Record<string, { data?: DataSpec; [key: string]: unknown }> = {
  'data.normalize': { data: { file: 'a.npy', normalize: 'row' } },
  'data.transform': { data: { file: 'a.npy', transform: 'log2, zscore by row' } },
  'x.order': { x: { order: 'mean' } },
  'x.annotations.values': { x: { annotations: [{ values: 'mean()' }] } },
  'x.annotations.kind': { x: { annotations: [{ kind: 'box' }] } },
  'x.split': { x: { split: [4] } },
  'y.order': { y: { order: ['b', 'a'] } },
  'y.annotations.values': { y: { annotations: [{ values: 'sd()' }] } },
  'y.annotations.kind': { y: { annotations: [{ kind: 'density' }] } },
  'y.split': { y: { split: ['tools', 'tools', 'fruit'] } },
  'color.scale': { color: { scale: 'category' } },
  'highlights.top': { highlights: [{ x: 0 }, { top: 3 }] },
  'cells.hide': { cells: { hide: 'upper' } },
  'cells.shape': { cells: { shape: 'circle' } },
  'cells.size': { cells: { size: { file: 'b.csv', transform: 'zscore by row' } } },
  'cells.above': { cells: { above: { color: { scale: 'category' } } } },
  'cells.below': { cells: { below: 'b.csv' } },
};

/** The parts of values that need all values, where others of the key do not. */
const PARTS: Record<string, string> = {
  'data.transform': 'zscore by row',
  'x.annotations.values': 'mean()',
  'x.annotations.kind': 'box',
  'y.annotations.values': 'sd()',
  'y.annotations.kind': 'density',
  'color.scale': 'category',
};

function keysIn(value: object): string[] {
  const { spec } = parseSpec(fromValue(value));
  const panels = spec.panels ?? [];
  return keysNeedingAllValues(spec, panels, panels.find(({ data }) => data)?.data ?? spec.data);
}

function nameOf(key: string): string {
  const part = PARTS[key];
  return part === undefined ? key : `${key} ${JSON.stringify(part)}`;
}

describe('the keys that need all values of a matrix', () => {
  it('all have an example here', () => {
    const names = new Set(marked.map((path) => path.replace(/^panels\./, '')));
    expect([...names].sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  it.each(marked.filter((path) => !path.startsWith('panels.')))('include %s at the top level', (key) => {
    expect(keysIn({ data: 'a.npy', ...EXAMPLES[key] })).toEqual([nameOf(key)]);
  });

  it.each(marked.filter((path) => path.startsWith('panels.')))('include %s', (path) => {
    const key = path.replace('panels.', '');
    expect(keysIn({ data: 'a.npy', panels: [{ title: 'A' }, EXAMPLES[key]] })).toEqual([nameOf(key)]);
  });

  it('are listed once, in the order of the schema', () => {
    const merged = Object.values(EXAMPLES).reduce<unknown>(deepMerge, {}) as PanelSpec & { cells: unknown };
    // Lists are not merged.
    const annotations = {
      x: [{ values: 'mean()' }, { kind: 'box' }],
      y: [{ values: 'sd()' }, { kind: 'density' }],
    };
    const all = {
      ...merged,
      x: { ...merged.x, annotations: annotations.x },
      y: { ...merged.y, annotations: annotations.y },
    };
    const { cells: _, ...panel } = all;
    expect(keysIn({ ...all, panels: [panel] })).toEqual(Object.keys(EXAMPLES).map(nameOf));
  });

  it('do not include values that do not need all values', () => {
    expect(
      keysIn({
        data: { file: 'a.npy', transpose: true, select: 3, transform: ['log1p(2), abs', 'clip(0, 5)'] },
        x: { order: 'reverse', ticks: { values: [2] } },
        color: { scale: 'quantile', domain: 'robust' },
        highlights: [{ x: 0, y: 'a' }],
        cells: { reduce: 'max' },
      }),
    ).toEqual([]);
  });

  it('do not include selections of rows and columns, or labels beside inline values', () => {
    expect(keysIn({ data: { file: 'a.npy', rows: [0], columns: { from: 0, to: 9 } } })).toEqual([]);
    expect(keysIn({ data: { values: [[1, 2]], rows: ['a'], columns: ['b', 'c'] } })).toEqual([]);
  });

  it('do not include the keys of other data', () => {
    const { spec } = parseSpec(
      fromValue({ ...EXAMPLES['data.normalize'], panels: [EXAMPLES['data.transform']] }),
    );
    expect(keysNeedingAllValues(spec, spec.panels as PanelSpec[], 'other.npy')).toEqual([]);
    expect(keysNeedingAllValues(spec, spec.panels as PanelSpec[], undefined)).toEqual([]);
  });
});
