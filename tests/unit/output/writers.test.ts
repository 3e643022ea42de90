import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import {
  DEFAULT_FORMAT,
  listFormats,
  OUTPUT_FORMATS,
  pickImage,
  WRITERS,
} from '../../../src/output/index.js';
import { writeInBackground } from '../../../src/render.js';
import { rendered } from '../../support/figure.js';
import { readSourceFiles } from '../../support/source-files.js';

const files = readSourceFiles();
const { scene } = rendered({ data: [[1, 2]], title: 'Title <&>', colorbar: false });

describe('the table of writers', () => {
  it('has one line for each folder of a writer', () => {
    const folders = [...files.keys()].flatMap((file) => /^output\/([^/]+)\//.exec(file)?.[1] ?? []);
    // A terminal is not a file.
    expect([...new Set(folders)].sort()).toEqual([...OUTPUT_FORMATS, 'terminal'].sort());
  });

  it('names each format by its extension, which no other format has', () => {
    for (const format of OUTPUT_FORMATS) expect(WRITERS[format].extension).toBe(format);
    expect(new Set(OUTPUT_FORMATS.map((format) => WRITERS[format].mediaType)).size).toBe(
      OUTPUT_FORMATS.length,
    );
    expect(OUTPUT_FORMATS).toContain(DEFAULT_FORMAT);
  });

  it('lists the formats that fulfil a condition', () => {
    expect(listFormats(({ vector }) => !vector)).toBe('PNG');
    expect(listFormats(() => true)).toBe('SVG, PNG, PDF and HTML');
  });

  it('picks the image of the preferred kind, or any other', () => {
    const [svg, png] = [{ format: 'svg' }, { format: 'png' }] as const;
    expect(pickImage([svg, png], 'raster')).toBe(png);
    expect(pickImage([png, svg], 'vector')).toBe(svg);
    expect(pickImage([svg], 'raster')).toBe(svg);
    expect(pickImage([], 'raster')).toBeNull();
  });
});

describe.each(OUTPUT_FORMATS)('the writer of %s', (format) => {
  const writer = WRITERS[format];
  const bytes = writer.write(scene, bundledFonts());

  it('writes the same bytes in the background, also several files at a time', async () => {
    const write = () => writeInBackground(scene, format, bundledFonts());
    for (const file of await Promise.all([write(), write(), write()]))
      expect(Buffer.from(file).equals(Buffer.from(bytes))).toBe(true);
  });

  it('writes text exactly if it says so', () => {
    const decode = () => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (writer.text) expect(decode()).not.toMatch(/[^\P{Cc}\n]/u);
    else expect(decode).toThrow();
  });

  it('writes a title and a description exactly if it says so', () => {
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.includes('Title &lt;&amp;&gt;')).toBe(writer.accessible);
    expect(text.includes(scene.description.slice(0, 20))).toBe(writer.accessible);
  });

  it('writes the same bytes again', () => {
    expect(Buffer.compare(writer.write(scene, bundledFonts()), bytes)).toBe(0);
  });

  it('writes more pixels at a larger pixel ratio exactly if its files are not vector files', () => {
    const zoomed = writer.write({ ...scene, pixelRatio: 2 * scene.pixelRatio }, bundledFonts());
    expect(Buffer.compare(zoomed, bytes) === 0).toBe(writer.vector);
  });

  it('reads the pixels of its files, if it can read any', () => {
    const pixels = writer.readPixels?.(bytes);
    if (!pixels) return;
    expect(pixels.width / pixels.height).toBeCloseTo(scene.width / scene.height, 1);
    expect(pixels.data.length).toBe(4 * pixels.width * pixels.height);
    expect([...pixels.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });
});

describe('code outside of src/output', () => {
  /** Imports of a writer, which the table makes unnecessary elsewhere, with the reason. */
  const WRITER_IMPORTS: Record<string, string> = {
    'diff/difference-picture.ts': 'paints its picture pixel by pixel',
  };
  const others = [...files].filter(([file]) => !file.startsWith('output/'));
  const formats = OUTPUT_FORMATS.join('|');

  it('does not test for a format by name', () => {
    // 'png', ".svg", `${name}.svg`, WRITERS.png
    const literal = new RegExp(`(['"\`])\\.?(?:${formats})\\1|\\}\\.(?:${formats})\`|\\bWRITERS\\.\\w`, 'i');
    const lines = others.flatMap(([file, code]) =>
      code
        .split('\n')
        .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && literal.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  });

  it('does not import a writer', () => {
    const importing = others.filter(([, code]) => new RegExp(`/output/(?:${formats})/`).test(code));
    expect(importing.map(([file]) => file)).toEqual(Object.keys(WRITER_IMPORTS));
  });
});
