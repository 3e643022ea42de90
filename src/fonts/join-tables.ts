/** The checksum of a whole font and its `checkSumAdjustment` sum up to this. */
const FONT_CHECKSUM = 0xb1b0afba;

/** The first four bytes of a font with TrueType outlines. */
export const TRUETYPE = 0x00010000;

/** Returns a font file with these tables, in the order of their tags. `version` is its first four bytes. */
export function joinTables(
  version: number,
  unsorted: readonly (readonly [tag: string, bytes: Uint8Array])[],
): Uint8Array {
  const tables = [...unsorted].sort(([a], [b]) => (a < b ? -1 : 1));
  const directoryLength = 12 + 16 * tables.length;
  const total = tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), directoryLength);
  const font = new Uint8Array(total);
  const view = new DataView(font.buffer);
  const log = Math.floor(Math.log2(tables.length));
  view.setUint32(0, version);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * 2 ** log);
  view.setUint16(8, log);
  view.setUint16(10, 16 * (tables.length - 2 ** log));
  let offset = directoryLength;
  let headOffset: number | null = null;
  tables.forEach(([tag, bytes], i) => {
    font.set(bytes, offset);
    const record = 12 + 16 * i;
    const end = offset + ((bytes.length + 3) & ~3);
    if (tag === 'head' && bytes.length >= 12) {
      headOffset = offset;
      view.setUint32(offset + 8, 0);
    }
    for (let k = 0; k < 4; k++) font[record + k] = tag.charCodeAt(k);
    view.setUint32(record + 4, checksum(view, offset, end));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, bytes.length);
    offset = end;
  });
  if (headOffset !== null) view.setUint32(headOffset + 8, (FONT_CHECKSUM - checksum(view, 0, total)) >>> 0);
  return font;
}

/** Returns the sum of 32-bit words, modulo 2³². */
function checksum(view: DataView, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
