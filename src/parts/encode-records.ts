import { encodeContainer } from './container.js';
import { toBytes } from './little-endian.js';
import type { RecordPart } from './record-part.js';

/** The header of a part of records: its members and the lengths of its lists of numbers. */
export interface RecordHeader extends Omit<RecordPart, 'cells'> {
  readonly kind: 'records';
  readonly cellCount: number;
  /** The lengths of the lists that the aggregate saves. */
  readonly aggregateLengths: readonly number[];
}

/** Returns a part of records as the bytes of a file. */
export function encodeRecords({ cells, ...identity }: RecordPart): Uint8Array {
  const { x, y, panel, aggregate } = cells;
  const header: RecordHeader = {
    kind: 'records',
    ...identity,
    cellCount: x.length,
    aggregateLengths: aggregate.map(({ length }) => length),
  };
  return encodeContainer(header, [x, y, ...(panel ? [panel] : []), ...aggregate].map(toBytes));
}
