import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

const BYTES = { '|u1': 1, '<f4': 4, '<f8': 8 } as const;

export function npyHeader(descr: keyof typeof BYTES, rows: number, columns: number): Buffer {
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`.padEnd(117);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1'), Buffer.from(`${dict}\n`)]);
}

/** A file of zeros that takes hardly any room on the disk, but for single values. */
export function sparseNpy(
  path: string,
  descr: keyof typeof BYTES,
  [rows, columns]: readonly [number, number],
  values: readonly { row: number; column: number; value: number }[] = [],
): void {
  const file = openSync(path, 'w');
  const header = npyHeader(descr, rows, columns);
  writeSync(file, header);
  ftruncateSync(file, header.length + rows * columns * BYTES[descr]);
  for (const { row, column, value } of values) {
    const one = Buffer.alloc(BYTES[descr]);
    if (descr === '|u1') one.writeUInt8(value);
    else if (descr === '<f4') one.writeFloatLE(value);
    else one.writeDoubleLE(value);
    writeSync(file, one, 0, one.length, header.length + (row * columns + column) * one.length);
  }
  closeSync(file);
}
