import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat } from '../../../src/input/index.js';
import type { Source } from '../../../src/input/reader.js';
import { readCells } from '../../../src/input/xlsx/cells.js';
import { readXlsx } from '../../../src/input/xlsx.js';
import type { ReadOptions } from '../../../src/spec/data.js';
import { sheetTable } from '../../../src/spreadsheet/table-text.js';

const FIXTURES = new URL('../../fixtures/xlsx/', import.meta.url);
const fixture = (name: string): Source => ({ name, bytes: readFileSync(new URL(name, FIXTURES)) });

/** What openpyxl reads; see make.py. */
type Cell = string | number | null;
const expected: Record<string, Record<string, Cell[][]>> = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

function read(source: Source, options: ReadOptions = {}) {
  const reported: Diagnostic[] = [];
  const { slices, names } = readXlsx(source, options, (diagnostic) => reported.push(diagnostic));
  const { matrix } = slices[0];
  const messages = reported.map(({ code, message }) => `${code}: ${message}`);
  return { ...matrix, names, values: [...matrix.values], reported, messages };
}

function failureOf(source: Source, options: ReadOptions = {}): Diagnostic {
  try {
    readXlsx(source, options, () => {});
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

const errorOf = (source: Source, options?: ReadOptions) => {
  const { code, message } = failureOf(source, options);
  return `${code}: ${message}`;
};

/** Returns the rows of the first sheet as lines of a table. */
function linesOf({ name, bytes }: Source): string[] {
  const table = sheetTable(readCells(bytes, undefined, name, () => {}));
  return [...table.lines()].filter((line) => line !== '\n').map((line) => line.trimEnd());
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  readonly sheet: string;
  readonly strings?: string;
  readonly workbook?: string;
  readonly others?: Record<string, string>;
}

/** A workbook with one sheet, whose XML is `sheet`. */
function workbook({ sheet, strings = '', workbook: sheets, others }: Parts): Source {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const files = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      sheets ?? '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', '/xl/worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    ...others,
  };
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return { name: 'made.xlsx', bytes: zipSync(Object.fromEntries(entries)) };
}

const rows = (...cells: string[]) =>
  `<worksheet><sheetData>${cells.map((row) => `<row>${row}</row>`).join('')}</sheetData></worksheet>`;
const text = (content: string) => `<c t="inlineStr"><is><t>${content}</t></is></c>`;
const number = (value: string | number) => `<c><v>${value}</v></c>`;
const HEADER = text('') + text('a') + text('b');

describe('readXlsx', () => {
  it('recognizes a workbook by its first bytes, also without its name', () => {
    expect(detectFormat({ ...fixture('wide.xlsx'), name: 'unnamed' })).toBe('xlsx');
    expect(detectFormat({ name: 'a', bytes: zipSync({ 'a.npy': strToU8('x') }) })).toBe('npz');
  });

  it('reads the first visible sheet as openpyxl does, without titles and remarks', () => {
    const { values, rowLabels, columnLabels, names, messages } = read(fixture('wide.xlsx'));
    const cells = expected['wide.xlsx'].Sales.slice(3, 10);
    expect(columnLabels).toEqual(cells[0].slice(1));
    expect(rowLabels).toEqual(cells.slice(1).map(([label]) => label));
    const numbers = cells.slice(1).flatMap((row) => row.slice(1));
    expect(values).toEqual(numbers.map((cell) => (typeof cell === 'number' ? cell : Number.NaN)));
    expect(names.y).toBe('day');
    expect(messages).toContain('cell-errors: cells with errors are missing values: B7 (#DIV/0!)');
    expect(messages).toContain(
      'sheet-left-out: rows with one text outside of the table are left out: 1, 2, 13',
    );
    expect(messages).toContain(
      'sheet-chosen: the sheet "Sales" is read; the others are "hidden", "Q2 & Q3", "empty"',
    );
  });

  it.each(['Q2 & Q3', 2, '2'])('reads the sheet %j', (sheet) => {
    const { values, rowLabels, columnLabels, messages } = read(fixture('wide.xlsx'), { sheet });
    expect([values, rowLabels, columnLabels]).toEqual([
      [1, 2, 3, 4],
      ['x', 'y'],
      ['a', 'b'],
    ]);
    expect(messages.join()).not.toContain('sheet-chosen');
  });

  it('names the sheets if there is no such sheet', () => {
    expect(errorOf(fixture('wide.xlsx'), { sheet: 'sales' })).toBe(
      'unknown-sheet: no sheet is named "sales"; the workbook has "hidden", "Sales", "Q2 & Q3", "empty"',
    );
    expect(failureOf(fixture('wide.xlsx'), { sheet: 'sales' }).hints).toEqual(['did you mean "Sales"?']);
    expect(errorOf(fixture('wide.xlsx'), { sheet: 9 })).toMatch(/^unknown-sheet/);
    expect(errorOf(fixture('wide.xlsx'), { sheet: 'empty' })).toBe('empty-file: the sheet is empty');
  });

  it('fills merged cells', () => {
    expect(linesOf(fixture('merged.xlsx'))).toEqual([
      ',,"2023","2023","2024","2024"',
      '"region","shop","Q1","Q2","Q1","Q2"',
      '"north","A",1,2,3,4',
      '"north","B",5,6,7,8',
      '"south","C",9,10,11,12',
    ]);
  });

  it('reads a long table', () => {
    const { values, rowLabels, columnLabels } = read(fixture('long.xlsx'), {
      x: 'day',
      y: 'site',
      value: 'value',
    });
    expect(columnLabels).toEqual(['2024-05-01', '2024-05-02', '2024-05-03']);
    expect(rowLabels).toEqual(['A', 'B']);
    const records = expected['long.xlsx'].Sheet.slice(1);
    const ofSite = (site: string) =>
      records.filter((record) => record[1] === site).map((record) => record[2]);
    expect(values).toEqual([...ofSite('A'), ...ofSite('B')]);
  });

  it.each(['dates.xlsx', 'dates-1904.xlsx'])('reads dates and times of %s as openpyxl does', (name) => {
    // openpyxl prints microseconds, which are 0.
    const field = (cell: Cell) =>
      typeof cell === 'string' ? cell.replace(/(\.\d{3})000$/, '$1') : String(cell);
    const lines = expected[name].Sheet.slice(1).map((row) => row.slice(1).map(field).join());
    expect(linesOf(fixture(name)).slice(1)).toEqual(lines.map((line, i) => `"format ${i + 2}",${line}`));
  });

  it('reads stored results of formulas, texts in parts, entities, booleans and prefixed names', () => {
    const sheet = `<?xml version="1.0"?><!-- comment --><x:worksheet xmlns:x="u"><x:sheetData>
      <x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="C2" t="str"><x:f>"a"</x:f><x:v>a&amp;&#98;&#x63;</x:v></x:c></x:row>
      <x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>r&quot;1</x:t></x:is></x:c><x:c r="C3"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>
      <x:row r="4"><x:c r="B4" t="inlineStr"><x:is><x:t><![CDATA[<r2>]]></x:t></x:is></x:c><x:c r="C4"><x:f>1/3</x:f></x:c></x:row>
      </x:sheetData></x:worksheet>`;
    const strings =
      '<si><r><t>na</t></r><r><t xml:space="preserve">me_x0021_</t></r><rPh><t>hint</t></rPh></si>';
    const { values, rowLabels, columnLabels, names, messages } = read(workbook({ sheet, strings }));
    expect([columnLabels, rowLabels, names.y]).toEqual([['a&bc'], ['r"1', '<r2>'], 'name!']);
    expect(values).toEqual([2, Number.NaN]);
    expect(messages).toContain('formula-values: formulas without a stored result are missing values: C4');
  });

  it('keeps every digit of a number', () => {
    const digits = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(digits, { minLength: 4, maxLength: 4 }), (numbers) => {
        const body = [numbers.slice(0, 2), numbers.slice(2)].map(
          (pair) => text('r') + pair.map(number).join(''),
        );
        expect(read(workbook({ sheet: rows(HEADER, ...body) })).values).toEqual(numbers.map((n) => n + 0));
      }),
      { numRuns: 30 },
    );
  });

  it('names the cell of an error', () => {
    const label = (cell: string, content: string) => text(content).replace('<c', `<c r="${cell}"`);
    const row = (n: number) =>
      `${label(`C${n}`, `row ${n}`)}<c r="D${n}"><v>${n}</v></c><c r="E${n}"><v>0.5</v></c>`;
    const damaged = row(9).replace(/<c r="E.*/, label('E9', 'one, two'));
    const others = Array.from({ length: 30 }, (_, i) => `<row r="${i + 10}">${row(i + 10)}</row>`).join('');
    const header = `<row r="3">${label('D3', 'a')}${label('E3', 'b')}</row>`;
    const source = workbook({
      sheet: `<w><sheetData>${header}<row r="9">${damaged}</row>${others}</sheetData></w>`,
    });
    const { message, place } = failureOf(source, { header: true, rowLabels: true });
    expect(message).toMatch(/^cell E9: "one, two"/);
    expect(place).toMatchObject({ file: 'made.xlsx', line: 9, column: 5 });
  });
});

function unzip({ bytes }: Source): Record<string, Uint8Array> {
  return unzipSync(bytes);
}

describe('readXlsx on damaged and hostile files', () => {
  const sheet = rows(HEADER, text('x') + number(1) + number(2));

  it.each<[string, Source, RegExp]>([
    ['no workbook', workbook({ sheet, workbook: '<workbook/>' }), /^xlsx-workbook: .*not a spreadsheet/],
    [
      'an entity bomb',
      workbook({ sheet: `<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>` }),
      /^xlsx-entity: xl\/worksheets\/sheet1.xml is not valid XML at character 0: it has a document type/,
    ],
    [
      'an unknown entity',
      workbook({ sheet: rows(text('&bomb;')) }),
      /^xlsx-entity: .*an entity that XML does not/,
    ],
    ['XML that ends early', workbook({ sheet: sheet.slice(0, -20) }), /^xlsx-xml: .*it ends inside/],
    ['crossed tags', workbook({ sheet: '<a><b></a></b>' }), /^xlsx-xml: .*<\/a> closes another element/],
    ['deep nesting', workbook({ sheet: '<a>'.repeat(100) }), /^xlsx-xml: .*nested more than 64 deep/],
    [
      'a tag without an end',
      workbook({ sheet: `<a ${' '.repeat(15e5)}` }),
      /^xlsx-xml: .*too long|ends inside/,
    ],
    ['a long text', workbook({ sheet: rows(text('a'.repeat(15e5))) }), /^xlsx-xml: .*too long/],
    [
      'a missing text',
      workbook({ sheet: rows('<c t="s"><v>7</v></c>') }),
      /^xlsx-cell: cell A1 of sheet "S"/,
    ],
    [
      'a number that is none',
      workbook({ sheet: rows(number('1,5')) }),
      /^xlsx-cell: .*its value is not a number/,
    ],
    [
      'a column out of order',
      workbook({ sheet: rows('<c r="B1"/><c r="A1"/>') }),
      /^xlsx-cell: .*invalid name/,
    ],
    ['a column too far', workbook({ sheet: rows('<c r="XFE1"/>') }), /^xlsx-cell: .*invalid name/],
    ['a row too far', workbook({ sheet: '<w><row r="1048577"/></w>' }), /^xlsx-cell: .*invalid number/],
    ['an empty sheet', workbook({ sheet: '<worksheet/>' }), /^empty-file: the sheet is empty/],
  ])('rejects %s', (_, source, message) => {
    expect(errorOf(source)).toMatch(message);
  });

  it('limits texts that many cells share', () => {
    const strings = `<si><t>${'long '.repeat(6000)}</t></si>`;
    const row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>';
    const source = workbook({ sheet: `<w>${row.repeat(5000)}</w>`, strings });
    expect(errorOf(source)).toMatch(/^too-large: the texts of the sheet have more than 268435456 characters/);
  });

  it('limits the size of a sheet with few cells', () => {
    const far =
      '<w><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></w>';
    expect(errorOf(workbook({ sheet: far }))).toMatch(/^too-large: the data has more than 67108864 cells/);
  });

  it('fills a huge merged area only where there are rows', () => {
    const merge = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(1000)}</mergeCells>`;
    const source = workbook({ sheet: sheet.replace('</worksheet>', `${merge}</worksheet>`) });
    expect(read(source, { header: true, rowLabels: true }).values).toEqual([1, 2]);
  });

  it('rejects a file that ends too early', () => {
    const { bytes } = fixture('wide.xlsx');
    const short = { name: 'short.xlsx', bytes: bytes.subarray(0, 4000) };
    expect(errorOf(short)).toMatch(/^zip-truncated: the archive has no directory at its end/);
  });

  it('reports whatever bytes are changed as an error of the file', () => {
    const files = unzip(fixture('wide.xlsx'));
    const names = Object.keys(files).filter((name) => /sheet2|workbook|shared|styles/.test(name));
    const change = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.constantFrom(...'<>&"/!?=a0 \0'));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const copies = Object.fromEntries(
          Object.entries(files).map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
        );
        for (const [name, offset, character] of changes) {
          copies[name][offset % copies[name].length] = character.charCodeAt(0);
        }
        try {
          read({ name: 'changed.xlsx', bytes: zipSync(copies, { level: 0 }) });
        } catch (error) {
          expect(error).toBeInstanceOf(HeatmapError);
        }
      }),
      { numRuns: 100 },
    );
  });
});
