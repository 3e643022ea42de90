/** What is drawn for tables as people have them, and whether each suggested command draws them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { loadInput } from '../../../src/input/load.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { suggestSpec } from '../../../src/suggest/suggest-spec.js';
import { formatCommand, UndecidedTableError } from '../../../src/table/undecided.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/record-tables');
const FILES = readdirSync(FOLDER).filter((name) => /\.(?:csv|json)$/.test(name));

const sourceOf = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) });
const textSource = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

function load(source: { name: string; bytes: Uint8Array }, keys: object = {}) {
  const diagnostics: Diagnostic[] = [];
  const spec = parseSpec(fromValue({ data: { file: source.name, ...keys } }, source.name));
  const { panels } = loadInput(
    spec,
    null,
    () => source,
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { matrix: panels[0].matrix, panels, diagnostics };
}

function undecided(source: { name: string; bytes: Uint8Array }): UndecidedTableError {
  try {
    load(source);
  } catch (error) {
    if (error instanceof UndecidedTableError) return error;
    throw error;
  }
  throw new Error('the table was read');
}

describe('a table of records', () => {
  it.each([
    ['mtcars.csv', [32, 11], 'Mazda RX4', 'mpg', 21, []],
    ['iris.csv', [30, 4], '1', 'Sepal.Length', 5.1, []],
    ['airquality.csv', [62, 4], '1', 'Ozone', 41, ['columns-left-out']],
    ['penguins.csv', [30, 4], 'Adelie', 'bill_length_mm', 55.4, []],
    ['counts.csv', [12, 4], 'ENSG00000', 'ctrl_1', 190, ['columns-left-out']],
    ['crosstab.csv', [4, 2], 'Fri', 'Dinner', 9, []],
    ['flights.csv', [3, 12], '1949', 'January', 687, ['read-as-records']],
    ['scalars.csv', [2, 10], 'loss', '0', 0.873, ['read-as-records']],
    ['sparse.csv', [8, 8], '0', '0', -0.235, ['read-as-records']],
    ['population.csv', [4, 2], 'California', '2010', 37_253_956, []],
    ['percent.csv', [4, 2], 'a', 'yes', 45, []],
  ] as const)('is drawn at once if there is one way to: %s', (file, shape, row, column, value, codes) => {
    const { matrix, diagnostics } = load(sourceOf(file));
    expect([matrix.rows, matrix.columns]).toEqual(shape);
    expect([matrix.rowLabels?.[0], matrix.columnLabels?.[0]]).toEqual([row, column]);
    expect(matrix.values[0]).toBe(value);
    expect(diagnostics.filter(({ severity }) => severity === 'info').map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ['tips.csv', "heatmap tips.csv --x smoker --y sex --value 'mean(total_bill)'"],
    ['weather.csv', "heatmap weather.csv --x 'month(date)' --y location --value 'mean(precipitation)'"],
    ['hourly.csv', "heatmap hourly.csv --x 'hour(time)' --y 'weekday(time)' --value 'sum(count)'"],
    ['barley.json', 'heatmap barley.json --x year --y variety --value yield --panel site'],
    ['cv_results.csv', 'heatmap cv_results.csv --x param_gamma --y param_C --value mean_test_score'],
    ['tensorboard.csv', 'heatmap tensorboard.csv --x step --y tag --value value'],
    ['Titanic.csv', "heatmap Titanic.csv --x Class --y Sex --value 'sum(Freq)'"],
    ['CO2.csv', 'heatmap CO2.csv --x conc --y Plant --value uptake'],
  ])('is one error with commands otherwise: %s', (file, command) => {
    const { diagnostics } = undecided(sourceOf(file));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', code: 'undecided-table', place: { file } });
    expect(diagnostics[0].hints?.[0]).toBe(`try: ${command}`);
    expect(diagnostics[0].hints?.length).toBeLessThanOrEqual(3);
  });

  it('names the columns with their kinds', () => {
    expect(undecided(sourceOf('weather.csv')).diagnostics[0].message).toBe(
      'this is a table of records, so name what to draw; its columns are "location" (category), "date" (date), ' +
        '"precipitation" (number), "temp_max" (number), "weather" (category)',
    );
  });

  it.each(FILES)('can be drawn by each suggestion, and by the starter spec: %s', (file) => {
    const source = sourceOf(file);
    let suggestions: UndecidedTableError['suggestions'] = [];
    try {
      load(source);
    } catch (error) {
      if (!(error instanceof UndecidedTableError)) throw error;
      suggestions = error.suggestions;
      expect(suggestions.length).toBeGreaterThan(0);
    }
    for (const suggestion of suggestions) {
      const { matrix } = load(source, suggestion);
      expect([formatCommand(file, suggestion), matrix.values.some((value) => !Number.isNaN(value))]).toEqual([
        expect.any(String),
        true,
      ]);
    }
    const spec = suggestSpec(source, { file, format: null, schema: null }, () => {});
    expect(spec).toContain('"data"');
  });
});

describe('a decision', () => {
  it('about a kind can be overridden', () => {
    const text = 'name,zip,a\nx,10115,1\ny,20095,2\nz,80331,3\n';
    expect(load(textSource('a.csv', text)).matrix.columnLabels).toEqual(['zip', 'a']);
    const { matrix } = load(textSource('a.csv', text), { kinds: { category: ['zip'] } });
    expect(matrix.columnLabels).toEqual(['a']);
  });

  it('about the row labels can be overridden by the name of their column', () => {
    const text = 'id,gene,a,b\n7,g1,1,2\n8,g2,3,4\n9,g3,5,6\n';
    expect(load(textSource('a.csv', text)).matrix.rowLabels).toEqual(['7', '8', '9']);
    const { matrix } = load(textSource('a.csv', text), { rowLabels: 'gene' });
    expect(matrix).toMatchObject({ rowLabels: ['g1', 'g2', 'g3'], columnLabels: ['a', 'b'] });
    expect(() => load(textSource('a.csv', text), { rowLabels: 'name' })).toThrow('there is no column "name"');
  });

  it('about several records in one cell becomes an error with commands', () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => `${i % 500},${Math.floor(i / 500)},${i / 2}\n`);
    const text = `step,run,v\n${rows.join('')}0,0,1\n`;
    expect(undecided(textSource('a.csv', text)).diagnostics[0].hints?.[0]).toMatch(/mean\(v\)/);
  });
});

describe('a file that is no table', () => {
  it.each([
    [
      'prose',
      'It was late, and the rain had not stopped.\nNobody, so far, had come.\nThey waited, as always.\nFor nothing, in the end.\n',
    ],
    ['source code', 'if (a < b, c) {\n  return f(a, b);\n}\nwhile (x, y) {\n  g(z, 1);\n}\n'],
    ['many different words', Array.from({ length: 60 }, (_, i) => `a${i},b${i},c${i}\n`).join('')],
  ])('is never drawn as colours: %s', (_, text) => {
    expect(() => load(textSource('a.csv', text))).toThrow();
  });

  it('is not a matrix of categories', () => {
    const text = ',mon,tue,wed\na,on,off,on\nb,off,off,on\nc,on,on,off\n';
    expect(load(textSource('a.csv', text)).matrix.categories).toEqual(['on', 'off']);
  });
});
