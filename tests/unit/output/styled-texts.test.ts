/** Texts with styles in files: markup, and italic labels. */
import { describe, expect, it } from 'vitest';
import { bundledFonts, type FontSet, facesOf, withFonts } from '../../../src/fonts/font-set.js';
import { withItalics } from '../../../src/fonts/italic-fonts.js';
import type { Font } from '../../../src/fonts/truetype.js';
import { placeGlyphs } from '../../../src/output/glyphs.js';
import { write } from '../../../src/render.js';
import type { Scene, TextItem } from '../../../src/scene/scene.js';
import { parseMarkup } from '../../../src/typography/markup.js';
import { measure, shape } from '../../../src/typography/measure.js';
import { applyStyle, STYLE, splitStyles } from '../../../src/typography/styled-text.js';
import { rendered } from '../../support/figure.js';
import { openFixtures } from '../../support/font-fixtures.js';
import { inkOf, rasterizeWithResvg, toPixels } from '../../support/ink.js';
import { openPdf } from '../../support/pdf.js';
import { fontkitAdvance, readWithFontkit } from '../fonts/font-bytes.js';

const fonts = withItalics(bundledFonts());
const EVERY_SELECTOR = /[\u{e01e0}\u{e01e1}\u{e01e2}\u{e01e3}\u{e01e4}\u{e01e5}\u{e01e6}\u{e01e8}\u{e01e9}]/u;

function pageOf(markup: string, options: Partial<TextItem> = {}, text: Scene['text'] = 'font'): Scene {
  const styled = parseMarkup(markup);
  const runs = splitStyles(styled);
  const item: TextItem = {
    ...{ kind: 'text', role: 'title', text: runs.map((run) => run.text).join(''), runs, x: 10, y: 60 },
    ...{ anchor: 'start', angle: 0, size: 40, weight: 'normal', fill: '#000000', ascent: 0, descent: 0 },
    width: measure(styled, 40, options.weight ?? 'normal', fonts),
    ...options,
  };
  const size = { width: 400, height: 120, pixelRatio: 2, dpi: 192 };
  return { ...size, background: '#ffffff', title: '', description: '', text, items: [item] };
}

const svgOf = (scene: Scene, set: FontSet = bundledFonts()) =>
  new TextDecoder().decode(write(scene, 'svg', set));

describe('a text with styles', () => {
  it('has the widths of its runs in their faces, measured by another program', () => {
    const advance = (font: Font, text: string) => {
      const kit = readWithFontkit(font.program().bytes);
      return fontkitAdvance(kit, text) / kit.unitsPerEm;
    };
    const faces = {
      regular: facesOf(fonts, 'normal'),
      italic: facesOf(fonts, 'normal', true),
      bold: facesOf(fonts, 'bold', true),
    };
    expect([faces.italic[0].name, faces.bold[0].name]).toEqual(['Arimo Italic', 'Arimo Bold Italic']);
    const expected =
      advance(faces.italic[0], 'AVAΩ') +
      advance(faces.regular[0], ' To') +
      0.7 * advance(faces.bold[0], 'kTo');
    const { width, glyphs } = shape(parseMarkup('*AVAΩ* To_***kTo***_'), 'normal', fonts);
    expect(width).toBeCloseTo(expected, 9);
    expect(glyphs.at(-1)?.right).toBeCloseTo(width, 9);
    expect(glyphs.map(({ scale = 1 }) => scale)).toEqual([1, 1, 1, 1, 1, 1, 1, 0.7, 0.7, 0.7]);
  });

  it('has glyphs of a subscript below the baseline and of a superscript above it, in the line of other letters', () => {
    const { glyphs, ink } = shape(parseMarkup('H_2_O^+^'), 'normal', fonts);
    expect(glyphs.map(({ y }) => Math.sign(y))).toEqual([0, 1, 0, -1]);
    const { ascent, descent, unitsPerEm } = fonts.regular[0];
    expect(ink!.ascent).toBeLessThan(ascent / unitsPerEm);
    expect(ink!.descent).toBeLessThan(-descent / unitsPerEm);
    // The tail of a "g" is lower, so its line is.
    expect(shape(parseMarkup('p_g_'), 'normal', fonts).ink!.descent).toBeGreaterThan(-descent / unitsPerEm);
  });

  it('joins Arabic letters of two styles', () => {
    const word = '\u0633\u0644\u0627\u0645';
    const styled = applyStyle(word.slice(0, 2), STYLE.super) + word.slice(2);
    const names = (text: string) => shape(text, 'normal', fonts).glyphs.map(({ glyph }) => glyph);
    // The letters keep their joined forms; the ligature of lam and alef would cross the styles.
    expect(names(styled)).not.toEqual([...word].reverse().flatMap(names));
    expect(shape(styled, 'normal', fonts).glyphs.map(({ scale = 1 }) => scale)).toEqual([1, 1, 0.7, 0.7]);
  });

  it.each([0, -90])('is drawn alike in PNG, PDF and SVG outlines at %s degrees', async (angle) => {
    const place = angle === 0 ? {} : { x: 200, y: 70, anchor: 'middle' as const, size: 20 };
    const scene = pageOf('*Ab*_2_^−**g**^ **fk**', { angle, ...place }, 'outline');
    const png = inkOf(toPixels(write(scene, 'png')));
    const page = await openPdf(write(scene, 'pdf'));
    const pdf = inkOf(await page.render((2 * scene.width) / page.width));
    const svg = inkOf(rasterizeWithResvg(svgOf(scene), 2));
    // A PNG has its lines, and the scripts beside them, on whole pixels.
    for (const other of [pdf, svg]) {
      for (const side of ['left', 'right', 'top', 'bottom'] as const)
        expect([side, Math.abs(png[side] - other[side]) <= 1.5]).toEqual([side, true]);
      expect(Math.abs(other.area / png.area - 1)).toBeLessThan(0.03);
    }
  });

  it.each([
    'log_2_(FC)',
    '*E. coli* CO_2_, cm^−2^',
    '\u0645\u0631\u062d\u0628\u0627 ^\u0645\u0631^',
    '**日本**_2_',
  ])('is found in a PDF as plain text: %s', async (markup) => {
    const isRightToLeft = /[\u0600-\u06ff]/.test(markup);
    const scene = pageOf(markup, isRightToLeft ? { isRightToLeft } : {});
    const { text } = await openPdf(write(scene, 'pdf'));
    expect(text.trim()).toBe((scene.items[0] as TextItem).text);
  });

  it('is written to SVG as elements with font size, shift and style, which end with their run', () => {
    const svg = svgOf(pageOf('*a* b_2_c **d**'));
    expect(svg).toContain(
      '<tspan font-style="italic">a</tspan> b<tspan dy="7.2" font-size="28">2</tspan><tspan dy="-7.2">c </tspan><tspan font-weight="bold">d</tspan></text>',
    );
  });

  it('has its faces in an SVG with embedded fonts', () => {
    const svg = svgOf(pageOf('*xy* z', {}, 'embed'));
    const rules = [
      ...svg.matchAll(/@font-face\{font-family:'([^']+)';font-weight:1 1000;(font-style:italic;)?/g),
    ];
    expect(rules.map(([, , style]) => style)).toEqual(['font-style:italic;', undefined]);
    expect(svg).toContain(`<tspan font-style="italic" font-family="'${rules[0][1]}', `);
  });
});

describe('italic text in given fonts', () => {
  const [plain, bold] = openFixtures('cff.otf', 'cff-bold.otf');
  const face = (font: Font, name: string, isItalic: boolean): Font => ({ ...font, name, isItalic });

  it('is in their italic faces, and upright in them without one', () => {
    const set = withItalics(withFonts([face(plain, 'italic', true), face(plain, 'plain', false), bold]));
    const namesOf = (weight: 'normal' | 'bold', isItalic: boolean) =>
      facesOf(set, weight, isItalic)
        .map(({ name }) => name)
        .slice(0, 3);
    expect(namesOf('normal', false)).toEqual(['plain', 'italic', 'Arimo']);
    expect(namesOf('normal', true)).toEqual(['italic', 'plain', 'Arimo Italic']);
    expect(namesOf('bold', true)).toEqual(['italic', bold.name, 'plain']);
    const without = withItalics(withFonts([plain]));
    expect(facesOf(without, 'normal', true)[0]).toBe(plain);
    // Viewers would slant letters that the layout measured upright.
    expect(svgOf(pageOf('*A*'), withFonts([plain]))).not.toContain('italic');
  });
});

describe('a figure with markup', () => {
  const spec = {
    markup: true,
    title: 'Stress of *E. coli*',
    data: {
      values: [
        [1, -2],
        [3, 0.5],
      ],
      rows: ['*rpoS*', '*dnaK*^−/−^'],
      columns: ['H_2_O', 'p_value'],
    },
    x: { title: '*T*_reg_' },
    y: {
      title: 'gene',
      annotations: [
        { title: 'k_cat_', values: ['*a*', '*b*'] },
        { kind: 'mark', items: ['*rpoS*'] },
      ],
    },
    colorbar: { title: 'log_2_ fold change' },
  };
  const figure = rendered(spec);
  const textsOf = (scene: Scene) => scene.items.filter((item): item is TextItem => item.kind === 'text');

  it('has styles in its titles, labels, legends and marks', () => {
    const styled = textsOf(figure.scene).filter(({ runs }) => runs);
    expect(new Set(styled.map(({ text }) => text))).toEqual(
      new Set(['Stress of E. coli', 'rpoS', 'dnaK−/−', 'H2O', 'Treg', 'log2 fold change', 'kcat', 'a', 'b']),
    );
    expect(styled.filter(({ text }) => text === 'rpoS')).toHaveLength(2);
    for (const item of styled) {
      const glyphs = placeGlyphs(item, bundledFonts());
      expect(glyphs[glyphs.length - 1].right - glyphs[0].left).toBeCloseTo(item.width, 6);
    }
  });

  it('is plain in its description, its data and its diagnostics', () => {
    expect(figure.scene.description).toContain('at row rpoS, column p_value');
    expect(figure.scene.title).toBe('Stress of E. coli');
    const narrow = rendered({ ...spec, y: { ...spec.y, maxWidth: 20 } });
    const cut = narrow.diagnostics.find(({ code }) => code === 'text-cut');
    expect(cut?.message).toContain('"dnaK−/−"');
    const html = new TextDecoder().decode(write(figure.scene, 'html'));
    expect(html).toContain('"rpoS"');
    for (const text of [figure.svg(), html, JSON.stringify(narrow.diagnostics), JSON.stringify(figure.scene)])
      expect(text).not.toMatch(EVERY_SELECTOR);
  });

  it('has no markup in its cells', () => {
    const { scene } = rendered({
      markup: true,
      data: [[1]],
      cells: { values: { text: [['*a*']] }, width: 40 },
    });
    expect(textsOf(scene).find(({ role }) => role === 'value')).toMatchObject({ text: '*a*' });
  });

  it('is literal without "markup": true', () => {
    const { scene } = rendered({ ...spec, markup: undefined });
    expect(textsOf(scene).map(({ text }) => text)).toContain('*dnaK*^−/−^');
    expect(textsOf(scene).filter(({ runs }) => runs)).toEqual([]);
  });

  it('has italic labels with the style "italic", and literal ones', () => {
    const { scene, diagnostics } = rendered({
      data: { values: [[1], [2]], rows: ['TP53', 'a_1_*b*'], columns: ['x'] },
      y: { style: 'italic', annotations: [{ kind: 'mark', items: ['TP53'] }] },
    });
    const italic = textsOf(scene).filter(({ runs }) => runs?.every(({ isItalic }) => isItalic));
    expect(italic.map(({ text }) => text).sort()).toEqual(['TP53', 'TP53', 'a_1_*b*']);
    expect(diagnostics.filter(({ code }) => code === 'markup-underscore')).toEqual([]);
  });
});
