/** What to ask a terminal about graphics, and how to read its answers. */
import type { GraphicsProtocol } from '../output/terminal/graphics.js';

/** How pictures are shown in a terminal. Lengths are in its pixels. */
export interface TerminalGraphics {
  readonly protocol: GraphicsProtocol;
  /** The size of a character. */
  readonly cell: { readonly width: number; readonly height: number };
  readonly maxColors: number;
  /** The largest picture; null: no limit. */
  readonly maxSize: { readonly width: number; readonly height: number } | null;
}

/** Asks for the primary device attributes. Every terminal answers, after it has answered everything before. */
const ATTRIBUTES = '\x1b[c';
/** Saves the cursor; later, restores it and erases what a terminal printed because it did not know a sequence. */
const [SAVE, RESTORE] = ['\x1b7', '\x1b8\x1b[K'];

/**
 * Asks for the size of a character and of the window, the number of colour registers and the largest picture of sixels, the
 * protocols of iTerm2 and kitty, and the attributes.
 */
export const GRAPHICS_QUERY = [
  SAVE,
  '\x1b[16t\x1b[14t',
  '\x1b[?1;1;0S\x1b[?2;1;0S',
  '\x1b]1337;ReportCellSize\x1b\\',
  '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\',
  RESTORE,
  ATTRIBUTES,
].join('');

/** The attribute of terminals that show sixels. */
const SIXEL_ATTRIBUTE = '4';
const KITTY = /\x1b_Gi=31;OK\x1b\\/;
const ITERM2 = /\x1b\]1337;ReportCellSize=([\d.]+);([\d.]+)(?:;([\d.]+))?(?:\x1b\\|\x07)/;
const CELL = /\x1b\[6;(\d+);(\d+)t/;
const WINDOW = /\x1b\[4;(\d+);(\d+)t/;
const DEVICE = /\x1b\[\?([\d;]*)c/;
const REGISTERS = /\x1b\[\?1;0;(\d+)S/;
const GEOMETRY = /\x1b\[\?2;0;(\d+);(\d+)S/;

/** The size of a character in a terminal that does not tell it. */
const DEFAULT_CELL = { width: 8, height: 16 };
const MAX_CELL_SIDE = 200;
/** The number of colours in a terminal that does not tell it. More would make sixels slow. */
const MAX_COLORS = 256;

/** Whether the last question is answered, and so all that the terminal knows. */
export function isComplete(answers: string): boolean {
  return DEVICE.test(answers);
}

/** Returns the protocol that the answers name; null: none. */
function readProtocol(answers: string): GraphicsProtocol | null {
  if (KITTY.test(answers)) return 'kitty';
  if (ITERM2.test(answers)) return 'iterm2';
  const [, attributes = ''] = DEVICE.exec(answers) ?? [];
  return attributes.split(';').slice(1).includes(SIXEL_ATTRIBUTE) ? 'sixel' : null;
}

/** Returns how to show pictures in the terminal that gave these answers; null: not at all. */
export function readGraphics(
  answers: string,
  window: { readonly columns: number; readonly rows: number },
): TerminalGraphics | null {
  const protocol = readProtocol(answers);
  if (protocol === null) return null;
  const [, registers] = (REGISTERS.exec(answers) ?? []).map(Number);
  const [, width, height] = (GEOMETRY.exec(answers) ?? []).map(Number);
  return {
    protocol,
    cell: readCell(answers, window),
    maxColors: registers > 1 ? Math.min(registers, MAX_COLORS) : MAX_COLORS,
    maxSize: protocol === 'sixel' && width > 0 && height > 0 ? { width, height } : null,
  };
}

function readCell(
  answers: string,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): TerminalGraphics['cell'] {
  const [, pointHeight, pointWidth, scale = 1] = (ITERM2.exec(answers) ?? []).map((text) =>
    text === undefined ? undefined : Number(text),
  ) as number[];
  const [, height, width] = (CELL.exec(answers) ?? []).map(Number);
  const [, windowHeight, windowWidth] = (WINDOW.exec(answers) ?? []).map(Number);
  const candidates = [
    { width: pointWidth * scale, height: pointHeight * scale },
    { width, height },
    { width: windowWidth / columns, height: windowHeight / rows },
  ];
  const isPossible = (side: number) => side >= 1 && side <= MAX_CELL_SIDE;
  return candidates.find((cell) => isPossible(cell.width) && isPossible(cell.height)) ?? DEFAULT_CELL;
}
