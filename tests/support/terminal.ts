/** A terminal that reads lines with colours into cells of text. */
import { columnsOf } from '../../src/fonts/character-grid.js';

export interface TerminalCell {
  readonly text: string;
  /** Parameters such as "2;255;0;0" or "5;16"; null: the default colour. */
  readonly foreground: string | null;
  readonly background: string | null;
}

/** Sequences that set colours and bold, the only ones that a figure may have. */
const SEQUENCE = /^\x1b\[([\d;]*)m/;

/** Returns the cells of each line. Throws for any control sequence or character that does more than set a colour. */
export function readTerminal(output: string): TerminalCell[][] {
  const lines = output.split('\n');
  if (lines.pop() !== '') throw new Error('the last line has no end');
  return lines.map((line) => {
    const cells: TerminalCell[] = [];
    let [foreground, background]: (string | null)[] = [null, null];
    for (let rest = line; rest !== ''; ) {
      const sequence = SEQUENCE.exec(rest);
      if (sequence) {
        const parameters = sequence[1].split(';');
        for (let i = 0; i < parameters.length; i++) {
          const [code, mode] = [parameters[i], parameters[i + 1]];
          if (code === '38' || code === '48') {
            const length = mode === '2' ? 4 : 2;
            const color = parameters.slice(i + 1, i + 1 + length).join(';');
            if (code === '38') foreground = color;
            else background = color;
            i += length;
          } else if (code === '0') [foreground, background] = [null, null];
          else if (code === '39') foreground = null;
          else if (code === '49') background = null;
          else if (code !== '1' && code !== '22') throw new Error(`the sequence sets ${code}`);
        }
        rest = rest.slice(sequence[0].length);
        continue;
      }
      const character = String.fromCodePoint(rest.codePointAt(0) as number);
      if (/\p{Cc}|\p{Default_Ignorable_Code_Point}/u.test(character))
        throw new Error(`control character ${JSON.stringify(character)}`);
      rest = rest.slice(character.length);
      const columns = columnsOf(character.codePointAt(0) as number);
      const last = cells.at(-1);
      if (columns === 0 && last) cells[cells.length - 1] = { ...last, text: last.text + character };
      else cells.push({ text: character, foreground, background });
      if (columns === 2) cells.push({ text: '', foreground, background });
    }
    if (foreground !== null || background !== null) throw new Error('a line ends in a colour');
    return cells;
  });
}

/** Returns the colours of the upper and the lower half of a cell. */
export function halvesOf(cell: TerminalCell | undefined): [upper: string | null, lower: string | null] {
  if (!cell) return [null, null];
  const { text, foreground, background } = cell;
  if (text === '▀') return [foreground, background];
  return text === '▄' ? [background, foreground] : [background, background];
}

/** Returns the text of each line, without colours. */
export function linesOf(output: string): string[] {
  return readTerminal(output).map((cells) => cells.map(({ text }) => text).join(''));
}
