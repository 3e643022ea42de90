/** Text of PDF files in all scripts, as PDFium finds and draws it. */
import { expect, it } from 'vitest';
import { withFonts } from '../../../../src/fonts/font-set.js';
import { write } from '../../../../src/render.js';
import type { Scene, TextItem } from '../../../../src/scene/scene.js';
import { openPackageFont } from '../../../support/font-fixtures.js';
import { inkOf, toPixels } from '../../../support/ink.js';
import { openPdf } from '../../../support/pdf.js';

const SCRIPTS = ['devanagari', 'khmer', 'myanmar', 'sinhala', 'tamil', 'thai'];
const fonts = withFonts(SCRIPTS.map((script) => openPackageFont(`noto-sans-${script}`)));

/** A page with one line for each label. */
function pageOf(labels: readonly string[], options: Partial<TextItem> = {}): Scene {
  const items = labels.map(
    (text, i): TextItem => ({
      ...{ kind: 'text', role: 'tick-label', text, x: 200, y: 60 + 40 * i, anchor: 'middle', angle: 0 },
      ...{ size: 20, weight: 'normal', fill: '#000000', width: 0, ascent: 0, descent: 0 },
      ...options,
    }),
  );
  const size = { width: 400, height: 60 + 40 * labels.length, pixelRatio: 2, dpi: 192 };
  return { ...size, background: '#ffffff', title: '', description: '', text: 'font', items };
}

const LABELS = {
  'ligatures of lam and alef': ['الأردن', 'لا إله', 'السلام عليكم'],
  'vocalised Arabic and Hebrew': ['مُحَمَّد', 'خْفَظعّ', 'צִדֶּק'],
  'titles with numbers': ['درجة الحرارة 25.4', 'عام ٢٠٢٤', 'שלום עולם'],
  'vowels before their consonants': ['हिन्दी', 'क्षत्रिय', 'संयुक्त राज्य', 'ஜெர்மனி', 'ஸ்விட்சர்லாந்து'],
  'vowels in two parts, and conjuncts': ['ශ්‍රී ලංකාව', 'កម្ពុជា', 'ပြင်သစ်', 'दक्षिण कोरिया', 'கொ'],
  'stacked marks': ['ญี่ปุ่น', 'น้ำ', 'ad̪cfi̪c', 'x̄́dc̄́'],
  'characters that share a glyph': ['A Α А', 'Ω Ω'],
};

it.each(Object.entries(LABELS))('%s are found as they were written', async (_, labels) => {
  const isRightToLeft = /[\u0590-\u06ff]/.test(labels[0]);
  const { text } = await openPdf(write(pageOf(labels, isRightToLeft ? { isRightToLeft } : {}), 'pdf', fonts));
  // Readers may give the marks of a letter another order of the same meaning.
  const found = text.split('\n').map((line) => line.trim().normalize('NFC'));
  expect(found).toEqual(labels.map((label) => label.normalize('NFC')));
});

it.each(['ญี่ปุ่น', 'மொழி', 'क्षत्रियं', 'مُحَمَّد'])('%s is drawn where the PNG has it', async (label) => {
  const scene = pageOf([label], { size: 40, angle: -45, y: 80 });
  const png = toPixels(write(scene, 'png', fonts));
  const pdf = await (await openPdf(write(scene, 'pdf', fonts))).render(png.width / (0.75 * scene.width));
  const [a, b] = [inkOf(png), inkOf(pdf)];
  for (const side of ['left', 'right', 'top', 'bottom'] as const)
    expect([side, Math.abs(a[side] - b[side]) <= 1]).toEqual([side, true]);
  expect(Math.abs(b.area / a.area - 1)).toBeLessThan(0.03);
});
