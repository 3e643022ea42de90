/** Several PDF files become one, with a page and a bookmark for each. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { describe, expect, it } from 'vitest';
import { mergePdf } from '../../../../src/output/pdf/merge.js';
import { write } from '../../../../src/render.js';
import { rendered } from '../../../support/figure.js';

const pdf = (spec: object) => write(rendered({ lint: false, ...spec }, 1, false).scene, 'pdf');

/** The title is a reference in a text, and ends what a careless reader takes for a stream. */
const TRICKY = 'see 4 0 R (5 0 R) \\ stream';
const FILES = [
  { name: 'one', bytes: pdf({ data: [[1, 2]], title: TRICKY }) },
  { name: 'sub/zwei ß', bytes: pdf({ data: [[1, 2, 3, 4]], title: 'B', embed: false }) },
  {
    name: 'big',
    bytes: pdf({ data: Array.from({ length: 80 }, (_, i) => Array.from({ length: 80 }, (_, j) => i * j)) }),
  },
];

describe('a merged PDF', () => {
  it('has the pages of all files, each with its own size, text and picture', async () => {
    const library = await PDFiumLibrary.init();
    const read = async (bytes: Uint8Array) => {
      const document = await library.loadDocument(bytes);
      const pages = [];
      for (const page of document.pages()) {
        const facts = { size: page.getOriginalSize(), text: page.getText() };
        const { data } = await page.render({ scale: 1, render: 'bitmap' });
        pages.push({ ...facts, pixels: Buffer.from(data) });
      }
      document.destroy();
      return pages;
    };
    const merged = await read(mergePdf(FILES, 'all'));
    const single = (await Promise.all(FILES.map(({ bytes }) => read(bytes)))).flat();
    library.destroy();
    expect(merged.map(({ size, text }) => ({ size, text }))).toEqual(
      single.map(({ size, text }) => ({ size, text })),
    );
    expect(merged[0].text).toContain(TRICKY);
    merged.forEach(({ pixels }, i) => {
      expect(pixels.equals(single[i].pixels)).toBe(true);
    });
  });

  it('names its pages, keeps their alternative texts, and has the same bytes again', () => {
    const bytes = mergePdf(FILES, 'all');
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('/Title (one)');
    expect(text).toContain('/PageMode /UseOutlines');
    expect([...text.matchAll(/\/StructParents (\d)/g)].map(([, n]) => n)).toEqual(['0', '1', '2']);
    expect(text.match(/\/Alt /g)).toHaveLength(3);
    expect(text.match(/\/Count 3/g)).toHaveLength(2);
    expect(Buffer.from(mergePdf(FILES, 'all')).equals(bytes)).toBe(true);
  });

  it('contains equal objects of several files once, and no attached files', () => {
    const { bytes } = FILES[0];
    const twice = mergePdf([FILES[0], { ...FILES[0], name: 'two' }], 'all');
    expect(twice.length).toBeLessThan(bytes.length + 2000);
    expect(Buffer.from(twice).includes('EmbeddedFile')).toBe(false);
  });
});
