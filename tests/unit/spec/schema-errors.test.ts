import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseJson } from '../../../src/json/parse.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { keyPaths } from '../../../src/spec/schema-tree.js';
import { specSchema } from '../../../src/spec/spec.js';
import { suggestKeys } from '../../../src/spec/suggest-key.js';
import { KEY_SYNONYMS } from '../../../src/spec/synonyms.js';

/** Random cases of each of these tests, which are slow; `TORTURE` sets another number. */
const runs = Number(process.env.TORTURE ?? 150);

function errorsOf(parse: () => unknown): readonly Diagnostic[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
}

function hintOn(spec: string): string | undefined {
  return errorsOf(() => parseSpec(parseJson('s.json', spec)))[0]?.hints?.[0];
}

describe('the errors of a spec', () => {
  it.each([
    ['{"titel": "x"}', 'did you mean "title"?'],
    ['{"x": {"tick": "all"}}', 'did you mean "ticks"?'],
    ['{"cmap": "magma"}', 'use "color.map"'],
    ['{"dpi": 300}', 'use "size.dpi"'],
    ['{"panels": [{"layout": {}}]}', 'move "layout" to the top level of the spec'],
    ['{"data": {"file": "m.csv", "delimeter": ";"}}', 'did you mean "delimiter"?'],
    ['{"data": {"value": [[1]], "rows": ["a"]}}', 'did you mean "values"?'],
    ['{"color": {"domain": "robst"}}', 'did you mean "robust"?'],
    ['{"y": {"origin": "lower"}}', 'did you mean "bottom"?'],
    ['{"size": {"dpi": " 300 "}}', 'write 300 without quotes'],
    ['{"colorbar": {"ticks": 4}}', 'for example [0,0.5,1]'],
    ['{"size": "88mm"}', 'did you mean { "width": "88mm" }?'],
    ['{"size": [8, 6]}', 'valid keys: width, height, dpi, fontSize'],
    ['{"color": "viridis"}', 'did you mean { "map": "viridis" }?'],
    ['{"color": ["red", "blue"]}', 'did you mean { "map": ["red","blue"] }?'],
    ['{"x": "Token"}', 'did you mean { "title": "Token" }?'],
    ['{"cells": ".2f"}', 'did you mean { "values": ".2f" }?'],
    ['{"layout": 4}', 'did you mean { "columns": 4 }?'],
    ['{"lint": "clipped"}', 'did you mean ["clipped"]?'],
    ['{"highlights": {"x": 1}}', 'did you mean [{"x":1}]?'],
    ['{"color": {"scale": "logarithmic"}}', 'did you mean "log"?'],
    ['{"cells": {"hide": "triu"}}', 'did you mean "upper"?'],
    ['{"data": 7}', expect.stringMatching(/^for example "auc\.csv" or \[\[1,2\],\[3,null\]\]/)],
  ])('of %s have a hint', (spec, hint) => {
    expect(hintOn(spec)).toEqual(hint);
  });

  it.each([
    ['{"size": {"width": 1e308}}', 'size.width: expected a length from 1 to 32767 px, found 1e+308'],
    [
      '{"size": {"width": 1e309}}',
      'size.width: expected "auto" or a length from 1 to 32767 px, found Infinity',
    ],
    [
      '{"size": {"width": "99999mm"}}',
      'size.width: expected a length from 1 to 32767 px, found "99999mm", which is 377900 px',
    ],
    [
      '{"size": {"fontSize": "0pt"}}',
      'size.fontSize: expected a length from 1 to 1000 px, found "0pt", which is 0 px',
    ],
    [
      '{"colorbar": {"length": "0%"}}',
      'colorbar.length: expected a percentage from 1% to 1000% such as "60%", found "0%"',
    ],
    ['{"x": {"split": [-1]}}', 'x.split[0]: expected a 0-based position, found -1'],
    [
      '{"highlights": [{"top": "5"}]}',
      'highlights[0].top: expected a whole number from 1 to 1000, found the string "5"',
    ],
  ])('of %s name the key, the value and the range', (spec, message) => {
    expect(errorsOf(() => parseSpec(parseJson('s.json', spec))).map((error) => error.message)).toEqual([
      message,
    ]);
  });

  // [the object that has the key, the key with its value, the hint]
  it.each([
    // Keys of another object of a spec.
    ['cells', '"format": ".2f"', 'use "cells.values.format"'],
    ['', '"format": ".2f"', 'use "colorbar.format" or "cells.values.format"'],
    ['', '"format": "csv"', 'use "data.format"'],
    ['', '"side": "left"', 'use "y.side" or "colorbar.side"'],
    ['', '"domain": [0, 1]', 'use "color.domain"'],
    ['', '"domian": [0, 1]', 'use "color.domain"'],
    ['', '"transpose": true', 'use "data.transpose"'],
    ['x', '"every": 2', 'use "x.ticks.every"'],
    ['x', '"origin": "top"', 'use "y.origin"'],
    ['x', '"size": 8', 'move "size" to the top level of the spec'],
    ['color', '"format": ".2f"', 'use "colorbar.format"'],
    ['color', '"title": "AUC"', 'use "colorbar.title"'],
    ['colorbar', '"domain": [0, 1]', 'use "color.domain"'],
    // Other spellings, and the flags of the command line.
    ['', '"colormap": "viridis"', 'use "color.map"'],
    ['', '"x-title": "T"', 'use "x.title"'],
    ['', '"xTitle": "T"', 'use "x.title"'],
    ['', '"color_scale": "log"', 'use "color.scale"'],
    ['', '"font_size": 8', 'use "size.fontSize"'],
    ['', '"desc": "D"', 'did you mean "description"?'],
    ['layout', '"sharex": true', 'use "layout.share.x"'],
    // matplotlib and seaborn.
    ['', '"vmin": 0', 'use "color.domain": [low, high]'],
    ['', '"vmax": 1', 'use "color.domain": [low, high]'],
    ['', '"center": 0', 'use "color.center"'],
    ['', '"annot": true', 'use "cells.values"'],
    ['', '"fmt": ".2f"', 'use "cells.values.format"'],
    ['', '"linewidths": 0.5', 'use "cells.gap"'],
    ['', '"linecolor": "white"', 'use "cells.stroke"'],
    ['', '"square": true', 'use "cells.aspect": 1'],
    ['', '"cbar": false', 'did you mean "colorbar"?'],
    ['', '"xticklabels": ["a"]', 'use "x.labels"'],
    ['', '"yticklabels": 3', 'use "y.ticks.every"'],
    ['', '"figsize": [8, 6]', 'use "size.width" or "size.height"'],
    ['', '"norm": "log"', 'use "color.scale"'],
    ['', '"robust": true', 'use "color.domain": "robust"'],
    ['', '"mask": [[0]]', 'use "cells.hide"'],
    ['cells', '"fmt": ".2f"', 'use "cells.values.format"'],
    ['color', '"cmap": "magma"', 'did you mean "map"?'],
    // plotly, Vega-Lite and ECharts.
    ['', '"colorscale": "Viridis"', 'use "color.map"'],
    ['', '"colorscale": "log"', 'use "color.scale"'],
    ['', '"showscale": false', 'use "colorbar": false'],
    ['color', '"type": "log"', 'did you mean "scale"?'],
    ['color', '"reverse": true', 'use "color.map": "NAME_r"'],
    ['colorbar', '"label": "AUC"', 'did you mean "title"?'],
    ['colorbar', '"width": 12', 'did you mean "thickness"?'],
    ['x', '"label": "Token"', 'did you mean "title"?'],
    ['x', '"label": ["a", "b"]', 'did you mean "labels"?'],
    ['y', '"inverse": true', 'use "y.order": "reverse"'],
    // In a panel.
    ['panels', '"annot": true', 'use "cells.values"'],
    ['panels', '"cmap": "magma"', 'use "color.map"'],
    ['panels', '"name": "A"', 'did you mean "title"?'],
  ])('suggest for the unknown key %s{%s}: %s', (parent, entry, hint) => {
    const object = `{${entry}}`;
    const spec =
      parent === 'panels' ? `{"panels": [${object}]}` : parent ? `{"${parent}": ${object}}` : object;
    expect(hintOn(spec)).toBe(hint);
  });

  it.each([
    ['{"data": {"path": "m.csv"}}', 'did you mean "file"?'],
    ['{"data": {"url": "m.csv", "header": true}}', 'did you mean "file"?'],
    ['{"data": {"file": "m.csv", "sep": ";"}}', 'did you mean "delimiter"?'],
    ['{"data": {"file": "m.csv", "na_values": ["?"]}}', 'did you mean "missingValues"?'],
    ['{"data": {"file": "m.csv", "values": "auc"}}', 'did you mean "value"?'],
  ])('of %s are one error with a hint', (spec, hint) => {
    const errors = errorsOf(() => parseSpec(parseJson('s.json', spec)));
    expect(errors.map(({ code, hints }) => [code, hints?.[0]])).toEqual([['unknown-key', hint]]);
  });

  it('suggest keys that exist for a key in the wrong object, never the same place', () => {
    const paths = keyPaths(specSchema);
    const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
    const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
    const objects = [...new Set(paths.map(parentOf))];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...objects), (path, object) => {
        const key = nameOf(path);
        const validKeys = paths.filter((other) => parentOf(other) === object).map(nameOf);
        fc.pre(!validKeys.includes(key));
        const parent = object === '' ? [] : object.split('.');
        const suggestions = suggestKeys({ key, parent, value: undefined, validKeys }, specSchema);
        expect(suggestions.length).toBeGreaterThan(0);
        for (const suggestion of suggestions) {
          expect(paths).toContain(suggestion.path);
          expect(suggestion.path).not.toBe([...parent, key].join('.'));
        }
      }),
      { numRuns: runs },
    );
  });

  it('list the valid keys once for each object', () => {
    const errors = errorsOf(() =>
      parseSpec(parseJson('s.json', '{"cmap": "b", "zz": 1, "x": {"yy": 1, "zz": 2}}')),
    );
    const lists = errors.map(({ hints = [] }) => hints.some((hint) => hint.startsWith('valid keys: ')));
    expect(lists).toEqual([true, false, true, false]);
  });

  it('are all reported at once, sorted by place', () => {
    const errors = errorsOf(() =>
      parseSpec(parseJson('s.json', '{"z": 0,\n"x": {"title": 1, "q": 2},\n"title": "a", "title": {}}')),
    );
    expect(errors.map(({ code, place }) => [code, place?.line])).toEqual([
      ['unknown-key', 1],
      ['invalid-value', 2],
      ['unknown-key', 2],
      ['duplicate-key', 3],
      ['invalid-value', 3],
    ]);
  });

  it('suggest only keys that exist, by names that do not', () => {
    const paths = keyPaths(specSchema);
    for (const [name, synonyms] of Object.entries(KEY_SYNONYMS)) {
      if (!name.includes('.')) expect(paths.map((path) => path.toLowerCase())).not.toContain(name);
      for (const synonym of synonyms)
        expect([name, paths]).toEqual([name, expect.arrayContaining([synonym.split(': ')[0]])]);
    }
  });

  it('have short messages for any value at any key', () => {
    const paths = keyPaths(specSchema).map((path) => path.split('.'));
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(
        fc.constantFrom('from', 'to', 'file', 'values', 'text', 'title', 'data', '__proto__'),
        fc.jsonValue(),
      ),
      fc.constantFrom('__proto__', 'x'.repeat(1000), [[1, 2]], [[]], [{}], [[{}]], 1e308),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, fc.boolean(), (path, value, inPanel) => {
        const spec = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        const root = inPanel ? { panels: [spec] } : spec;
        const documents = [fromValue(root), parseJson('s.json', JSON.stringify(root))];
        for (const document of documents) {
          for (const { message, hints = [] } of errorsOf(() => parseSpec(document))) {
            // An assertion for each of these many texts would take most of the time.
            const isBad = (text: string) =>
              !/^[^\n]{5,400}$/.test(text) || /undefined(?!-values)|\[object|native code|\bZod/.test(text);
            if ([message, ...hints].some(isBad)) expect.fail(JSON.stringify([message, ...hints]));
          }
        }
      }),
      { numRuns: runs },
    );
  });
});
