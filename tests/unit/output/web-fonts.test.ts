/** Fonts in SVG files: "text": "embed". */
import { describe, expect, it } from 'vitest';
import { bundledFonts, type FontSet, withFonts } from '../../../src/fonts/font-set.js';
import { openFonts } from '../../../src/fonts/open-font.js';
import { openShapingFace } from '../../../src/fonts/shaping-face.js';
import type { Font } from '../../../src/fonts/truetype.js';
import { write } from '../../../src/render.js';
import type { Scene, TextItem } from '../../../src/scene/scene.js';
import { openFixtures, openPackageFont } from '../../support/font-fixtures.js';
import { inkOf, rasterizeWithResvg } from '../../support/ink.js';
import { openPdf } from '../../support/pdf.js';
import { readWithFontkit } from '../fonts/font-bytes.js';

const text = (content: string, weight: TextItem['weight'] = 'normal'): TextItem => ({
  kind: 'text',
  role: 'tick-label',
  text: content,
  x: 10,
  y: 40,
  anchor: 'start',
  angle: 0,
  size: 20,
  weight,
  fill: '#000000',
  width: 0,
  ascent: 0,
  descent: 0,
});

const scene = (...items: TextItem[]): Scene => ({
  width: 200,
  height: 60,
  pixelRatio: 2,
  dpi: 192,
  background: '#ffffff',
  title: 'Heatmap',
  description: '',
  text: 'embed',
  items,
});

const svgOf = (fonts: FontSet, ...items: TextItem[]) =>
  new TextDecoder().decode(write(scene(...items), 'svg', fonts));

/** Returns the embedded fonts by family. */
function fontsIn(svg: string) {
  const rules = svg.matchAll(
    /@font-face\{font-family:'([^']+)';[^}]*url\(data:font\/woff;base64,([^)]+)\)\}/g,
  );
  return Object.fromEntries(
    [...rules].map(([, family, data]) => [family, readWithFontkit(Buffer.from(data, 'base64'))]),
  );
}

const charactersOf = (font: { readonly characterSet: number[] }) =>
  String.fromCodePoint(...font.characterSet.filter((point) => point !== 0xffff).sort((a, b) => a - b));

describe('an SVG with embedded fonts', () => {
  it('has the characters of its texts in each font, with the advances of the font', () => {
    const svg = svgOf(bundledFonts(), text('AVA ★'), text('A\u0301b', 'bold'));
    const found = fontsIn(svg);
    const families = Object.keys(found).map((family) => family.replace(/ [0-9a-f]{8}$/, ''));
    expect(families).toEqual(['Arimo', 'DejaVu Sans', 'Arimo']);
    expect(Object.values(found).map(charactersOf)).toEqual([' AV', '★', 'Ab\u00c1\u0301']);
    const [regular] = bundledFonts().regular;
    const glyph = Object.values(found)[0].glyphForCodePoint(0x56);
    expect(glyph.advanceWidth).toBe(regular.advance(regular.glyphIndex(0x56)));
  });

  it('names them first, then the fonts by their own names, for each weight', () => {
    const svg = svgOf(withFonts(openFixtures('cff.otf', 'cff-bold.otf')), text('A'), text('B', 'bold'));
    const [regular, bold] = Object.keys(fontsIn(svg));
    const rest = `'TeX Gyre Heros', Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif`;
    expect(svg).toContain(`font-family="'${regular}', ${rest}"`);
    expect(svg).toContain(`font-weight="bold" font-family="'${bold}', '${regular}', ${rest}"`);
  });

  it.each(['cff.otf', 'cff2.otf:wght=600', 'variable.ttf:wght=300', 'plain.woff2', 'pair.ttc#1'])(
    'contains an instance that other programs read: %s',
    (reference) => {
      const [font] = openFixtures(reference);
      const [embedded] = Object.values(fontsIn(svgOf(withFonts([font]), text('Hg'))));
      for (const codePoint of [0x48, 0x67])
        expect(embedded.glyphForCodePoint(codePoint).advanceWidth).toBe(
          font.advance(font.glyphIndex(codePoint)),
        );
      expect(embedded.variationAxes).toEqual({});
      expect(embedded.bbox.minX).toBeLessThan(embedded.bbox.maxX);
    },
  );

  // The last letter of each word has a vowel sign that shaping splits; Hebrew and Vietnamese letters may be composed.
  it.each([
    ['noto-sans-bengali', 'সো'],
    ['noto-sans-kannada', 'ಸೋ'],
    ['noto-sans-malayalam', 'കൊ'],
    ['noto-sans-tamil', 'கோ'],
    ['noto-sans-sinhala', 'කෝ'],
    ['noto-sans-thai', 'กำ'],
    ['noto-sans-khmer', 'កោ'],
    ['noto-sans-khmer', 'កឿ'],
    ['noto-sans-myanmar', 'ဦ'],
    ['noto-sans-devanagari', 'क\u093cि'],
    ['DejaVuSans', 'ກຳ'],
    ['DejaVuSans', 'ש\u05c1'],
  ])('shapes a text as the whole font does: %s, %s', (name, word) => {
    const whole = openPackageFont(name);
    const svg = svgOf(withFonts([whole]), text(word));
    const [data] = [...svg.matchAll(/data:font\/woff;base64,([^)]+)/g)].map(([, bytes]) => bytes);
    const [part] = openFonts(Buffer.from(data, 'base64'), 'subset', { face: null, variations: [] });
    const drawn = (font: Font) => {
      const face = openShapingFace(font.program(), name);
      return face.shape(word).map(({ glyph, cluster, ...place }) => ({ ...place, path: face.path(glyph) }));
    };
    expect(drawn(part)).toEqual(drawn(whole));
  });

  it('is the same each time; other texts have fonts with other names', () => {
    const first = svgOf(bundledFonts(), text('ab'));
    expect(svgOf(bundledFonts(), text('ab'))).toBe(first);
    expect(Object.keys(fontsIn(svgOf(bundledFonts(), text('ac'))))).not.toEqual(Object.keys(fontsIn(first)));
  });

  it('may be in a page, whose policy permits its style and its fonts', () => {
    const html = new TextDecoder().decode(write(scene(text('a')), 'html'));
    expect(html).toMatch(
      /Content-Security-Policy" content="[^"]*font-src data:; style-src 'sha256-[^ ]+ 'sha256-[^ ]+ 'unsafe/,
    );
    const plain = new TextDecoder().decode(write({ ...scene(text('a')), text: 'font' }, 'html'));
    expect(plain).not.toContain('font-src');
  });
});

describe('an SVG without embedded fonts', () => {
  it('names the fonts that were given before those of the program', () => {
    const fonts = withFonts(openFixtures('cff.otf', 'variable.ttf'));
    const svg = new TextDecoder().decode(write({ ...scene(text('A')), text: 'font' }, 'svg', fonts));
    expect(svg).toContain(`font-family="'TeX Gyre Heros', Inter, Arimo, Arial,`);
    expect(svg).not.toContain('@font-face');
  });

  it('names the instance of a variable font that was measured', () => {
    const root = (reference: string, mode: Scene['text'] = 'font') => {
      const fonts = withFonts(openFixtures(reference));
      const svg = new TextDecoder().decode(write({ ...scene(text('A')), text: mode }, 'svg', fonts));
      return svg.slice(0, svg.indexOf('>'));
    };
    expect(root('variable.ttf:wght=300,slnt=-5')).toMatch(
      / font-weight="300" style="font-variation-settings:'slnt' -5"$/,
    );
    for (const plain of [root('variable.ttf'), root('cff.otf'), root('variable.ttf:wght=300', 'embed')])
      expect(plain).not.toMatch(/font-weight|style/);
  });
});

describe('a PDF with a font that is not plain TrueType', () => {
  it.each(['cff.otf', 'cff2.otf:wght=600', 'variable.ttf:wght=800', 'pair.ttc#1'])(
    'shows the outlines of the SVG, and its text can be found: %s',
    async (reference) => {
      const fonts = withFonts(openFixtures(reference));
      const page: Scene = { ...scene(text('gHé0')), text: 'outline' };
      const bytes = write(page, 'pdf', fonts);
      expect(Buffer.from(bytes).toString('latin1')).toContain('/CIDFontType0C');
      const pdf = await openPdf(bytes);
      expect(pdf.text.trim()).toBe('gHé0');
      const [a, b] = [
        inkOf(rasterizeWithResvg(new TextDecoder().decode(write(page, 'svg', fonts)), 4)),
        inkOf(await pdf.render(4 / 0.75)),
      ];
      expect(b.area / a.area).toBeGreaterThan(0.97);
      expect(b.area / a.area).toBeLessThan(1.03);
      for (const side of ['left', 'right', 'top', 'bottom'] as const)
        expect(Math.abs(a[side] - b[side]), side).toBeLessThan(1.5);
    },
  );
});
