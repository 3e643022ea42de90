/**
 * Writes outlines as a font in the Compact Font Format, which PDF files contain for outlines that are not TrueType: those of
 * CFF and CFF2 fonts and of instances of variable fonts. It has no hints, which print does not need.
 */
import { joinBytes } from './join-tables.js';

/** The em of the font that is written. */
const EM = 1000;
/** Coordinates are multiples of this fraction of a unit. */
const PRECISION = 16;

const MOVE = 21;
const LINE = 5;
const CURVE = 8;
const END = 14;

/** The numbers of operators in dictionaries; those above 255 have two bytes. */
const OPERATORS = {
  charset: 15,
  charStrings: 17,
  private: 18,
  ros: 0x0c1e,
  cidCount: 0x0c22,
  fdArray: 0x0c24,
  fdSelect: 0x0c25,
};
/** The number of the first string that is not predefined. */
const FIRST_STRING = 391;

/** A glyph to write. */
export interface CffGlyph {
  /** Its number in the original font, which becomes its character identifier (CID). */
  readonly glyph: number;
  readonly advance: number;
  /** SVG path data with y pointing up. */
  readonly outline: string;
}

/** Returns a font with these glyphs, in ascending order of their numbers; the first must be 0. */
export function writeCff(fontName: string, unitsPerEm: number, glyphs: readonly CffGlyph[]): Uint8Array {
  const scale = EM / unitsPerEm;
  const charStrings = index(glyphs.map((glyph) => charString(glyph, scale)));
  const charset = Uint8Array.from([0, ...glyphs.slice(1).flatMap(({ glyph }) => [glyph >> 8, glyph & 255])]);
  const lastGlyph = glyphs.length - 1;
  const fdSelect = Uint8Array.of(3, 0, 1, 0, 0, 0, (lastGlyph + 1) >> 8, (lastGlyph + 1) & 255);
  const head = joinBytes([Uint8Array.of(1, 0, 4, 4), index([Buffer.from(fontName, 'latin1')])]);
  const strings = index(['Adobe', 'Identity'].map((text) => Buffer.from(text, 'latin1')));
  const globalSubroutines = index([]);

  const topDictionary = (offsets: readonly number[]) => {
    const [charsetAt, selectAt, stringsAt, arrayAt] = offsets;
    return index([
      dictionary([
        [OPERATORS.ros, [FIRST_STRING, FIRST_STRING + 1, 0]],
        [OPERATORS.cidCount, [glyphs[lastGlyph].glyph + 1]],
        [OPERATORS.charset, [charsetAt]],
        [OPERATORS.charStrings, [stringsAt]],
        [OPERATORS.fdArray, [arrayAt]],
        [OPERATORS.fdSelect, [selectAt]],
      ]),
    ]);
  };
  // All offsets take five bytes, so the length of the dictionary is known before the offsets are.
  const parts = [charset, fdSelect, charStrings];
  const start = head.length + topDictionary([0, 0, 0, 0]).length + strings.length + globalSubroutines.length;
  const offsets = [start];
  for (const { length } of parts) offsets.push((offsets.at(-1) as number) + length);
  const fontDictionary = (at: number) => index([dictionary([[OPERATORS.private, [0, at]]])]);
  // The private dictionary is empty, so any place in the file will do.
  const array = fontDictionary(start);
  return joinBytes([head, topDictionary(offsets), strings, globalSubroutines, ...parts, array]);
}

function charString({ advance, outline }: CffGlyph, scale: number): Uint8Array {
  const bytes: number[] = [];
  const round = (value: number) => Math.round(value * scale * PRECISION) / PRECISION;
  pushNumber(bytes, round(advance));
  let [x, y] = [0, 0];
  const push = (operator: number, points: readonly number[]) => {
    for (let i = 0; i < points.length; i += 2) {
      const [nextX, nextY] = [round(points[i]), round(points[i + 1])];
      pushNumber(bytes, nextX - x);
      pushNumber(bytes, nextY - y);
      [x, y] = [nextX, nextY];
    }
    bytes.push(operator);
  };
  let current: readonly number[] = [0, 0];
  for (const [command, ...coordinates] of outline.match(/[MLQC][^MLQCZ]*/g)?.map(parseCommand) ?? []) {
    const points = coordinates as number[];
    if (command === 'M') push(MOVE, points);
    else if (command === 'L') push(LINE, points);
    else push(CURVE, command === 'Q' ? cubic(current, points) : points);
    current = points.slice(-2);
  }
  bytes.push(END);
  return Uint8Array.from(bytes);
}

function parseCommand(text: string): [string, ...number[]] {
  return [text[0], ...text.slice(1).split(/[ ,]+/).map(Number)];
}

/** Returns the control points of the cubic curve that equals a quadratic one. */
function cubic([x, y]: readonly number[], [cx, cy, endX, endY]: readonly number[]): number[] {
  const toward = (from: number, control: number) => from + (2 / 3) * (control - from);
  return [toward(x, cx), toward(y, cy), toward(endX, cx), toward(endY, cy), endX, endY];
}

/** Appends a number of a glyph program: short for whole numbers, else with 16 bits after the point. */
function pushNumber(bytes: number[], value: number): void {
  if (!Number.isInteger(value)) {
    const fixed = Math.round(value * 0x10000);
    bytes.push(255, (fixed >> 24) & 255, (fixed >> 16) & 255, (fixed >> 8) & 255, fixed & 255);
  } else if (Math.abs(value) <= 107) bytes.push(value + 139);
  else if (Math.abs(value) <= 1131) {
    const rest = Math.abs(value) - 108;
    bytes.push((value > 0 ? 247 : 251) + (rest >> 8), rest & 255);
  } else bytes.push(28, (value >> 8) & 255, value & 255);
}

function dictionary(
  entries: readonly (readonly [operator: number, operands: readonly number[]])[],
): Uint8Array {
  return Uint8Array.from(
    entries.flatMap(([operator, operands]) => [
      ...operands.flatMap((value) => [
        29,
        value >>> 24,
        (value >> 16) & 255,
        (value >> 8) & 255,
        value & 255,
      ]),
      ...(operator > 255 ? [operator >> 8, operator & 255] : [operator]),
    ]),
  );
}

/** Returns a list of byte strings with their offsets. */
function index(items: readonly Uint8Array[]): Uint8Array {
  if (items.length === 0) return Uint8Array.of(0, 0);
  const head = new DataView(new ArrayBuffer(3 + 4 * (items.length + 1)));
  head.setUint16(0, items.length);
  head.setUint8(2, 4);
  let offset = 1;
  items.forEach(({ length }, i) => {
    head.setUint32(3 + 4 * i, offset);
    offset += length;
  });
  head.setUint32(3 + 4 * items.length, offset);
  return joinBytes([new Uint8Array(head.buffer), ...items]);
}
