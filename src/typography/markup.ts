/** The markup of labels: `*italic*`, `**bold**`, `_sub_`, `^super^`. */
import { applyStyle, plainText, STYLE } from './styled-text.js';

/** A character of a text; `isMark` unless it is escaped. */
interface Character {
  readonly text: string;
  readonly isMark: boolean;
  /** The sum of styles. */
  style: number;
  /** The subscript or superscript that it is in, from 1; 0: none. */
  script: number;
  isRemoved: boolean;
}

/** The longest run of asterisks that can be a mark. */
const MAX_ASTERISKS = 3;
/** Of scripts with spaces between words; in others, and in Korean, the next word follows at once. */
const LETTER_OR_DIGIT =
  /^(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{M}\p{N}]$/u;
const LETTER = /^\p{L}$/u;
const SPACE = /^\s$/;
/** What may be a subscript before a letter or digit. */
const NUMBER = /^[\p{N}.,/+\-−–±]+$/u;

/**
 * Returns a text with markup as a styled text. Every text is valid, because marks without a partner are literal.
 * - `*` and `**` begin before a character other than a space, and end after one, but not before a letter or digit. After a
 *   letter or digit, they begin only before a letter, and enclose no space: `A*02:01`, `*1/*2` are literal, `Δ*rpoS*` is not.
 * - `_` and `^` enclose at least one character, without spaces or other marks of these two. A subscript follows a character,
 *   and only a number can be one before a letter or digit: `gene_a_1` is literal, `H_2_O` is not. `__` and `^^` are literal.
 * - Asterisks inside of a subscript or superscript pair only there.
 * - A backslash makes the mark after it literal.
 */
export function parseMarkup(source: string): string {
  const text = plainText(source);
  if (!/[*_^\\]/.test(text)) return text;
  const characters = splitCharacters(text);
  markScripts(characters);
  markEmphasis(characters);
  return joinCharacters(characters);
}

function splitCharacters(source: string): Character[] {
  const characters: Character[] = [];
  const all = [...source];
  for (let i = 0; i < all.length; i++) {
    const isEscaped = all[i] === '\\' && /^[\\*_^]$/.test(all[i + 1] ?? '');
    const text = isEscaped ? all[++i] : all[i];
    const isMark = !isEscaped && (text === '*' || text === '_' || text === '^');
    characters.push({ text, isMark, style: 0, script: 0, isRemoved: false });
  }
  return characters;
}

/** Returns the styled text of characters, without those that are removed. */
function joinCharacters(characters: readonly Character[]): string {
  const parts: { text: string; style: number }[] = [];
  for (const { text, style, isRemoved } of characters) {
    const last = parts.at(-1);
    if (isRemoved) continue;
    if (last?.style === style) last.text += text;
    else parts.push({ text, style });
  }
  return parts.map(({ text, style }) => applyStyle(text, style)).join('');
}

/** Finds subscripts and superscripts. */
function markScripts(characters: readonly Character[]): void {
  const isMark = (i: number, mark: string) => characters[i]?.isMark === true && characters[i].text === mark;
  const isSingle = (i: number) => {
    const { text } = characters[i];
    return !isMark(i - 1, text) && !isMark(i + 1, text);
  };
  let count = 0;
  for (let start = 0; start < characters.length; start++) {
    const mark = characters[start].text;
    if (!characters[start].isMark || mark === '*' || !isSingle(start)) continue;
    let end = start + 1;
    while (
      end < characters.length &&
      !isMark(end, '_') &&
      !isMark(end, '^') &&
      !SPACE.test(characters[end].text)
    ) {
      end++;
    }
    if (!isMark(end, mark) || !isSingle(end) || (mark === '_' && !mayBeSubscript(characters, start, end))) {
      // No mark is between these two.
      start = end - 1;
      continue;
    }
    count++;
    for (const each of characters.slice(start + 1, end)) {
      each.script = count;
      each.style = mark === '_' ? STYLE.sub : STYLE.super;
    }
    characters[start].isRemoved = true;
    characters[end].isRemoved = true;
    start = end;
  }
}

function mayBeSubscript(characters: readonly Character[], start: number, end: number): boolean {
  const before = characters[start - 1]?.text ?? ' ';
  const after = characters[end + 1]?.text ?? ' ';
  if (SPACE.test(before)) return false;
  const content = characters.slice(start + 1, end).map(({ text }) => text);
  return !LETTER_OR_DIGIT.test(after) || NUMBER.test(content.join(''));
}

/** A run of asterisks that may begin emphasis; its first `count` ones have no partner yet. */
interface Opener {
  readonly start: number;
  count: number;
  /** The number of spaces before it if its emphasis may contain none, because it is inside of a word; null: it is not. */
  readonly spaces: number | null;
}

/** Finds italic and bold text. */
function markEmphasis(characters: readonly Character[]): void {
  /** How many pairs of marks more, or less, each character is in than the one before it. */
  const steps = { italic: new Int32Array(characters.length), bold: new Int32Array(characters.length) };
  const textAt = (i: number) => characters[i]?.text ?? ' ';
  const isAsterisk = (i: number, script: number) =>
    characters[i]?.isMark === true && characters[i].text === '*' && characters[i].script === script;
  /** The openers outside of scripts, and those in the script that is being read. */
  const outer: Opener[] = [];
  let inner: Opener[] = [];
  let innerScript = 0;
  let spaces = 0;
  for (let start = 0; start < characters.length; start++) {
    const { script } = characters[start];
    if (script !== 0 && script !== innerScript) [inner, innerScript] = [[], script];
    if (SPACE.test(characters[start].text)) spaces++;
    if (!isAsterisk(start, script)) continue;
    const openers = script === 0 ? outer : inner;
    let end = start + 1;
    while (isAsterisk(end, script)) end++;
    const [before, after] = [textAt(start - 1), textAt(end)];
    const isShort = end - start <= MAX_ASTERISKS;
    const isInWord = LETTER_OR_DIGIT.test(before);
    const mayOpen = isShort && (isInWord ? LETTER.test(after) : !SPACE.test(after));
    const mayClose = isShort && !SPACE.test(before) && !LETTER_OR_DIGIT.test(after);
    let first = start;
    while (mayClose && first < end && openers.length > 0) {
      const opener = openers[openers.length - 1];
      if (opener.spaces !== null && opener.spaces !== spaces) {
        openers.pop();
        continue;
      }
      const width = Math.min(opener.count, end - first, 2);
      const style = width === 2 ? steps.bold : steps.italic;
      style[opener.start + opener.count]++;
      style[first]--;
      for (let k = 0; k < width; k++) {
        characters[first + k].isRemoved = true;
        characters[opener.start + opener.count - 1 - k].isRemoved = true;
      }
      first += width;
      opener.count -= width;
      if (opener.count === 0) openers.pop();
    }
    if (mayOpen && first < end) {
      openers.push({ start: first, count: end - first, spaces: isInWord ? spaces : null });
    }
    start = end - 1;
  }
  let [italic, bold] = [0, 0];
  characters.forEach((each, i) => {
    italic += steps.italic[i];
    bold += steps.bold[i];
    each.style += (italic > 0 ? STYLE.italic : 0) + (bold > 0 ? STYLE.bold : 0);
  });
}
