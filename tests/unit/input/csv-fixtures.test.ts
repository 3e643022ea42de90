import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../src/spec/data.js';
import { messages, read } from '../../fixtures/tables/read.js';

const FIXTURES = new URL('../../fixtures/tables/', import.meta.url);

interface Expected {
  readonly read: string;
  readonly cells: readonly (readonly (number | string | null)[])[];
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly name?: string;
  readonly warnings?: readonly string[];
  readonly options?: ReadOptions;
}

const infinite = [
  [0.91, 0.5],
  [null, 1],
  [0.25, -Infinity],
];
const finite = [
  [0.91, 0.5],
  [null, 1],
  [0.25, -0.5],
];
const eighths = [
  [0, 0.125, 0.25, 0.375],
  [0.5, 0.625, 0.75, 0.875],
  [1, 1.125, 1.25, 1.375],
];
const special = [
  [0.1, 1e-300, 5],
  [-0, Infinity, null],
];
const octave = [
  [0.5, 1, null],
  [-Infinity, 2e-10, 3],
];
const long = { x: 'token', y: 'layer', value: 'auc' };
const positions = ['0', '1', '2'];
const layers = ['L0', 'L1', 'L2'];
const columns = ['last_q', '-8'];
const comma = 'comma-separated, decimal point';
const blank = 'whitespace-separated, decimal point';
const both = 'header row, label column';
const neither = 'no header row, no label column';

const EXPECTED: Readonly<Record<string, Expected>> = {
  'awk-trailing-comma.csv': {
    read: `${comma}, ${neither}`,
    cells: [
      [0, 1, 2],
      [0.25, 1.25, 2.25],
      [0.5, 1.5, 2.5],
    ],
  },
  'excel-sep.csv': {
    read: `semicolon-separated, decimal comma, ${both}`,
    cells: [
      [0.91, 0.5],
      [null, 1],
      [0.0015, -2],
    ],
    rows: layers,
    columns,
  },
  'excel-unicode-text.txt': {
    read: `tab-separated, decimal comma, ${both}`,
    cells: [
      [0.91, 0.5],
      [null, 1],
    ],
    rows: ['café', 'a\tb'],
    columns,
  },
  'excel-windows-1252.csv': {
    read: `semicolon-separated, decimal comma, ${both}`,
    cells: [
      [0.91, 0.5],
      [1, null],
    ],
    rows: ['café', '€'],
    columns: ['naïve', '“the”'],
    warnings: ['not-utf8: the file is not valid UTF-8 and is read as Windows-1252'],
  },
  'gnuplot-table.txt': {
    options: { x: 0, y: 1, value: 2 },
    read: `${blank}, no header row`,
    cells: [
      [0.5, 1, 2],
      [3, 4, 5],
    ],
    rows: ['0', '1'],
    columns: positions,
  },
  'libreoffice-english.csv': { read: `${comma}, ${both}`, cells: finite, rows: layers, columns },
  'libreoffice-german.csv': {
    read: `semicolon-separated, decimal comma, ${both}`,
    cells: finite,
    rows: layers,
    columns,
  },
  'libreoffice-tab.tsv': {
    read: `tab-separated, decimal point, ${both}`,
    cells: finite,
    rows: layers,
    columns,
  },
  'libreoffice-utf16.csv': { read: `${comma}, ${both}`, cells: finite, rows: layers, columns },
  'numpy-savetxt-header.csv': {
    read: `${comma}, header row, no label column`,
    columns: ['a', 'b', 'c'],
    cells: special,
  },
  'numpy-savetxt-header.txt': { read: `${blank}, ${neither}`, cells: special },
  'numpy-savetxt-integers.txt': {
    read: `${blank}, ${neither}`,
    cells: [
      [0, 1, 2],
      [3, 4, 5],
    ],
  },
  'numpy-savetxt.txt': { read: `${blank}, ${neither}`, cells: special },
  'octave-csvwrite.csv': { read: `${comma}, ${neither}`, cells: octave },
  'octave-dlmwrite-tab.txt': { read: `tab-separated, decimal point, ${neither}`, cells: octave },
  'octave-dlmwrite.csv': { read: `${comma}, ${neither}`, cells: octave },
  'octave-save-ascii.txt': { read: `${blank}, ${neither}`, cells: octave },
  'octave-save.txt': { read: `${blank}, ${neither}`, cells: octave },
  'pandas-booleans.csv': {
    read: `${comma}, ${both}`,
    cells: [
      ['True', 'False', 'True'],
      ['False', 'True', 'False'],
    ],
    rows: ['0', '1'],
    columns: positions,
  },
  'pandas-european.csv': {
    read: `semicolon-separated, decimal comma, ${both}`,
    cells: infinite,
    rows: positions,
    columns,
  },
  'pandas-index-name.csv': {
    read: `${comma}, ${both}`,
    cells: infinite,
    rows: positions,
    columns,
    name: 'layer',
  },
  'pandas-index.csv': { read: `${comma}, ${both}`, cells: infinite, rows: positions, columns },
  'pandas-long.csv': {
    options: long,
    read: `${comma}, header row`,
    cells: [
      [0.5, 0.25],
      [1, null],
    ],
    rows: ['0', '1'],
    columns: ['the', 'cat'],
    name: 'layer',
  },
  'pandas-missing.csv': { read: `${comma}, ${both}`, cells: infinite, rows: positions, columns },
  'pandas-no-index.csv': { read: `${comma}, header row, no label column`, cells: infinite, columns },
  'pandas-positions-no-index.csv': {
    read: `${comma}, header row, no label column`,
    cells: eighths,
    columns: [...positions, '3'],
    warnings: ['uncertain-header: the first line is read as column labels, but it could be data'],
  },
  'pandas-positions.csv': {
    read: `${comma}, ${both}`,
    cells: eighths,
    rows: positions,
    columns: [...positions, '3'],
  },
  'pandas-quote-all.csv': { read: `${comma}, ${both}`, cells: infinite, rows: positions, columns },
  'pandas-quote-text.csv': { read: `${comma}, ${both}`, cells: infinite, rows: positions, columns },
  'pandas-to-string.txt': { read: `${blank}, ${both}`, cells: infinite, rows: positions, columns },
  'pandas-tokens.csv': {
    read: `${comma}, ${both}`,
    cells: Array.from({ length: 12 }, (_, row) => [row / 2, row / 2 + 0.25]),
    rows: [' the', '##ing', '#', '', '8', '8', '\u200b', 'café', 'a,b', 'say "hi"', 'two\nlines', '😀'],
    columns: ['P@8', 'P@32'],
  },
  'pandas-utf16.tsv': {
    read: `tab-separated, decimal point, ${both}`,
    cells: infinite,
    rows: positions,
    columns,
  },
  'pandas-values.csv': { read: `${comma}, ${neither}`, cells: eighths },
  'pandas-words.csv': {
    read: `${comma}, ${both}`,
    cells: [
      ['the', 'cat'],
      ['sat', 'the'],
      ['cat', '"mat", he said'],
    ],
    rows: layers,
    columns: ['a', 'b'],
  },
  'r-long-row-names.txt': {
    options: long,
    read: `${blank}, header row`,
    cells: [
      [0.5, null],
      [null, 0.25],
    ],
    rows: ['0', '1'],
    columns: ['the', 'cat'],
    name: 'layer',
  },
  'r-long.csv': {
    options: long,
    read: `${comma}, header row`,
    cells: [
      [0.5, null],
      [null, 0.25],
    ],
    rows: ['0', '1'],
    columns: ['the', 'cat'],
    name: 'layer',
  },
  'r-write-csv-unnamed.csv': {
    read: `${comma}, ${both}`,
    cells: infinite,
    rows: ['1', '2', '3'],
    columns: ['V1', 'V2'],
  },
  'r-write-csv.csv': { read: `${comma}, ${both}`, cells: infinite, rows: layers, columns },
  'r-write-csv2.csv': {
    read: `semicolon-separated, decimal comma, ${both}`,
    cells: infinite,
    rows: layers,
    columns,
  },
  'r-write-table-logical.txt': {
    read: `${blank}, ${both}`,
    cells: [
      ['TRUE', null, 'TRUE'],
      ['TRUE', 'TRUE', 'FALSE'],
    ],
    rows: columns,
    columns: layers,
  },
  'r-write-table-na.tsv': {
    read: `tab-separated, decimal point, ${both}`,
    cells: infinite,
    rows: layers,
    columns,
  },
  'r-write-table-no-header.txt': {
    read: `${blank}, no header row, label column`,
    cells: infinite,
    rows: layers,
  },
  'r-write-table-plain.txt': { read: `${blank}, ${both}`, cells: infinite, rows: layers, columns },
  'r-write-table-quotes.txt': {
    read: `${blank}, ${both}`,
    cells: [
      [0.91, 0.5],
      [null, 1],
    ],
    rows: ['say "hi" now', 'a b'],
    columns,
  },
  'r-write-table-values.txt': { read: `${blank}, ${neither}`, cells: infinite },
  'r-write-table.txt': { read: `${blank}, ${both}`, cells: infinite, rows: layers, columns },
  'sqlite-list.txt': {
    read: `pipe-separated, decimal point, ${both}`,
    cells: finite,
    rows: positions,
    columns: ['last_q', 'first'],
    name: 'layer',
  },
  'sqlite.csv': {
    read: `${comma}, ${both}`,
    cells: finite,
    rows: positions,
    columns: ['last_q', 'first'],
    name: 'layer',
  },
};

describe('tables written by other programs', () => {
  it('all have an expected result', () => {
    const files = readdirSync(FIXTURES).filter((file) => /\.(csv|tsv|txt)$/.test(file));
    expect(Object.keys(EXPECTED).sort()).toEqual(files.sort());
  });

  it.each(Object.entries(EXPECTED))('%s is read without options for its dialect', (file, expected) => {
    const { dataset, matrix, cells, diagnostics } = read(
      readFileSync(new URL(file, FIXTURES)),
      expected.options,
    );
    expect(cells).toEqual(expected.cells);
    expect(matrix.rowLabels).toEqual(expected.rows ?? null);
    expect(matrix.columnLabels).toEqual(expected.columns ?? null);
    expect(dataset.names.y).toBe(expected.name ?? null);
    expect(messages(diagnostics, 'note')).toContain(`guessed: read as ${expected.read}`);
    expect([...messages(diagnostics, 'warning'), ...messages(diagnostics, 'info')]).toEqual(
      expected.warnings ?? [],
    );
  });
});
