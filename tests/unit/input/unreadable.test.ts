/** Files that cannot be read are named, with one command that converts them. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { parseJson } from '../../../src/json/parse.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { zipFile } from '../../fixtures/npy/write.js';

/** Draws a file without a spec, and returns everything that was reported. */
function diagnosticsOf(content: string | Buffer, name: string) {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const primary = { name, bytes, format: null };
  const reported: string[] = [];
  try {
    draw(
      { parsed: parseSpec(parseJson(name, '{}')), primary, open: () => primary, zoom: 1 },
      ({ code, severity }) => {
        if (severity !== 'note') reported.push(code);
      },
    );
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return [
      ...reported,
      ...error.diagnostics.map(({ code, message, hints = [] }) => [`${code}: ${message}`, ...hints]),
    ];
  }
  return reported;
}

const PICTURE = /^a picture has no values/;

describe('a file that cannot be read', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['a.pdf', '%PDF-1.7\n%\xe2\xe3', 'a PDF document', /pdftotext -layout a\.pdf table\.txt$/],
    ['a.png', '\x89PNG\r\n\x1a\n\0\0', 'a PNG picture', PICTURE],
    ['a.jpg', '\xff\xd8\xff\xe0\0\x10JFIF', 'a JPEG picture', PICTURE],
    ['a.gif', 'GIF89a\x01\0', 'a GIF picture', PICTURE],
    ['a.tif', 'II*\0\x08\0\0\0', 'a TIFF picture', /tifffile\.imread.* a\.tif$/],
    ['a.webp', 'RIFF\x1a\0\0\0WEBPVP8L', 'a WebP picture', PICTURE],
    ['a.svg', '<?xml version="1.0"?>\n<!-- x --><svg xmlns="x">', 'an SVG picture', PICTURE],
    ['a.pkl', '\x80\x04\x95\x10\0\0\0\0\0\0\0', 'a pickle of Python', /read_pickle.* a\.pkl$/],
    ['a.pkl', '\x80\x02}q\0', 'a pickle of Python', /read_pickle/],
    [
      'a.rds',
      gzipSync(Buffer.from('X\n\0\0\0\x03\0\x04\x02\x02', 'latin1')),
      'an RDS file of R',
      /readRDS.* a\.rds$/,
    ],
    [
      'a.RData',
      gzipSync(Buffer.from('RDX3\nX\n\0\0\0\x03', 'latin1')),
      'an RData file of R',
      /load\(commandArgs/,
    ],
    ['a.db', 'SQLite format 3\0\x10\0', 'an SQLite database', /sqlite3 -header -csv a\.db/],
    ['a.duckdb', '\0\0\0\0\0\0\0\0DUCK@\0', 'a DuckDB database', /duckdb -csv a\.duckdb/],
    ['a.nc', 'CDF\x01\0\0\0\0', 'a NetCDF file', /open_dataset.* a\.nc$/],
    ['a.orc', 'ORC\0\0', 'an ORC file', /read_orc.* a\.orc$/],
    ['a.avro', 'Obj\x01\x04\x14', 'an Avro file', /fastavro/],
    [
      'a.xls',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0',
      'an Excel workbook of the format before 2007, or another OLE document',
      /--convert-to xlsx a\.xls$/,
    ],
    [
      'a.pt',
      Buffer.from(zipFile([{ name: 'archive/data.pkl', content: Buffer.from('x') }])),
      'a checkpoint of PyTorch',
      /save_file\(torch\.load/,
    ],
    ['a.xz', '\xfd7zXZ\0\0\x04', 'compressed with xz', /^unpack it with: xz -dk a\.xz$/],
    ['a.html', '\n<!-- saved --><!DOCTYPE html><html>', 'an HTML page', /read_html.* a\.html$/],
    ['a.json', '<html><body>404</body></html>', 'an HTML page', /read_html/],
    ['a.xml', '<?xml version="1.0"?><rows><row/></rows>', 'an XML file', /read_xml.* a\.xml$/],
    ['a.tex', '% table\n\\begin{tabular}{lr}\na & 1 \\\\', 'LaTeX', /pandoc a\.tex -f latex -t gfm/],
    ['a.yaml', 'rows:\n  - [1, 2]\n', 'YAML', /yaml\.safe_load.* a\.yaml$/],
    ['<stdin>', '- [1, 2]\n- [3, 4]\n', 'YAML', /yaml\.safe_load.* FILE$/],
    ['a.R', 'structure(c(1, 2), dim = 2:1)', 'R code', /dget/],
    ['a.sql', 'CREATE TABLE t (a INT);\n', 'an SQL script', /\.read a\.sql/],
    ["it's $HOME.pdf", '%PDF-1.7\n', 'a PDF document', /pdftotext -layout FILE table\.txt$/],
    ['my file.pdf', '%PDF-1.7\n', 'a PDF document', /pdftotext -layout 'my file\.pdf' table\.txt$/],
  ])('%s is named: %j', (name, content, title, command) => {
    expect(diagnosticsOf(content, name)).toEqual([
      [`unreadable-format: the file is ${title}, which cannot be read`, expect.stringMatching(command)],
    ]);
  });

  it('is a ZIP archive without arrays', () => {
    expect(
      diagnosticsOf(Buffer.from(zipFile([{ name: 'a.csv', content: Buffer.from('1,2\n') }])), 'a.zip'),
    ).toEqual([
      [
        'npz-empty: the archive contains no array (a file with a name that ends in ".npy"), but "a.csv"',
        'unpack it with unzip, and draw one of its files',
      ],
    ]);
  });

  it.each([
    ['a.csv', '<5,1\n>5,2\n'],
    ['a.csv', '- a,1,2\n- b,3,4\n'],
    ['a.csv', 'ORC1,2\n3,4\n'.replace('ORC1', '7')],
    ['a.csv', '---,a,b\nx,1,2\ny,3,4\n'],
    ['a.csv', 'BM,2,3\n1,2,3\n'],
  ])('is not %s with %j', (name, content) => {
    expect(JSON.stringify(diagnosticsOf(content, name))).not.toContain('unreadable-format');
  });
});
