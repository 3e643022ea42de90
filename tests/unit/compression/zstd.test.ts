import { expect, it } from 'vitest';
import { decompressZstd } from '../../../src/compression/zstd.js';

/** A frame without its content size. Its only block was made of 38 bytes. */
const FRAME = Buffer.from('28b52ffd0058650000305451451555050100c08b16', 'hex');

it('rejects a length that the blocks cannot have', () => {
  expect(() => decompressZstd(FRAME, 50_331_686)).toThrow(/length/);
});
