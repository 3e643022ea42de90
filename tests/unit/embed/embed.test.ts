/** Figures that carry their spec and data: they are drawn again with the same bytes, and damaged ones are rejected. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError, type Report } from '../../../src/diagnostics.js';
import { prettySpec } from '../../../src/embed/pretty-spec.js';
import { openJob } from '../../../src/host/open-job.js';
import { heatmap } from '../../../src/index.js';
import { parseJson } from '../../../src/json/parse.js';
import { type OutputFormat, readAttachment } from '../../../src/output/index.js';
import { draw, write } from '../../../src/render.js';
import type { Override } from '../../../src/spec/parse.js';
import { temporaryFolder } from '../../support/cli.js';
import { npyHeader } from '../../support/npy.js';

const FORMATS: readonly OutputFormat[] = ['svg', 'png', 'pdf', 'html'];

/** Draws a file with keys that flags set, and returns the bytes in a format. */
function drawn(
  file: string,
  format: OutputFormat,
  flags: Record<string, unknown> = {},
  report: Report = ignore,
) {
  const overrides = Object.entries(flags).map(
    ([key, value]): Override => ({ path: key.split('.'), value, flag: `--set ${key}` }),
  );
  const job = openJob(
    file,
    { overrides, zoom: 1, root: null, inputFormat: null, config: false, readableFiles: filesOf(flags) },
    report,
  );
  return write(draw(job, report).scene, format);
}

function filesOf(flags: Record<string, unknown>): string[] {
  return [...JSON.stringify(flags).matchAll(/\(\\"(\/[^"\\]+)\\"\)/g)].map(([, path]) => path);
}

const ignore: Report = () => {};

function npy(rows: number, columns: number, values: readonly number[]): Uint8Array {
  return Buffer.concat([npyHeader('<f8', rows, columns), Buffer.from(Float64Array.from(values).buffer)]);
}

/** Writes a file into a new folder that no other file is in; returns its path. */
function saved(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** The spec that a figure carries, as "heatmap extract" writes it. */
function extracted(figure: Uint8Array, format: OutputFormat): string {
  const envelope = readAttachment(format, figure, 'fig') as string;
  const spec = /"spec":(.*)\}$/s.exec(envelope)?.[1] as string;
  return prettySpec(parseJson('spec.json', spec).root);
}

function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
}

const CSV = 'layer,a,b,c\nL0,0.5,,−0.25\nL1,1e-3,inf,7\n';

/** Inputs: the name of the file that is drawn, the files, and keys that flags set. */
const INPUTS: Record<string, [string, Record<string, string | Uint8Array>, Record<string, unknown>?]> = {
  'a matrix without a spec': ['m.csv', { 'm.csv': CSV }],
  'a matrix whose name decides its colours': [
    'pvals.csv',
    { 'pvals.csv': 'k,a,b\nr,0.01,0.5\ns,0.001,0.9\n' },
  ],
  'a matrix with settings': [
    'm.csv',
    { 'm.csv': CSV },
    { 'data.transpose': true, title: 'T', 'color.map': 'magma' },
  ],
  'an array in a binary file': ['m.npy', { 'm.npy': npy(2, 3, [1, 2, 3, 4, 5, Number.NaN]) }],
  'a spec in a folder': [
    'spec.json',
    { 'spec.json': '{"data": "d/m.csv", "title": "d/m.csv"}', 'd/m.csv': CSV },
  ],
  'files of one name': [
    'spec.json',
    {
      'spec.json': '{"data": {"file": "a/m.csv", "transform": "minus(b/m.csv)"}}',
      'a/m.csv': CSV,
      'b/m.csv': CSV,
    },
  ],
  'a column of another file': [
    'spec.json',
    {
      'spec.json': '{"data": "d/m.csv", "y": {"annotations": [{"values": "d/s.csv:kind"}]}}',
      'd/m.csv': CSV,
      'd/s.csv': 'layer,kind\nL0,x\nL1,y\n',
    },
  ],
  'words in the spec': [
    'spec.json',
    {
      'spec.json':
        '{"data": {"values": [["x", "y z"], [null, "\\u00e9"]], "rows": ["r", 7]}, "color": {"map": ["red", "#00f", "lime"]}}',
    },
  ],
  'numbers that JSON cannot write': [
    'spec.json',
    { 'spec.json': '{"data": [[1e21, NaN, -0], [Infinity, 0.1, 9007199254740993]], "lint": false}' },
  ],
  panels: [
    'spec.json',
    {
      'spec.json':
        '{"panels": [{"data": "m.csv"}, {"data": [[1, null, -0], [2, 3, 4]], "title": "<b> & \\"\\u2028"}]}',
      'm.csv': CSV,
    },
  ],
};

function inputFile(files: Record<string, string | Uint8Array>, name: string): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return join(folder, name);
}

describe('a figure with its spec and data', () => {
  it.each(Object.entries(INPUTS))(
    'is drawn again with the same bytes: %s',
    (_, [name, files, flags = {}]) => {
      const input = inputFile(files, name);
      for (const format of FORMATS) {
        const figure = drawn(input, format, { ...flags, embed: true });
        expect(Buffer.from(drawn(saved(`fig.${format}`, figure), format)).equals(figure)).toBe(true);
        const spec = saved('spec.json', extracted(figure, format));
        expect(Buffer.from(drawn(spec, format)).equals(figure)).toBe(true);
      }
    },
  );

  it('has no folder of the machine, although flags name absolute paths', () => {
    const second = saved('base.csv', CSV);
    const flags = { embed: true, 'data.transform': `minus(${JSON.stringify(second)})` };
    const figure = drawn(saved('m.csv', CSV), 'svg', flags);
    const spec = extracted(figure, 'svg');
    expect(spec).toContain('minus(\\"base.csv\\")');
    expect(spec).not.toMatch(/tmp|heatmap-test/);
    expect(Buffer.from(drawn(saved('again.json', spec), 'svg')).equals(figure)).toBe(true);
  });

  it.each(FORMATS)('has no folder and no user name of the machine: %s', (format) => {
    const folder = join(temporaryFolder(), 'jane.doe');
    mkdirSync(folder);
    writeFileSync(join(folder, 'm.csv'), CSV);
    writeFileSync(join(folder, 'spec.json'), JSON.stringify({ data: 'm.csv', embed: true }));
    for (const input of ['m.csv', 'spec.json']) {
      const figure = Buffer.from(drawn(join(folder, input), format, { embed: true }));
      const text = `${figure.toString('latin1')}${readAttachment(format, figure, 'fig')}`;
      for (const secret of [
        folder,
        'jane.doe',
        tmpdir(),
        homedir(),
        `/${userInfo().username}`,
        hostname(),
      ].filter((s) => s.length > 3))
        expect(text).not.toContain(secret);
    }
  });

  it('is drawn in another theme and format from the figure alone', () => {
    const input = saved('m.csv', CSV);
    const figure = saved('fig.png', drawn(input, 'png', { embed: true }));
    const dark = { embed: false, theme: 'dark' };
    expect(Buffer.from(drawn(figure, 'pdf', dark)).equals(drawn(input, 'pdf', dark))).toBe(true);
  });

  it('carries nothing without the key, and says what it carries with it', () => {
    const plain = saved('fig.svg', drawn(saved('m.csv', CSV), 'svg'));
    expect(codesOf(() => drawn(plain, 'svg'))).toEqual(['not-embedded']);
    const messages: Diagnostic[] = [];
    drawn(
      saved('m.csv', CSV),
      'svg',
      { embed: true },
      (diagnostic: Diagnostic) => void messages.push(diagnostic),
    );
    expect(messages.find(({ code }) => code === 'embedded')?.message).toContain('m.csv');
  });

  it('is at most 8 MiB', () => {
    const row = Array(1000).fill(-0.12345678901234568);
    const spec = saved('spec.json', JSON.stringify({ data: Array(410).fill(row) }));
    expect(() => drawn(spec, 'svg', { embed: true })).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code: 'embed-too-large' })] }),
    );
  });

  it('has the hash of a file that is too large, and needs this file', () => {
    const values = Array.from({ length: 9 * 2 ** 16 }, (_, i) => i % 97);
    const input = saved('big.npy', npy(768, 768, values));
    const codes: string[] = [];
    const figure = drawn(input, 'png', { embed: true }, ({ code }: Diagnostic) => void codes.push(code));
    expect(codes).toContain('embedded-hash-only');
    expect(figure.length).toBeLessThan(2 ** 20);
    const beside = join(input, '../fig.png');
    writeFileSync(beside, figure);
    expect(Buffer.from(drawn(beside, 'png')).equals(figure)).toBe(true);
    values[5] = 1000;
    writeFileSync(input, npy(768, 768, values));
    expect(codesOf(() => drawn(beside, 'png'))).toEqual(['embedded-hash']);
    expect(codesOf(() => drawn(saved('fig.png', figure), 'png'))).toEqual(['no-such-file']);
  });

  it('is a result of the library too, from the bytes of a file', () => {
    const svg = heatmap(Buffer.from(CSV), { embed: true });
    expect(Buffer.from(drawn(saved('fig.svg', Buffer.from(svg)), 'svg')).toString()).toBe(svg);
    expect(codesOf(() => heatmap([[1, 2]], { embed: true }))).toEqual(['invalid-value']);
  });
});

/** Returns an SVG file that carries a text. */
function svgWith(text: string | Buffer): Uint8Array {
  const figure = Buffer.from(drawn(saved('m.csv', CSV), 'svg', { embed: true })).toString();
  return Buffer.from(figure.replace(/(zlib base64">)[^<]*/, `$1${deflateSync(text).toString('base64')}`));
}

/** Returns the envelope of a spec with its right hash. */
async function sealed(spec: object): Promise<string> {
  const { sealSpec } = await import('../../../src/embed/envelope.js');
  return sealSpec(JSON.stringify(spec));
}

describe('a damaged or hostile figure', () => {
  const codesOfSvg = (bytes: Uint8Array) => codesOf(() => drawn(saved('fig.svg', bytes), 'svg'));

  it('is rejected if its hash, its envelope or its compression is wrong', async () => {
    const envelope = await sealed({ data: [[1, 2]] });
    expect(codesOfSvg(svgWith(envelope))).toEqual([]);
    expect(codesOfSvg(svgWith(envelope.replace('[1,2]', '[1,3]')))).toEqual(['embedded-damaged']);
    expect(codesOfSvg(svgWith('{"data": [[1, 2]]}'))).toEqual(['embedded-damaged']);
    expect(codesOfSvg(svgWith(Buffer.from([0xff, 0xfe])))).toEqual(['embedded-damaged']);
    const text = Buffer.from(svgWith(envelope)).toString();
    expect(codesOfSvg(Buffer.from(text.replace(/(base64">.{20})/, '$1!')))).toEqual(['embedded-damaged']);
    expect(codesOfSvg(Buffer.from(text.replace(/(base64">.{20}).{9}/, '$1')))).toEqual(['embedded-damaged']);
    expect(codesOfSvg(Buffer.from(text.replace('</heatmap:embedded>', '')))).toEqual(['embedded-damaged']);
  });

  it('is rejected if the spec expands without end', () => {
    expect(codesOfSvg(svgWith(Buffer.alloc(2 ** 26 + 1, 32)))).toEqual(['embedded-too-large']);
  });

  it.each(['../secret.csv', 'secret.csv', '/etc/passwd', '-'])('reads no other file: %s', async (data) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret.csv'), CSV);
    const path = join(folder, 'fig.svg');
    writeFileSync(path, svgWith(await sealed({ embed: true, data, files: { 'm.csv': CSV } })));
    expect(codesOf(() => drawn(path, 'svg'))).toEqual(['embedded-file']);
  });

  it.each(FORMATS)(
    'is rejected in a %s if it is cut or its bytes are changed, and never draws something else',
    (format) => {
      const figure = Buffer.from(drawn(saved('m.csv', CSV), format, { embed: true }));
      const spec = readAttachment(format, figure, 'fig');
      const start = figure.indexOf(
        { svg: 'zlib base64', png: 'iTXtheatmap', pdf: 'heatmap+json', html: 'zlib base64' }[format],
      );
      expect(start).toBeGreaterThan(0);
      for (let i = 0; i < 40; i++) {
        const damaged = Buffer.from(figure);
        damaged[start + 12 + i * 5] ^= 1 << (i % 7);
        // A changed byte outside of the compressed text changes nothing, or hides the text.
        const read = () => {
          try {
            const text = readAttachment(format, damaged, 'fig');
            return text === null || text === spec
              ? 'unchanged'
              : codesOf(() => drawn(saved(`fig.${format}`, damaged), format)).join();
          } catch (error) {
            if (error instanceof HeatmapError) return error.diagnostics[0].code;
            throw error;
          }
        };
        expect(['unchanged', 'embedded-damaged', 'embedded-too-large']).toContain(read());
      }
      const cut = codesOf(() => drawn(saved(`cut.${format}`, figure.subarray(0, start + 60)), format));
      expect(cut).toEqual(['embedded-damaged']);
    },
  );

  it('in HTML is checked as in SVG: scripts, bombs and other files', async () => {
    const html = Buffer.from(drawn(saved('m.csv', CSV), 'html', { embed: true })).toString();
    const codesOfHtml = (text: string) => {
      const data = deflateSync(text).toString('base64');
      const page = html.replace(/(zlib base64">)[^<]*/, `$1${data}`);
      return codesOf(() => drawn(saved('fig.html', page), 'svg'));
    };
    expect(codesOfHtml(await sealed({ data: [[1]], script: 'x' }))).toEqual(['unknown-key']);
    expect(codesOfHtml(' '.repeat(2 ** 26 + 1))).toEqual(['embedded-too-large']);
    expect(codesOfHtml(await sealed({ data: '../m.csv', files: { 'm.csv': CSV } }))).toEqual([
      'embedded-file',
    ]);
    const svg = drawn(
      saved('fig.svg', svgWith(await sealed({ data: [[1]], title: '</svg><script>alert(1)</script>' }))),
      'html',
      { embed: true },
    );
    expect(Buffer.from(svg).toString()).not.toContain('<script>alert');
  });

  it('is rejected if its spec is invalid', async () => {
    expect(codesOfSvg(svgWith(await sealed({ data: [[1]], script: 'x' })))).toEqual(['unknown-key']);
    expect(codesOfSvg(svgWith(await sealed({ data: 'm.csv', files: { 'm.csv': 5 } })))).not.toEqual([]);
  });

  it('is rejected if a chunk of the PNG or the stream of the PDF is damaged', () => {
    const input = saved('m.csv', CSV);
    const png = Buffer.from(drawn(input, 'png', { embed: true }));
    const at = png.indexOf('iTXtheatmap');
    png[at + 40] ^= 1;
    expect(codesOf(() => drawn(saved('fig.png', png), 'png'))).toEqual(['embedded-damaged']);
    // With the right checksum of the chunk, the compressed data is still damaged.
    const end = at + 4 + png.readUInt32BE(at - 4);
    png.writeUInt32BE(crc32(png.subarray(at, end)), end);
    expect(codesOf(() => drawn(saved('fig.png', png), 'png'))).toEqual(['embedded-damaged']);
    const pdf = Buffer.from(drawn(input, 'pdf', { embed: true }));
    const stream = pdf.indexOf('stream', pdf.indexOf('heatmap+json'));
    pdf[stream + 60] ^= 1;
    expect(codesOf(() => drawn(saved('fig.pdf', pdf), 'pdf'))).toEqual(['embedded-damaged']);
    expect(codesOf(() => drawn(saved('cut.pdf', pdf.subarray(0, stream + 50)), 'pdf'))).toEqual([
      'embedded-damaged',
    ]);
  });
});

describe('the attached file of a PDF', () => {
  it('is the JSON that the figure carries, and leaves the document valid', () => {
    const pdf = Buffer.from(drawn(saved('m.csv', CSV), 'pdf', { embed: true }));
    const head = pdf.indexOf('heatmap+json');
    const start = pdf.indexOf('stream', head) + 7;
    const length = Number(/\/Length (\d+)/.exec(pdf.toString('latin1', head, start))?.[1]);
    const text = inflateSync(pdf.subarray(start, start + length)).toString();
    expect(JSON.parse(text).spec.files['m.csv']).toBe(CSV);
    expect(pdf.toString('latin1')).toMatch(/\/AF \[\d+ 0 R\]/);
    expect(pdf.toString('latin1')).toContain('(heatmap.json)');
  });
});

it('a spec that a figure carries can be read', () => {
  const spec = extracted(drawn(saved('m.csv', CSV), 'svg', { embed: true, 'x.title': 'T' }), 'svg');
  expect(spec.split('\n')).toEqual([
    '{',
    '  "embed": true,',
    '  "x": {"title": "T"},',
    `  "files": {"m.csv": ${JSON.stringify(CSV)}}`,
    '}',
  ]);
  expect(readFileSync(saved('s.json', spec), 'utf8')).toBe(spec);
});
