/**
 * Texts with styles. A styled text is a string in which an invisible character after each character names its style, so it can be
 * cut and wrapped like any other text. Characters without one, and spaces, have no style of their own.
 */

/** A part of a text in one style. */
export interface StyledRun {
  readonly text: string;
  readonly isItalic: boolean;
  readonly isBold: boolean;
  /** Whether it is a subscript or a superscript. */
  readonly script: 'sub' | 'super' | null;
}

/** Styles as bits. */
export const STYLE = { italic: 1, bold: 2, sub: 4, super: 8 };

/** The last 16 variation selectors, which no sequence of Unicode uses; they belong to the character before them. */
const FIRST_SELECTOR = 0xe01e0;
const STYLE_COUNT = 16;
const SELECTORS = /\udb40[\udde0-\uddef]/g;
/** Those of subscripts and superscripts. */
const SCRIPT_SELECTOR = /\udb40[\udde4-\uddef]/;
/** Spaces, and the joiner of pictures, which must be next to them. */
const WITHOUT_STYLE = /^[\s\u200d]$/;

/** Returns a text in one style, a sum of `STYLE`. */
export function applyStyle(text: string, style: number): string {
  if (style === 0) return text;
  const selector = String.fromCodePoint(FIRST_SELECTOR + style);
  let styled = '';
  for (const each of text) styled += WITHOUT_STYLE.test(each) ? each : each + selector;
  return styled;
}

/** Returns a styled text with all of it in italics. */
export function italicText(styled: string): string {
  return joinStyles(splitStyles(styled).map((run) => ({ ...run, isItalic: true })));
}

/** Returns a styled text without its styles. */
export function plainText(styled: string): string {
  return styled.replace(SELECTORS, '');
}

export function hasStyles(text: string): boolean {
  return text.search(SELECTORS) >= 0;
}

/** Whether a text has subscripts or superscripts. */
export function hasScripts(text: string): boolean {
  return SCRIPT_SELECTOR.test(text);
}

/** Returns a styled text as runs. Spaces between two runs of one style belong to them. */
export function splitStyles(styled: string): StyledRun[] {
  const runs: { text: string; style: number }[] = [];
  const add = (text: string, style: number) => {
    const last = runs.at(-1);
    if (last?.style === style) last.text += text;
    else runs.push({ text, style });
  };
  let gap = '';
  for (let at = 0; at < styled.length; ) {
    const start = at;
    at += widthAt(styled, at);
    const text = styled.slice(start, at);
    if (styleAt(styled, start) !== 0) continue;
    const style = styleAt(styled, at);
    if (style === 0 && WITHOUT_STYLE.test(text)) {
      gap += text;
      continue;
    }
    if (gap) add(gap, runs.at(-1)?.style === style ? style : 0);
    gap = '';
    add(text, style);
  }
  if (gap) add(gap, 0);
  return runs.map(({ text, style }) => ({
    text,
    isItalic: (style & STYLE.italic) !== 0,
    isBold: (style & STYLE.bold) !== 0,
    script: style & STYLE.sub ? 'sub' : style & STYLE.super ? 'super' : null,
  }));
}

/** Returns the length of the character at an index, in UTF-16 units. */
function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** Returns the style that the character at an index names; 0: none. */
function styleAt(text: string, at: number): number {
  const style = (text.codePointAt(at) ?? 0) - FIRST_SELECTOR;
  return style > 0 && style < STYLE_COUNT ? style : 0;
}

/** Returns the styled text of runs. */
export function joinStyles(runs: readonly StyledRun[]): string {
  return runs
    .map(({ text, isItalic, isBold, script }) =>
      applyStyle(
        text,
        (isItalic ? STYLE.italic : 0) + (isBold ? STYLE.bold : 0) + (script ? STYLE[script] : 0),
      ),
    )
    .join('');
}
