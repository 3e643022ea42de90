/** Text formats of genomics: GCT, featureCounts, tables of regions and contact maps. */
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { detectFormat, READERS } from '../../../src/input/index.js';
import type { ReadOptions } from '../../../src/spec/data.js';

const NAN = Number.NaN;

function readText(text: string, options: ReadOptions = {}) {
  const reported: Diagnostic[] = [];
  const source = { name: '<stdin>', bytes: Buffer.from(text) };
  const format = options.format ?? detectFormat(source);
  const dataset = READERS[format].read(source, options, (diagnostic) => reported.push(diagnostic));
  return { format, names: dataset.names, matrix: dataset.slices[0].matrix, reported };
}

function errorsOf(text: string, options: ReadOptions = {}): string[] {
  try {
    readText(text, options);
    return [];
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return error.diagnostics.map(({ code, message, place }) => `${place?.line ?? '-'} ${code}: ${message}`);
  }
}

const rows = (...lines: (string | number)[][]) => lines.map((line) => `${line.join('\t')}\n`).join('');

describe('GCT', () => {
  const v12 = rows(
    ['#1.2'],
    [2, 3],
    ['Name', 'Description', 's1', 's2', 's3'],
    ['g1', 'a "b', 1, 2.5, -1],
    ['g2', 'na', '', 'NaN', 3],
  );
  const v13 = rows(
    ['#1.3'],
    [2, 2, 2, 1],
    ['id', 'symbol', 'length', 's1', 's2'],
    ['tissue', 'na', 'na', 'liver', 'heart'],
    ['g1', 'A', 100, 0.5, 1],
    ['g2', 'B', 200, 2, 4],
  );

  it('1.2 has identifiers as row labels', () => {
    const { format, matrix, reported } = readText(v12);
    expect(format).toBe('gct');
    expect([matrix.rowLabels, matrix.columnLabels]).toEqual([
      ['g1', 'g2'],
      ['s1', 's2', 's3'],
    ]);
    expect(Array.from(matrix.values)).toEqual([1, 2.5, -1, NAN, NAN, 3]);
    expect(reported.map(({ code }) => code)).toEqual(['skipped-metadata']);
  });

  it('1.3 skips metadata of rows and columns', () => {
    const { matrix } = readText(v13);
    expect([matrix.rowLabels, matrix.columnLabels]).toEqual([
      ['g1', 'g2'],
      ['s1', 's2'],
    ]);
    expect(Array.from(matrix.values)).toEqual([0.5, 1, 2, 4]);
  });

  it.each([
    [v12.replace('2\t3', '3\t3'), '- gct-size: the file has 2 rows, but line 2 announces 3'],
    [v12.replace('2\t3', '2\t4'), '3 gct-size: the header has 3 samples, but line 2 announces 4'],
    [v12.replace('2\t3', '0\t3'), '2 empty-array: the matrix has 0 rows and 3 columns'],
    [
      v12.replace('2\t3', '2\t-3'),
      '2 gct-header: the second line must have 2 whole numbers: the sizes of the matrix',
    ],
    [v12.replace('#1.2', '#1.1'), '- gct-header: the first line must be #1.2 or #1.3, the version of GCT'],
    [
      v13.replace('2\t2\t2\t1', '2\t2\t2\t900000000000'),
      '- gct-size: the file has 0 rows, but line 2 announces 2',
    ],
    [v13.replace('2\t4\n', '2\tx4\n'), '6 not-a-number: "x4" in row "g2", column "s2" is not a number'],
    [v13.replace('2\t4\n', '2\n'), '6 ragged-row: the line has 4 fields, but most lines have 5'],
    ['', '- gct-header: the first line must be #1.2 or #1.3, the version of GCT'],
  ])('rejects %j', (text, error) => {
    expect(errorsOf(text, { format: 'gct' })).toEqual([error]);
  });
});

describe('featureCounts', () => {
  const header = ['Geneid', 'Chr', 'Start', 'End', 'Strand', 'Length'];
  const body = [
    ['g1', 'chr1;chr1', '1;5', '3;9', '+;+', 8, 10, 0],
    ['g2', 'chr2', 1, 9, '-', 9, 0, 7],
  ];
  const comment = ['# Program:featureCounts v2.0.6; Command:"featureCounts" "-o" "counts.txt"'];

  it('has files as columns, without folders', () => {
    for (const lines of [[comment], []]) {
      const { format, matrix, names } = readText(
        rows(...lines, [...header, '/data/a.bam', 'runs/b.bam'], ...body),
      );
      expect(format).toBe('featurecounts');
      expect([matrix.rowLabels, matrix.columnLabels, names.y]).toEqual([
        ['g1', 'g2'],
        ['a.bam', 'b.bam'],
        'Geneid',
      ]);
      expect(Array.from(matrix.values)).toEqual([10, 0, 0, 7]);
    }
  });

  it('keeps folders that distinguish files', () => {
    const { matrix } = readText(rows([...header, '1/a.bam', '2/a.bam'], ...body));
    expect(matrix.columnLabels).toEqual(['1/a.bam', '2/a.bam']);
  });

  it('rejects a table without files or rows', () => {
    expect(errorsOf(rows(header), { format: 'featurecounts' })[0]).toMatch(/^1 feature-counts-header: /);
    expect(errorsOf(rows([...header, 'a.bam']))).toEqual([
      '- no-rows: the table has a header row but no data rows',
    ]);
  });
});

describe('a table of regions', () => {
  it('of bedtools has regions as row labels', () => {
    const { format, matrix } = readText(
      rows(['chrom', 'start', 'end', 'a', 'b'], ['chr1', 0, 10, 1, 2], ['chr1', 10, 20, '.', -3]),
    );
    expect(format).toBe('bed');
    expect([matrix.rowLabels, matrix.columnLabels]).toEqual([
      ['chr1:0-10', 'chr1:10-20'],
      ['a', 'b'],
    ]);
    expect(Array.from(matrix.values)).toEqual([1, 2, NAN, -3]);
  });

  it('of deepTools has quoted names in a comment', () => {
    const { format, matrix } = readText(
      rows(["#'chr'", "'start'", "'end'", "'a.bw'", "'b.bw'"], ['chr1', 0, 10, 1.5, 'nan']),
    );
    expect([format, matrix.columnLabels]).toEqual(['bed', ['a.bw', 'b.bw']]);
  });

  it('can have lines for a genome browser and no header', () => {
    const { format, matrix } = readText(
      `track type=bedGraph name="x"\n# comment\n${rows(['chrX', 0, 10, 1], ['chrX', 10, 25, 2])}`,
    );
    expect([format, matrix.columnLabels, matrix.rows]).toEqual(['bed', null, 2]);
  });

  it.each([
    rows(['a', 1, 2, 3], ['b', 2, 1, 3]),
    rows(['chr1', 0, 10, 'name', 5]),
    rows(['x', 'y', 'z'], ['1', '2', '3']),
    rows([2020, 1, 2, 3]),
  ])('is not %j', (text) => {
    expect(detectFormat({ name: '<stdin>', bytes: Buffer.from(text) })).toBe('csv');
  });

  it('names the place of text among numbers', () => {
    const text = rows(...Array.from({ length: 30 }, (_, i) => ['chr1', i, i + 1, i === 25 ? 'x1' : i]));
    expect(errorsOf(text)).toEqual(['26 not-a-number: "x1" in row "chr1:25-26", column "1" is not a number']);
  });
});

describe('a contact map', () => {
  const pixel = (a: number, b: number, value: number | string, [x, y] = ['chr1', 'chr1']) => [
    x,
    a,
    a + 10,
    y,
    b,
    b + 10,
    value,
  ];

  it('is completed by symmetry, with absent bins, and edges on one chromosome', () => {
    const { format, matrix, names, reported } = readText(
      rows(pixel(0, 0, 5), pixel(0, 10, 2), pixel(10, 30, 1)),
    );
    expect([format, names]).toEqual(['contacts', { x: 'chr1', y: 'chr1', value: 'count' }]);
    expect(Array.from(matrix.values)).toEqual([
      5,
      2,
      NAN,
      NAN,
      2,
      NAN,
      NAN,
      1,
      NAN,
      NAN,
      NAN,
      NAN,
      NAN,
      1,
      NAN,
      NAN,
    ]);
    expect(Array.from(matrix.columnEdges?.values ?? [])).toEqual([0, 10, 20, 30, 40]);
    expect(matrix.rowEdges).toEqual(matrix.columnEdges);
    expect(matrix.rowLabels).toEqual(['chr1:0-10', 'chr1:10-20', 'chr1:20-30', 'chr1:30-40']);
    expect(reported.map(({ code }) => code)).toEqual(['guessed']);
  });

  it('keeps both triangles, the header and its column', () => {
    const header = ['chrom1', 'start1', 'end1', 'chrom2', 'start2', 'end2', 'balanced'];
    const { matrix, names, reported } = readText(
      rows(header, pixel(0, 10, 2), pixel(10, 0, 3), pixel(0, 0, 'NaN')),
    );
    expect(names.value).toBe('balanced');
    expect(Array.from(matrix.values)).toEqual([NAN, 2, 3, NAN]);
    expect(reported).toEqual([]);
  });

  it('of two chromosomes has groups of bins', () => {
    const { matrix } = readText(
      rows(pixel(0, 0, 1), pixel(0, 0, 2, ['chr1', 'chr2']), pixel(10, 10, 4, ['chr2', 'chr2'])),
    );
    expect(matrix.rowLabels).toEqual(['chr1:0-10', 'chr2:0-10', 'chr2:10-20']);
    expect(matrix.columnEdges).toBe(undefined);
    expect(matrix.columnGroups).toEqual([['chr1', 'chr2', 'chr2']]);
  });

  it('of two regions is not square', () => {
    const { matrix } = readText(rows(pixel(0, 50, 1, ['chr1', 'chr2']), pixel(10, 50, 2, ['chr1', 'chr2'])));
    expect([matrix.rowLabels, matrix.columnLabels]).toEqual([['chr1:0-10', 'chr1:10-20'], ['chr2:50-60']]);
  });

  it.each([
    [
      rows(pixel(0, 0, 1), pixel(0, 0, 2)),
      '- repeated-cell: the bins chr1:0-10 and chr1:0-10 have more than one value',
    ],
    [rows(pixel(0, 0, 'x')), '1 contacts-line: the field after the two bins is not a number'],
    [rows(['chr1', 0, 10, 'chr1', 0, 10]), '1 contacts-line: the number after the two bins is absent'],
    [
      rows(['chr1', 10, 0, 'chr1', 0, 10, 1]),
      '1 contacts-line: expected two bins: a chromosome, a start and an end after it, twice, and then a number',
    ],
    [
      rows(['chr1', 0]),
      '1 contacts-line: expected two bins: a chromosome, a start and an end after it, twice, and then a number',
    ],
    [rows(pixel(0, 9007199254000000, 1)), '- too-large: the data has more than 4194304 row labels'],
    [rows(pixel(0, 1000000, 1)), '- too-large: the data has more than 67108864 cells'],
    ['', '- no-rows: the file has no pairs of bins'],
  ])('rejects %j', (text, error) => {
    expect(errorsOf(text, { format: 'contacts' })).toEqual([error]);
  });
});
