import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const ANSWER = ['last_q', 'exact_answer_first', 'exact_answer_last', 'exact_answer_after_last'];
const LAST_7 = ['-7', '-6', '-5', '-4', '-3', '-2', '-1'];
const LAST_8 = ['-8', ...LAST_7];

type Column = readonly number[];

/** Reads a labelled CSV: `columns[k]` holds the values of `labels[k]` from layer 0 on. */
function readTable(name: string) {
  const text = readFileSync(join(EXAMPLES, 'data', name), 'utf8');
  const lines = text.trimEnd().split('\n');
  const [[corner, ...labels], ...rows] = lines.map((line) => line.split(',')) as [string[], ...string[][]];
  const columns: Column[] = labels.map((_, k) => rows.map((row) => Number(row[k + 1])));
  const named = (label: string): Column => {
    expect(labels.filter((other) => other === label)).toEqual([label]);
    return columns[labels.indexOf(label)]!;
  };
  return { corner, labels, layers: rows.map((row) => row[0]), columns, named };
}

/** Returns the values of a column in layers `from` to `to`, inclusive. */
const between = (column: Column, from: number, to: number): Column => column.slice(from, to + 1);
const row = (columns: readonly Column[], layer: number): Column => columns.map((column) => column[layer]!);
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => from + k);
const mean = (values: Column) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanMagnitude = (values: Column) => mean(values.map(Math.abs));

function expectWithin(values: Column, min: number, max: number) {
  expect(values.filter((value) => !(value >= min && value <= max))).toEqual([]);
}

function expectNear(values: Column, expected: Column, tolerance = 0.01) {
  const differences = values.map((value, k) => value - expected[k]!);
  expectWithin(differences, -tolerance, tolerance);
}

describe('01: cosine similarity to past tokens', () => {
  const { corner, labels, layers, columns, named } = readTable('01-cosine-similarity.csv');
  const repeated = labels.flatMap((label, k) => (label === '..' ? [columns[k]!] : []));
  const others = columns.filter((_, k) => !['level', 'pl', 'peach'].includes(labels[k]!));

  it('has layers 0–11, layer 0 first, and 16 tokens, the label `..` three times', () => {
    expect(corner).toBe('layer');
    expect(layers).toEqual(count(0, 11).map(String));
    expect(labels.join(' ')).toBe(
      'iers pl level wrench hammer PAUSE .. Tools .. plum banana peach orange .. ruits F',
    );
    expect(new Set(repeated.map(String)).size).toBe(3);
  });
  it('`level` is high in all layers, and highest in 0–2', () => {
    const level = named('level');
    expectWithin(level, 0.02, 0.04);
    expect(Math.min(...between(level, 0, 2))).toBeGreaterThan(Math.max(...between(level, 3, 11)));
  });
  it('`pl` is low in all layers', () => expectWithin(named('pl'), -0.03, -0.02));
  it('`peach` is negative in all layers, and the lowest token in layers 0–4', () => {
    const peach = named('peach');
    expectWithin(peach, -0.04, -0.01);
    for (const layer of count(0, 4)) expect(peach[layer]).toBe(Math.min(...row(columns, layer)));
    expect(Math.max(...between(peach, 0, 4))).toBeLessThan(Math.min(...between(peach, 5, 11)));
  });
  it('the other tokens are near zero, and each changes sign across layers', () => {
    for (const column of others) {
      expectWithin(column, -0.018, 0.018);
      expect(Math.min(...column)).toBeLessThan(0);
      expect(Math.max(...column)).toBeGreaterThan(0);
    }
    expectWithin(named('banana'), -0.01, 0.01);
  });
  it('layer 0 has the largest magnitudes, and holds the maximum and the minimum', () => {
    const rowMagnitudes = layers.map((_, layer) => meanMagnitude(row(columns, layer)));
    expect(rowMagnitudes.indexOf(Math.max(...rowMagnitudes))).toBe(0);
    expect(Math.max(...columns.flat())).toBe(named('level')[0]);
    expect(Math.min(...columns.flat())).toBe(named('peach')[0]);
  });
  it('every other token has smaller magnitudes in layers 4–8 than before and after', () => {
    for (const column of others) {
      const middle = meanMagnitude(between(column, 4, 8));
      expect(middle).toBeLessThan(meanMagnitude(between(column, 0, 3)));
      expect(middle).toBeLessThan(meanMagnitude(between(column, 9, 11)));
    }
  });
});

describe('02–04: tables of layers and tokens', () => {
  it.each([
    ['02-layer-token-correlation.csv', 31, [...ANSWER, ...LAST_8]],
    ['03-token-layer-intensity.csv', 31, [...ANSWER, ...LAST_7]],
    ['04-layer-activation.csv', 32, [...ANSWER, ...LAST_8]],
  ])('%s has %i layers from 0 on, and the tokens in the published order', (name, length, tokens) => {
    const { corner, labels, layers } = readTable(name);
    expect(corner).toBe('layer');
    expect(layers).toEqual(count(0, length - 1).map(String));
    expect(labels).toEqual(tokens);
  });
});

describe('02: layer × token correlation', () => {
  const { named } = readTable('02-layer-token-correlation.csv');
  const answer = ANSWER.map(named);
  const nearEnd = LAST_8.map(named);

  it('the four answer columns are in 0.75–0.90 in layers 0–10', () => {
    for (const column of answer) expectWithin(between(column, 0, 10), 0.75, 0.9);
  });
  it('the four answer columns are in 0.85–1.0 from layer 12 on, mostly in 0.95–1.0', () => {
    const deep = answer.flatMap((column) => between(column, 12, 30));
    expectWithin(deep, 0.85, 1);
    expect(deep.filter((value) => value >= 0.95).length).toBeGreaterThan(0.8 * deep.length);
  });
  it('the answer columns rise with depth', () => {
    for (const column of answer) {
      const means = [0, 6, 12, 18, 24].map((layer) => mean(between(column, layer, layer + 5)));
      expect(means).toEqual([...means].sort((a, b) => a - b));
    }
  });
  it('`-8` … `-1` are in 0.80–0.90 in layers 8–20, and each has its maximum there', () => {
    for (const column of nearEnd) {
      expectWithin(between(column, 8, 20), 0.8, 0.9);
      expectWithin([column.indexOf(Math.max(...column))], 8, 20);
    }
  });
  it('`-8` … `-1` are in 0.50–0.70 in layers 0–6 and 24–30', () => {
    for (const column of nearEnd) {
      expectWithin([...between(column, 0, 6), ...between(column, 24, 30)], 0.5, 0.7);
    }
  });
  it('each of `-4` … `-1` exceeds each of `-8` … `-5` by 0.01 to 0.1 in layers 20–30', () => {
    for (const layer of count(20, 30)) {
      const [below, above] = [row(nearEnd.slice(0, 4), layer), row(nearEnd.slice(4), layer)];
      expectWithin([Math.min(...above) - Math.max(...below)], 0.01, 0.1);
    }
    expect(mean(nearEnd.slice(4).flat())).toBeGreaterThan(mean(nearEnd.slice(0, 4).flat()));
  });
});

describe('03: token × layer intensity', () => {
  const { columns, named } = readTable('03-token-layer-intensity.csv');
  const [lastQ, first, last, afterLast] = ANSWER.map(named) as [Column, Column, Column, Column];
  const nearEnd = LAST_7.map(named);

  it('`exact_answer_first` is in 0.9–1.0 in layers 10–20, and in 0.5–0.6 in 0–5 and 25–30', () => {
    expectWithin(between(first, 10, 20), 0.9, 1);
    expectWithin([...between(first, 0, 5), ...between(first, 25, 30)], 0.5, 0.6);
  });
  it('`exact_answer_first` drops to 0.6 at layer 25', () => {
    expect(first[24]! - first[25]!).toBeGreaterThan(0.25);
    expectNear([first[25]!], [0.6]);
  });
  it('only `exact_answer_first` reaches 1.0, and only in layers 10–20', () => {
    expect(columns.filter((column) => Math.max(...column) === 1)).toEqual([first]);
    const full = count(0, 30).filter((layer) => first[layer] === 1);
    expectWithin(full, 10, 20);
  });
  it('`exact_answer_last` has the same shape with a lower peak, in 0.85–0.95', () => {
    expectWithin(between(last, 10, 20), 0.85, 0.95);
    expectWithin([...between(last, 0, 5), ...between(last, 25, 30)], 0.5, 0.6);
    for (const layer of count(6, 24)) expect(last[layer]).toBeLessThan(first[layer]!);
  });
  it('`exact_answer_after_last` is in 0.7–0.9 in layers 5–15, and in 0.5–0.6 at both ends', () => {
    expectWithin(between(afterLast, 5, 15), 0.7, 0.9);
    expectWithin([...between(afterLast, 0, 4), ...between(afterLast, 25, 30)], 0.5, 0.6);
  });
  it('`exact_answer_after_last` has a second peak of 0.85 at layer 15', () => {
    expectNear([afterLast[15]!], [0.85]);
    expect(Math.max(...between(afterLast, 11, 30))).toBe(afterLast[15]);
    expect(Math.min(...between(afterLast, 9, 14))).toBeLessThan(0.81);
  });
  it('`last_q` is in 0.6–0.8 throughout, at 0.7 in layers 0 and 25–30', () => {
    expectWithin(lastQ, 0.6, 0.8);
    expectNear([lastQ[0]!, ...between(lastQ, 25, 30)], Array(7).fill(0.7));
  });
  it('`-7` … `-1` rise linearly from 0.5 in layer 0 to 0.8 in layer 30', () => {
    const line = count(0, 30).map((layer) => 0.5 + 0.01 * layer);
    for (const column of nearEnd) {
      expectWithin(column, 0.5, 0.8);
      expectNear(column, line);
    }
  });
  it('layer 0 is in 0.5–0.6 except for `last_q`, and `-7` … `-1` are its lightest cells', () => {
    expectWithin(row(nearEnd, 0), 0.5, 0.51);
    expectWithin(row([first, last, afterLast], 0), 0.515, 0.6);
  });
  it('about 70 % of the cells above 0.9 are in layers 10–20', () => {
    const high = (values: Column) => values.filter((value) => value > 0.9).length;
    const inside = high(columns.flatMap((column) => between(column, 10, 20)));
    expectWithin([inside / high(columns.flat())], 0.65, 0.75);
  });
});

describe('04: layer activation', () => {
  const { named } = readTable('04-layer-activation.csv');
  const nearEnd = LAST_8.map(named);
  const exact = [0.9, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.58, 0.58, 0.6, 0.65, 0.7, 0.75, 0.8];
  const published: [string, number[]][] = [
    ['last_q', [0.95, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.68, 0.65, 0.6, 0.6, 0.65, 0.7, 0.75, 0.8]],
    ['exact_answer_first', exact],
    ['exact_answer_last', exact],
    [
      'exact_answer_after_last',
      [0.85, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.55, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8],
    ],
  ];

  it.each(published)('`%s` is within 0.01 of the published values at layers 2, 4 … 30', (label, values) => {
    const even = named(label).filter((_, layer) => layer % 2 === 0 && layer >= 2);
    expect(even).toHaveLength(15);
    expectNear(even, values);
  });
  it.each(published)('`%s` is interpolated at odd layers and constant outside the ends', (label, values) => {
    const column = named(label);
    const halfway = values.slice(1).map((next, k) => (values[k]! + next) / 2);
    expectNear(
      column.filter((_, layer) => layer % 2 === 1),
      [values[0]!, ...halfway, values[14]!],
    );
    expectNear([column[0]!], [values[0]!]);
  });
  it('the exact-answer columns are lower than `last_q` in layers 2–6', () => {
    for (const label of ANSWER.slice(1)) {
      for (const layer of count(2, 6)) expect(named(label)[layer]).toBeLessThan(named('last_q')[layer]!);
    }
  });
  it('`-8` … `-1` are in 0.55–0.75 and are lower on average than every answer column', () => {
    for (const column of nearEnd) {
      expectWithin(column, 0.55, 0.75);
      expect(mean(column)).toBeLessThan(Math.min(...ANSWER.map((label) => mean(named(label)))));
    }
  });
  it('`-8` … `-1` rise a little in layers 26–30', () => {
    for (const column of nearEnd) expectWithin([column[30]! - column[26]!], 0.03, 0.1);
  });
});

describe('05: attention stack', () => {
  type Stack = { values: [number[], number[]][]; rows: string[]; columns: string[] };
  const stack: Stack = JSON.parse(readFileSync(join(EXAMPLES, 'data/05-attention-stack.json'), 'utf8'));
  const cells = stack.values.flat(2);

  it('has 12 layers of two rows and seven columns, with text labels and the label `0` twice', () => {
    expect(stack.values.map((panel) => panel.map((row) => row.length))).toEqual(Array(12).fill([7, 7]));
    expect(stack.rows).toEqual(['P@8', 'P@32']);
    expect(stack.columns).toEqual(['8', '0', '0', '1', '15', '16', '7']);
  });

  // The ranges of values for each word that describes a cell, from dark to bright.
  const ranges: Record<string, [number, number]> = {
    '.': [0, 0.06],
    faint: [0.08, 0.12],
    band: [0.08, 0.2],
    spot: [0.17, 0.25],
    pink: [0.2, 0.3],
    mid: [0.12, 0.25],
    high: [0.27, 0.36],
    bright: [0.3, 0.36],
    top: [0.39, 0.4],
  };
  it.each([
    [0, 'bright bright bright . . . .', '. . . . . . .'],
    [1, 'high high high . . . .', '. . . . . faint .'],
    [2, 'mid mid mid top . . .', '. . . . faint . .'],
    [3, 'high high high . . . .', 'band band band band . . .'],
    [4, 'high high high . . . .', '. . . . . . spot'],
    [5, 'high high high . . . .', '. . . . . . spot'],
    [6, 'high high high . . . .', '. . . . . . spot'],
    [7, 'high high high . . . .', 'pink pink . . . . spot'],
    [8, 'high high high . . . .', 'pink pink . . . . spot'],
    [9, 'high high high . . . .', 'pink pink . . . . spot'],
    [10, 'high high high . . . .', 'band band band band . . .'],
    [11, 'mid mid mid . . . .', '. . . . . . pink'],
  ])('layer %i: P@8 is [%s], P@32 is [%s]', (layer, ...rows) => {
    for (const [row, words] of rows.entries()) {
      for (const [column, word] of words.split(' ').entries()) {
        expectWithin([stack.values[layer]![row]![column]!], ...ranges[word]!);
      }
    }
  });
  it('the fourth cell of P@8 in layer 2 is the only maximum of the stack', () => {
    const highest = stack.values[2]![0][3]!;
    expect(cells.filter((value) => value > highest - 0.04)).toEqual([highest]);
  });
  it('P@32 has higher means in layers 3–9 than before and after', () => {
    const active = stack.values.map(([, at32]) => mean(at32));
    const [before, middle, after] = [active.slice(0, 3), active.slice(3, 10), active.slice(10)].map(mean);
    expect(middle).toBeGreaterThan(Math.max(before!, after!));
  });
  it('every row can be attention weights: no value is negative, and the sum is at most 1', () => {
    for (const row of stack.values.flat()) {
      expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1);
    }
  });
});

describe('data files', () => {
  const specs = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));

  /** Returns the files that a spec names anywhere, also those of second matrices and annotations. */
  const sources = (name: string): string[] => {
    const files: string[] = [];
    JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8'), (_, value: unknown) => {
      if (typeof value !== 'string' || !/^(?:data|\.\.\/node_modules)\//.test(value)) return;
      files.push(value.replace(/:[^/]*$/, ''));
    });
    return files;
  };

  it('belong to exactly one spec each', () => {
    const present = readdirSync(join(EXAMPLES, 'data')).map((name) => `data/${name}`);
    const used = specs.flatMap((name) => [...new Set(sources(name))]);
    const isOwn = (file: string) => file.startsWith('data/');
    expect(used.filter(isOwn).sort()).toEqual(present.sort());
    // The others are in a package, which more than one spec may use.
    for (const file of used.filter((name) => !isOwn(name))) {
      expect(file).toMatch(/^\.\.\/node_modules\/vega-datasets\//);
      expect(existsSync(join(EXAMPLES, file))).toBe(true);
    }
  });

  it.each(specs.filter((name) => name < '06'))(
    '%s: every value is in the domain, so no value is clipped',
    (name) => {
      const spec = JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8'));
      const file = spec.data.replace('data/', '');
      const values: number[] = file.endsWith('.csv')
        ? readTable(file).columns.flat()
        : JSON.parse(readFileSync(join(EXAMPLES, spec.data), 'utf8')).values.flat(2);
      expectWithin(values, spec.color.domain[0], spec.color.domain[1]);
    },
  );
  it('are reproduced byte for byte by the generator', () => {
    const contents = (parent: string) =>
      readdirSync(parent)
        .sort()
        .map((name) => [name, readFileSync(join(parent, name), 'base64')]);
    const folder = mkdtempSync(join(tmpdir(), 'heatmap-examples-'));
    try {
      execFileSync(process.execPath, [join(EXAMPLES, 'generate.mjs'), folder]);
      expect(contents(folder)).toEqual(contents(join(EXAMPLES, 'data')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
