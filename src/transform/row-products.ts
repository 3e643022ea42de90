/** The number of rows in one block. A tile of the result combines two blocks, so each value is loaded once for four products. */
const BLOCK = 4;
/** The number of values of each row in one chunk. All blocks of a chunk of a large matrix stay in the CPU cache. */
const CHUNK = 256;

/** Returns the products of all pairs of rows of a matrix: a symmetric matrix of `rows * rows` numbers. */
export function rowProducts(values: Float64Array, rows: number, columns: number): Float64Array {
  const blocks = Math.ceil(rows / BLOCK);
  const packed = new Float64Array(blocks * BLOCK * CHUNK);
  const tile = new Float64Array(BLOCK * BLOCK);
  const products = new Float64Array(rows * rows);
  for (let start = 0; start < columns; start += CHUNK) {
    const count = Math.min(CHUNK, columns - start);
    packBlocks(values, rows, columns, start, count, packed);
    for (let i = 0; i < blocks; i++) {
      for (let j = i; j < blocks; j++) {
        multiplyBlocks(packed, i * BLOCK * CHUNK, j * BLOCK * CHUNK, count, tile);
        addTile(products, rows, i * BLOCK, j * BLOCK, tile);
      }
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) products[i * rows + j] = products[j * rows + i];
  }
  return products;
}

/** Copies `count` columns from `start` on, so that the values of one block and column are neighbours. */
function packBlocks(
  values: Float64Array,
  rows: number,
  columns: number,
  start: number,
  count: number,
  packed: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const source = row * columns + start;
    const target = (row - (row % BLOCK)) * CHUNK + (row % BLOCK);
    for (let k = 0; k < count; k++) packed[target + k * BLOCK] = values[source + k];
  }
}

/** Computes the products of the rows in the blocks at `a` and `b`. Local variables keep all sums in registers. */
function multiplyBlocks(packed: Float64Array, a: number, b: number, count: number, tile: Float64Array): void {
  let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [s20, s21, s22, s23, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let p = a, q = b; p < a + BLOCK * count; p += BLOCK, q += BLOCK) {
    const y0 = packed[q];
    const y1 = packed[q + 1];
    const y2 = packed[q + 2];
    const y3 = packed[q + 3];
    const x0 = packed[p];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    const x1 = packed[p + 1];
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    const x2 = packed[p + 2];
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    const x3 = packed[p + 3];
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  tile[0] = s00;
  tile[1] = s01;
  tile[2] = s02;
  tile[3] = s03;
  tile[4] = s10;
  tile[5] = s11;
  tile[6] = s12;
  tile[7] = s13;
  tile[8] = s20;
  tile[9] = s21;
  tile[10] = s22;
  tile[11] = s23;
  tile[12] = s30;
  tile[13] = s31;
  tile[14] = s32;
  tile[15] = s33;
}

/** Adds a tile at a position of the products. The last tiles can extend beyond them. */
function addTile(
  products: Float64Array,
  rows: number,
  row: number,
  column: number,
  tile: Float64Array,
): void {
  const height = Math.min(BLOCK, rows - row);
  const width = Math.min(BLOCK, rows - column);
  for (let i = 0; i < height; i++) {
    const start = (row + i) * rows + column;
    for (let j = 0; j < width; j++) products[start + j] += tile[i * BLOCK + j];
  }
}
