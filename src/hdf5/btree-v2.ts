import { byteCount, type Hdf5Bytes } from './reader.js';

/** Yields the offset of each record of a B-tree of version 2, and the size of a record. */
export function* btreeRecords(file: Hdf5Bytes, address: number): Generator<{ start: number; size: number }> {
  const header = file.at(address, 'BTHD');
  const nodeSize = header.skip(2).uint(4);
  const size = header.uint(2);
  const depth = header.uint(2);
  const root = header.skip(2).address();
  const count = header.uint(2);
  if (size === 0 || depth > 16) file.fail('the header of an index is invalid', address);
  const leafCount = Math.floor((nodeSize - 10) / size);
  const countSize = byteCount(leafCount);
  /** For each level, the size of the number of all records below one node. */
  const totalSizes = [0];
  for (let total = leafCount; totalSizes.length <= depth; totalSizes.push(byteCount(total))) {
    const pointer = file.addressSize + countSize + (totalSizes.at(-1) ?? 0);
    const perNode = Math.floor((nodeSize - 10 - pointer) / (size + pointer));
    total = (perNode + 1) * total + perNode;
  }
  if (root !== null) yield* nodeRecords(root, count, depth);

  function* nodeRecords(
    node: number,
    records: number,
    level: number,
  ): Generator<{ start: number; size: number }> {
    const cursor = file.at(node, level === 0 ? 'BTLF' : 'BTIN').skip(2);
    for (let i = 0; i < records; i++) {
      yield { start: cursor.pos, size };
      cursor.skip(size);
    }
    if (level === 0) return;
    for (let i = 0; i <= records; i++) {
      const child = cursor.definedAddress();
      const childCount = cursor.uint(countSize);
      cursor.skip(totalSizes[level - 1]);
      yield* nodeRecords(child, childCount, level - 1);
    }
  }
}
