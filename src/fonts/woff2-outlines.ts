/** Restores the tables "glyf", "loca" and "hmtx" of a web font in the second version, which have a form of their own there. */
import { readComponents } from './composite-glyph.js';
import { joinBytes } from './join-tables.js';
import { badFont, FontTable } from './sfnt.js';
import { TableReader } from './table-reader.js';

const HAS_INSTRUCTIONS = 0x100;
const ON_CURVE = 1;
const OVERLAP = 0x40;
/** A limit on the memory that a malicious font can take. */
const MAX_POINTS = 0xffff;

/** The parts of a transformed "glyf" table, in the order in which they follow its header. */
const STREAMS = [
  'contours',
  'points',
  'flags',
  'coordinates',
  'components',
  'boxes',
  'instructions',
] as const;
type Streams = Record<(typeof STREAMS)[number], TableReader>;

/** Puts the restored tables into `tables`. `metrics` is a transformed "hmtx" table, if there is one. */
export function restoreOutlines(
  glyf: FontTable,
  metrics: FontTable | null,
  tables: Map<string, Uint8Array>,
  file: string,
): void {
  const glyphCount = glyf.u16(4);
  const hasOverlaps = (glyf.u16(2) & 1) !== 0;
  let at = 36;
  const streams = Object.fromEntries(
    STREAMS.map((stream, i) => {
      const length = glyf.u32(8 + 4 * i);
      const part = new FontTable(file, `"glyf" table`, glyf.bytes(at, at + length));
      at += length;
      return [stream, new TableReader(part, 0)];
    }),
  ) as Streams;
  const bitmapLength = 4 * Math.floor((glyphCount + 31) / 32);
  const boxBits = streams.boxes.bytes(bitmapLength);
  const overlapBits = hasOverlaps ? glyf.bytes(at, at + ((glyphCount + 7) >> 3)) : null;
  const isSet = (bits: Uint8Array | null, glyph: number) =>
    bits !== null && (bits[glyph >> 3] & (0x80 >> (glyph & 7))) !== 0;

  const glyphs: Uint8Array[] = [];
  const loca = new DataView(new ArrayBuffer(4 * (glyphCount + 1)));
  const lefts = new Int16Array(glyphCount);
  let length = 0;
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    loca.setUint32(4 * glyph, length);
    const contours = streams.contours.i16();
    if (contours === 0) continue;
    const box = isSet(boxBits, glyph) ? streams.boxes.bytes(8) : null;
    const bytes =
      contours < 0
        ? readComposite(streams, box, file)
        : readSimple(streams, contours, box, isSet(overlapBits, glyph), file);
    lefts[glyph] = (bytes[2] << 8) | bytes[3];
    glyphs.push(bytes, new Uint8Array(-bytes.length & 3));
    length += (bytes.length + 3) & ~3;
  }
  loca.setUint32(4 * glyphCount, length);
  tables.set('glyf', joinBytes(glyphs));
  tables.set('loca', new Uint8Array(loca.buffer));
  const head = (tables.get('head') ?? new Uint8Array()).slice();
  if (head.length < 54) badFont(file, 'the font is damaged: its "head" table is too short');
  new DataView(head.buffer).setUint16(50, 1);
  tables.set('head', head);
  if (metrics) tables.set('hmtx', restoreMetrics(metrics, tables.get('hhea'), lefts, file));
}

function readComposite(
  { components, coordinates, instructions }: Streams,
  box: Uint8Array | null,
  file: string,
) {
  if (!box) return badFont(file, 'the font is damaged: its "glyf" table lacks the box of a composite glyph');
  const start = components.at;
  let hasInstructions = false;
  const reader = readComponents(components.table, start);
  for (const { flags, end } of reader) {
    hasInstructions ||= (flags & HAS_INSTRUCTIONS) !== 0;
    components.at = end;
  }
  const program = hasInstructions ? instructions.bytes(coordinates.packed16()) : null;
  return joinBytes([
    Uint8Array.of(0xff, 0xff),
    box,
    components.table.bytes(start, components.at),
    ...(program ? [Uint8Array.of(program.length >> 8, program.length & 0xff), program] : []),
  ]);
}

function readSimple(
  { points, flags, coordinates, instructions }: Streams,
  contours: number,
  box: Uint8Array | null,
  overlaps: boolean,
  file: string,
): Uint8Array {
  const ends: number[] = [];
  let count = 0;
  for (let i = 0; i < contours; i++) {
    count += points.packed16();
    if (count > MAX_POINTS) badFont(file, `the font is damaged: a glyph has more than ${MAX_POINTS} points`);
    ends.push(count - 1);
  }
  const head = 10 + 2 * contours;
  const bytes = new Uint8Array(head + 2 + 5 * count);
  const view = new DataView(bytes.buffer);
  const body = head + 2;
  let [x, y, left, bottom, right, top] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const flag = flags.u8();
    const [dx, dy] = readStep(flag & 0x7f, coordinates);
    x += dx;
    y += dy;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
    bytes[body + i] = flag & 0x80 ? 0 : ON_CURVE;
    view.setInt16(body + count + 2 * i, dx);
    view.setInt16(body + 3 * count + 2 * i, dy);
  }
  if (overlaps && count > 0) bytes[body] |= OVERLAP;
  view.setInt16(0, contours);
  if (box) bytes.set(box, 2);
  else
    [left, bottom, right, top].forEach((value, i) => {
      view.setInt16(2 + 2 * i, value);
    });
  ends.forEach((end, i) => {
    view.setUint16(10 + 2 * i, end);
  });
  const program = instructions.bytes(coordinates.packed16());
  view.setUint16(head, program.length);
  return joinBytes([bytes.subarray(0, body), program, bytes.subarray(body)]);
}

/** Reads the step to the next point, which takes one to four bytes. */
function readStep(flag: number, bytes: TableReader): readonly [dx: number, dy: number] {
  const sign = (bit: number, value: number) => (bit & 1 ? value : -value);
  if (flag < 10) return [0, sign(flag, ((flag & 14) << 7) + bytes.u8())];
  if (flag < 20) return [sign(flag, (((flag - 10) & 14) << 7) + bytes.u8()), 0];
  if (flag < 84) {
    const [high, low] = [flag - 20, bytes.u8()];
    return [sign(flag, 1 + (high & 0x30) + (low >> 4)), sign(flag >> 1, 1 + ((high & 12) << 2) + (low & 15))];
  }
  if (flag < 120) {
    const high = flag - 84;
    const dx = 1 + (Math.floor(high / 12) << 8) + bytes.u8();
    return [sign(flag, dx), sign(flag >> 1, 1 + (((high % 12) >> 2) << 8) + bytes.u8())];
  }
  if (flag < 124) {
    const [first, middle] = [bytes.u8(), bytes.u8()];
    return [sign(flag, (first << 4) + (middle >> 4)), sign(flag >> 1, ((middle & 15) << 8) + bytes.u8())];
  }
  return [sign(flag, (bytes.u8() << 8) + bytes.u8()), sign(flag >> 1, (bytes.u8() << 8) + bytes.u8())];
}

/** Returns the "hmtx" table. Left bearings that the form omits are the left ends of the glyphs. */
function restoreMetrics(
  metrics: FontTable,
  hhea: Uint8Array | undefined,
  lefts: Int16Array,
  file: string,
): Uint8Array {
  if (!hhea || hhea.length < 36) return badFont(file, 'the font is damaged: its "hhea" table is too short');
  const advanceCount = Math.min((hhea[34] << 8) | hhea[35], lefts.length);
  const flags = metrics.u8(0);
  const table = new DataView(new ArrayBuffer(2 * advanceCount + 2 * lefts.length));
  const reader = new TableReader(metrics, 1);
  for (let i = 0; i < advanceCount; i++) table.setInt16(4 * i, reader.i16());
  lefts.forEach((left, i) => {
    const isOmitted = (flags & (i < advanceCount ? 1 : 2)) !== 0;
    const at = i < advanceCount ? 4 * i + 2 : 4 * advanceCount + 2 * (i - advanceCount);
    table.setInt16(at, isOmitted ? left : reader.i16());
  });
  return new Uint8Array(table.buffer);
}
