/** The characters of a text as a terminal shows them. */
import { columnsOf } from '../../fonts/character-grid.js';

export interface TerminalCharacter {
  /** The character with the marks that combine with it. */
  readonly text: string;
  /** 1 or 2. */
  readonly columns: number;
}

/** Stands for a character that a terminal would execute, or that it cannot show. */
const REPLACEMENT = { unicode: '\ufffd', ascii: '?' };
/** Characters that ASCII has a similar one for, beside those that only have a mark or another position. */
const SIMILAR: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '×': 'x',
  '·': '.',
  '…': '.',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  µ: 'u',
};
/** Marks after one character beyond this number are left out. */
const MAX_MARKS = 4;

/**
 * Returns the characters of one line of text. Control characters, which a terminal would execute, are replaced, and
 * invisible characters, which could change the direction of the line, are left out.
 */
export function toCharacters(text: string, unicode: boolean): TerminalCharacter[] {
  const replacement = unicode ? REPLACEMENT.unicode : REPLACEMENT.ascii;
  const visible = text
    .normalize('NFC')
    .replace(/\r\n|[\t-\r\x85\u2028\u2029]/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Cc}\p{Cs}]/gu, replacement);
  const characters: { text: string; columns: number; marks: number }[] = [];
  for (const character of visible) {
    const columns = columnsOf(character.codePointAt(0) as number);
    const last = characters.at(-1);
    if (columns > 0) {
      const shown = unicode ? character : toAscii(character);
      characters.push({ text: shown, columns: unicode ? columns : 1, marks: 0 });
    } else if (unicode && last && last.marks < MAX_MARKS) {
      last.text += character;
      last.marks++;
    }
  }
  return characters;
}

/** Returns the character without its marks, a similar one, or a replacement. */
function toAscii(character: string): string {
  const similar = SIMILAR[character] ?? character.normalize('NFKD')[0];
  return similar <= '~' ? similar : REPLACEMENT.ascii;
}
