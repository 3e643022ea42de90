import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

const BYTES_PER_CELL = { '|u1': 1, '<f4': 4, '<f8': 8 } as const;

export function npyHeader(descr: keyof typeof BYTES_PER_CELL, rows: number, columns: number): Buffer {
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`.padEnd(117);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00v\x00', 'latin1'), Buffer.from(`${dict}\n`)]);
}

/** Writes a sparse file of zeros, with single other values, that needs almost no disk space. */
export function sparseNpy(
  path: string,
  descr: keyof typeof BYTES_PER_CELL,
  [rows, columns]: readonly [number, number],
  values: readonly { row: number; column: number; value: number }[] = [],
): void {
  const file = openSync(path, 'w');
  const header = npyHeader(descr, rows, columns);
  writeSync(file, header);
  ftruncateSync(file, header.length + rows * columns * BYTES_PER_CELL[descr]);
  for (const { row, column, value } of values) {
    const cell = Buffer.alloc(BYTES_PER_CELL[descr]);
    if (descr === '|u1') cell.writeUInt8(value);
    else if (descr === '<f4') cell.writeFloatLE(value);
    else cell.writeDoubleLE(value);
    writeSync(file, cell, 0, cell.length, header.length + (row * columns + column) * cell.length);
  }
  closeSync(file);
}
