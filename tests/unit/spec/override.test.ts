import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { parseJson } from '../../../src/json/parse.js';
import { toValue } from '../../../src/json/value.js';
import { applyOverride } from '../../../src/spec/override.js';
import { parseSpec } from '../../../src/spec/parse.js';

function setKey(spec: unknown, path: string, value: unknown): unknown {
  return applyOverride(spec, { path: path.split('.'), value, flag: `--set ${path}` });
}

describe('a key that the command line sets', () => {
  it('creates missing objects', () => {
    expect(setKey({}, 'x.ticks.every', 2)).toEqual({ x: { ticks: { every: 2 } } });
    expect(setKey({ x: { title: 'T' } }, 'x.ticks.every', 2)).toEqual({
      x: { title: 'T', ticks: { every: 2 } },
    });
  });

  it.each([
    ['data.transpose', { data: 'm.csv' }, { data: { file: 'm.csv', transpose: 1 } }],
    [
      'panels.0.data.transpose',
      { panels: [{ data: 'm.csv' }] },
      { panels: [{ data: { file: 'm.csv', transpose: 1 } }] },
    ],
    ['title.align', { title: 'T' }, { title: { text: 'T', align: 1 } }],
    ['subtitle.align', { subtitle: 'T' }, { subtitle: { text: 'T', align: 1 } }],
    ['caption.align', { caption: 'T' }, { caption: { text: 'T', align: 1 } }],
    ['cells.values.text', { cells: { values: '.2f' } }, { cells: { values: { format: '.2f', text: 1 } } }],
    ['cells.reduce.caption', { cells: { reduce: 'max' } }, { cells: { reduce: { by: 'max', caption: 1 } } }],
    // A value that is not the short form of an object is replaced by an object.
    ['x.ticks.every', { x: { ticks: 'all' } }, { x: { ticks: { every: 1 } } }],
    ['colorbar.side', { colorbar: false }, { colorbar: { side: 1 } }],
  ])(
    'in an object that the spec writes in its short form, %s, keeps what the form says',
    (path, spec, result) => {
      expect(setKey(spec, path, 1)).toEqual(result);
    },
  );

  it('transposes inline data', () => {
    const document = parseJson('s.json', '{"data": [[1, 2]]}');
    const { data } = toValue(document, document.root) as { data: unknown };
    expect(setKey({ data }, 'data.transpose', true)).toEqual({ data: { values: data, transpose: true } });
  });

  it('replaces an item of a list, or creates a list with its first item', () => {
    expect(setKey({ panels: [{}, {}] }, 'panels.1.title', 'B')).toEqual({ panels: [{}, { title: 'B' }] });
    expect(setKey({}, 'panels.0.title', 'A')).toEqual({ panels: [{ title: 'A' }] });
    expect(() => setKey({ panels: [{}] }, 'panels.1.title', 'B')).toThrow(
      'the list has 1 items but no item 1',
    );
  });

  it('is the place of its errors, also if the key that contains it is wrong', () => {
    const overrides = [{ path: ['values', 'format'], value: '.2f', flag: '--set values.format' }];
    try {
      parseSpec(parseJson('m.csv', '{}'), overrides);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      expect(error.diagnostics.map(({ code, place }) => [code, place])).toEqual([
        ['unknown-key', { file: '--set values.format' }],
      ]);
    }
  });
});
