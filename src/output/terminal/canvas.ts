/** A picture that consists of characters: two colours in each, or dots, or a character of a text. */
import type { Hex } from '../../color/color.js';

/** The size of a character in px, and of one of its eight dots. */
export const CHARACTER = { width: 8, height: 16 };
export const DOT = 4;

/** The second column of a wide character. */
export const CONTINUATION = '\0';

/** What fills the upper or the lower half of a character. */
export interface Paint {
  readonly color: Hex;
  /** The character that stands for the colour if there are no colours. */
  readonly shade: string;
}

export interface Ink {
  /** Null: the default colour of the terminal. */
  readonly color: Hex | null;
  readonly isBold: boolean;
}

/** The bits of the dots of a Braille character: four rows of two. */
const DOT_BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

export class Canvas {
  readonly columns: number;
  readonly rows: number;
  /** For each half of a character, row by row; null: the background of the terminal. */
  readonly halves: (Paint | null)[];
  /** '': no text; several code points if marks combine with the character. */
  readonly texts: string[];
  readonly textInks: (Ink | null)[];
  /** The bits of the dots in each character. */
  readonly dots: Uint8Array;
  readonly dotColors: (Hex | null)[];
  /** The colours of the lines of hatched characters. */
  readonly hatches = new Map<number, Hex>();
  /** Whether the dots belong to a filled shape. */
  readonly isFilled: Uint8Array;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / CHARACTER.width - 1e-6);
    this.rows = Math.ceil(height / CHARACTER.height - 1e-6);
    const count = this.columns * this.rows;
    this.halves = new Array(2 * count).fill(null);
    this.texts = new Array(count).fill('');
    this.textInks = new Array(count).fill(null);
    this.dots = new Uint8Array(count);
    this.dotColors = new Array(count).fill(null);
    this.isFilled = new Uint8Array(count);
  }

  /** Fills a rectangle, whose edges are rounded to half characters. */
  fill(left: number, right: number, top: number, bottom: number, paint: Paint): void {
    const half = CHARACTER.height / 2;
    const range = (from: number, to: number, size: number, count: number) =>
      [Math.max(0, Math.round(from / size)), Math.min(count, Math.round(to / size))] as const;
    const [x0, x1] = range(left, right, CHARACTER.width, this.columns);
    const [y0, y1] = range(top, bottom, half, 2 * this.rows);
    for (let y = y0; y < y1; y++) {
      this.halves.fill(paint, y * this.columns + x0, y * this.columns + Math.max(x0, x1));
    }
  }

  /** Sets the dot at a point of the canvas. On a cell it has the colour `onCell`, or is left out if that is null. */
  setDot(x: number, y: number, color: Hex | null, isFilled: boolean, onCell: Hex | null): void {
    const [column, row] = [Math.floor(x / CHARACTER.width), Math.floor(y / CHARACTER.height)];
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return;
    const at = row * this.columns + column;
    const isCell = (this.upper(at) ?? this.lower(at)) !== null;
    if (isCell && onCell === null) return;
    const [dx, dy] = [Math.floor(x / DOT) & 1, Math.floor(y / DOT) & 3];
    this.dots[at] |= DOT_BITS[2 * dy + dx];
    this.dotColors[at] = isCell ? onCell : color;
    this.isFilled[at] = isFilled ? 1 : 0;
  }

  /** Whether a text fits into a row from a column on without covering another text. */
  isFree(column: number, row: number, length: number): boolean {
    if (row < 0 || row >= this.rows || column < 0 || column + length > this.columns) return false;
    const from = row * this.columns + column;
    return this.texts.slice(from, from + length).every((text) => text === '');
  }

  setText(column: number, row: number, text: string, ink: Ink): void {
    const at = row * this.columns + column;
    this.texts[at] = text;
    this.textInks[at] = ink;
  }

  upper(at: number): Paint | null {
    return this.halves[2 * at - (at % this.columns)];
  }

  lower(at: number): Paint | null {
    return this.halves[2 * at - (at % this.columns) + this.columns];
  }
}
