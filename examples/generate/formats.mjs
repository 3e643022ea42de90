// Writers for the file formats of the example data.

/** Returns delimited text. A field that contains the separator or a quote is quoted. */
export function csv(lines, separator = ',') {
  const field = (value) => {
    const text = String(value);
    return text.includes(separator) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${lines.map((line) => line.map(field).join(separator)).join('\n')}\n`;
}

/** Returns a table with row and column labels; `value(i, j)` returns the cell of row i and column j. */
export function table(corner, rows, columns, value) {
  return [[corner, ...columns], ...rows.map((row, i) => [row, ...columns.map((_, j) => value(i, j))])];
}

/** Returns indented JSON with each list of numbers or strings on one line. */
export function json(value, indent = '') {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  if (isList && !value.some(Array.isArray)) return `[${value.map((item) => json(item)).join(', ')}]`;
  const items = isList
    ? value.map((item) => inner + json(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${json(item, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}${indent ? '' : '\n'}`;
}

/** Returns a matrix in the NPY format 1.0, C order, as little-endian float32 or, with "|i1", int8. */
export function npy(rows, type = '<f4') {
  const [height, width] = [rows.length, rows[0].length];
  const size = type === '<f4' ? 4 : 1;
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  const start = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + size * height * width).fill(0x20, 10, start);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  view.setUint16(8, start - 10, true);
  bytes.set(Buffer.from(header), 10);
  bytes[start - 1] = 0x0a;
  let end = start;
  for (const row of rows) {
    for (const value of row) {
      if (type === '<f4') view.setFloat32(end, value, true);
      else view.setInt8(end, value);
      end += size;
    }
  }
  return bytes;
}
