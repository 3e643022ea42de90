/** Writes a canvas as lines of text. */
import type { Hex } from '../../color/color.js';
import { type Canvas, CONTINUATION } from './canvas.js';
import { type ColorDepth, colorParameters, RESET, type TerminalAbilities } from './colors.js';

const UPPER_HALF = '▀';
const LOWER_HALF = '▄';
const HATCH = '╱';
/** The first Braille character; its dots are the bits of the code point. */
const BRAILLE = 0x2800;
/** Dots of bars that have a block of their height: a quarter, a half, three quarters. */
const BARS: Readonly<Record<number, string>> = { 192: '▂', 228: '▄', 246: '▆' };
/** The dots in each quarter of a character: upper left, upper right, lower left, lower right. */
const QUARTERS = [0x03, 0x18, 0x44, 0xa0];
/** The characters for each set of quarters, as the bits of an index. */
const BLOCKS = ' ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█';

/** A character with its colours. */
interface Glyph {
  readonly text: string;
  readonly foreground: Hex | null;
  readonly background: Hex | null;
  readonly isBold: boolean;
}

const BLANK: Glyph = { text: ' ', foreground: null, background: null, isBold: false };

/**
 * Returns the lines of the canvas, each with a line end, without blank lines at the top and at the bottom. Every line ends
 * in the default colours.
 */
export function serialize(canvas: Canvas, { colors, unicode }: TerminalAbilities): string {
  const glyphAt = colors === 'none' ? plainGlyph : unicode ? coloredGlyph : asciiGlyph;
  const lines: string[] = [];
  for (let row = 0; row < canvas.rows; row++) {
    const glyphs: Glyph[] = [];
    for (let column = 0; column < canvas.columns; column++) {
      glyphs.push(glyphAt(canvas, row * canvas.columns + column));
    }
    lines.push(colors === 'none' ? plainLine(glyphs) : coloredLine(glyphs, colors));
  }
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return lines
    .slice(Math.max(0, first), last + 1)
    .map((line) => `${line}\n`)
    .join('');
}

function plainLine(glyphs: readonly Glyph[]): string {
  return glyphs
    .map(({ text }) => text)
    .join('')
    .replaceAll(CONTINUATION, '')
    .trimEnd();
}

function coloredLine(glyphs: readonly Glyph[], depth: ColorDepth): string {
  const isBlank = ({ text, background }: Glyph) => text === ' ' && background === null;
  const length = glyphs.findLastIndex((glyph) => !isBlank(glyph)) + 1;
  let [line, current] = ['', BLANK];
  for (const glyph of glyphs.slice(0, length)) {
    if (glyph.text === CONTINUATION) continue;
    const parameters: string[] = [];
    if (glyph.isBold !== current.isBold) parameters.push(glyph.isBold ? '1' : '22');
    // A blank has no foreground, so its colour need not change.
    const foreground = glyph.text === ' ' ? current.foreground : glyph.foreground;
    if (foreground !== current.foreground) parameters.push(colorParameters(foreground, 'foreground', depth));
    if (glyph.background !== current.background)
      parameters.push(colorParameters(glyph.background, 'background', depth));
    if (parameters.length > 0) line += `\x1b[${parameters.join(';')}m`;
    line += glyph.text;
    current = { ...glyph, foreground };
  }
  const isDefault = !current.isBold && current.foreground === null && current.background === null;
  return isDefault ? line : line + RESET;
}

/** Returns the character of a terminal with colours: text and dots on the colour of the cell, or two half blocks. */
function coloredGlyph(canvas: Canvas, at: number): Glyph {
  const [upper, lower] = [canvas.upper(at)?.color ?? null, canvas.lower(at)?.color ?? null];
  const background = upper ?? lower;
  const text = canvas.texts[at];
  const ink = canvas.textInks[at];
  if (text !== '' && ink) return { text, foreground: ink.color, background, isBold: ink.isBold };
  const dots = canvas.dots[at];
  if (dots !== 0)
    return { text: dotsText(canvas, at), foreground: canvas.dotColors[at], background, isBold: false };
  const hatch = canvas.hatches.get(at);
  if (hatch !== undefined) return { text: HATCH, foreground: hatch, background, isBold: false };
  if (upper === lower) return { ...BLANK, background };
  return upper === null
    ? { ...BLANK, text: LOWER_HALF, foreground: lower }
    : { ...BLANK, text: UPPER_HALF, foreground: upper, background: lower };
}

/** Returns the character of a terminal with colours that shows only ASCII. */
function asciiGlyph(canvas: Canvas, at: number): Glyph {
  const background = canvas.upper(at)?.color ?? canvas.lower(at)?.color ?? null;
  const ink = canvas.textInks[at];
  const text = canvas.texts[at];
  return text !== '' && ink
    ? { text, foreground: ink.color, background, isBold: ink.isBold }
    : { ...BLANK, background };
}

/** Returns the character of a terminal without colours. */
function plainGlyph(canvas: Canvas, at: number): Glyph {
  const text =
    canvas.texts[at] ||
    (canvas.dots[at] ? dotsText(canvas, at) : (canvas.upper(at) ?? canvas.lower(at))?.shade) ||
    ' ';
  return { ...BLANK, text };
}

function dotsText(canvas: Canvas, at: number): string {
  const dots = canvas.dots[at];
  if (canvas.isFilled[at]) {
    const block = BARS[dots] ?? BLOCKS[quartersOf(dots)];
    if (block !== ' ') return block;
  }
  return String.fromCodePoint(BRAILLE + dots);
}

/** Returns the quarters of which at least half of the dots are set. */
function quartersOf(dots: number): number {
  return QUARTERS.reduce((quarters, bits, i) => {
    const count = [...(dots & bits).toString(2)].filter((bit) => bit === '1').length;
    return count >= 2 ? quarters | (1 << i) : quarters;
  }, 0);
}
