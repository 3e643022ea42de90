/** Texts from right to left in scenes and in files. */
import { expect, it } from 'vitest';
import { write } from '../../../src/render.js';
import type { TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { openPdf } from '../../support/pdf.js';

const ROWS = ['שלום עולם', 'מלח', 'plain'];
const SPEC = { data: [[1], [2], [3]], y: { labels: ROWS }, lint: false };
const texts = (spec: object) =>
  rendered(spec).scene.items.filter((item): item is TextItem => item.kind === 'text');

it('a label keeps its order of characters, and has the direction of its first letter', () => {
  const rows = texts(SPEC).filter(({ text }) => ROWS.includes(text));
  expect(rows.map(({ text, isRightToLeft }) => [text, isRightToLeft])).toEqual([
    ['שלום עולם', true],
    ['מלח', true],
    ['plain', undefined],
  ]);
});

it('each line of a wrapped title has the direction of the whole title', () => {
  const title = 'כותרת ארוכה מאוד with many English words at its end';
  const lines = texts({ ...SPEC, title, size: { width: 200 } }).filter(({ role }) => role === 'title');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.some(({ text }) => /^[a-z]/i.test(text))).toBe(true);
  expect(lines.every(({ isRightToLeft }) => isRightToLeft)).toBe(true);
});

it('no text is reported as unshaped, and Latin text in SVG is unchanged', () => {
  const { svg, diagnostics } = rendered({ ...SPEC, lint: undefined, colorbar: { title: 'v' } });
  expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(svg()).toMatch(/unicode-bidi="plaintext">מלח</);
  expect(svg()).toMatch(/textLength="[\d.]+">plain</);
});

it('SVG outlines and text mode give a label the same end', () => {
  const outline = rendered({ ...SPEC, text: 'outline' }).svg();
  const [label] = texts(SPEC).filter(({ text }) => text === 'מלח');
  const uses = [...outline.matchAll(/<use [^>]*x="([\d.]+)" y="([\d.]+)"/g)].filter(
    ([, x, y]) => Number(x) < label.x && Math.abs(Number(y) - label.y) < 0.01,
  );
  expect(uses).toHaveLength(3);
  // The first glyph is at the left end: the label ends at its right end, where its first letter is.
  expect(Number(uses[0][1])).toBeCloseTo(label.x - label.width, 2);
});

it('lines of tall scripts have boxes that contain their ink', () => {
  const tall = `Ⱦ${'\u0302'.repeat(4)}`;
  const heightOf = (text: string) => texts({ ...SPEC, title: text }).find(({ role }) => role === 'title')!;
  const [plain, marked] = [heightOf('ab'), heightOf(tall)];
  expect(marked.ascent + marked.descent).toBeGreaterThan(plain.ascent + plain.descent);
  expect(marked.y - marked.ascent).toBeGreaterThanOrEqual(0);
});

it('PDF shows the glyphs from left to right, which readers put in the order of the text', async () => {
  const { text } = await openPdf(write(rendered(SPEC, 1, false).scene, 'pdf'));
  expect(text).toContain('plain');
  expect([...(text.match(/[\u05d0-\u05ea]/g) ?? [])].sort().join('')).toBe(
    [...'שלוםעולםמלח'].sort().join(''),
  );
});
