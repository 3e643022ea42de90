/**
 * The signatures of formats whose readers are loaded only when they are needed. They are apart from the readers, because
 * each file is compared with them.
 */
import { findSignature } from '../hdf5/signature.js';
import { SIGNATURE } from '../parts/layout.js';

/** Whether a file starts like an Arrow file, a stream of Arrow messages, or an old Feather file. */
export function isArrow(start: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(start.subarray(0, 6));
  if (text === 'ARROW1' || text.startsWith('FEA1')) return true;
  if (start.length < 8) return false;
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const length = view.getUint32(4, true);
  return view.getUint32(0, true) === 0xffffffff && length > 0 && length < 2 ** 28 && length % 8 === 0;
}

/** The length of the header is a number of this many bytes. */
export const SAFETENSORS_LENGTH_BYTES = 8;

/** Returns the offset of the first tensor, or null if `start` cannot be the start of a safetensors file. */
export function safetensorsHeaderEnd(start: Uint8Array): number | null {
  if (start.length < SAFETENSORS_LENGTH_BYTES) return null;
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  return SAFETENSORS_LENGTH_BYTES + view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
}

/** Whether a file starts like a safetensors file: a plausible length of the header, and a JSON object. */
export function isSafetensors(start: Uint8Array): boolean {
  const end = safetensorsHeaderEnd(start);
  return end !== null && end < 2 ** 32 && start[SAFETENSORS_LENGTH_BYTES] === 0x7b;
}

/** Whether a file starts as a part of a matrix does. */
export function isPart(start: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => start[i] === byte);
}

/** Whether a file starts as HDF5 files do. */
export function isHdf5(start: Uint8Array): boolean {
  return findSignature(start) !== null;
}

/** Whether a file starts as MATLAB files of level 5 do. */
export function isMat(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, 7)).toString('latin1');
  const [version, order] = [start.subarray(124, 126), start.subarray(126, 128)];
  const mark = Buffer.from(order).toString('latin1');
  return /^MATLAB/.test(text) && (mark === 'IM' ? version[1] === 1 : mark === 'MI' && version[0] === 1);
}

/** Whether the first file of a ZIP archive is one that office programs write. */
export function isXlsx(start: Uint8Array): boolean {
  if (start.length < 34 || start[0] !== 0x50 || start[1] !== 0x4b || start[2] !== 3 || start[3] !== 4) {
    return false;
  }
  const name = new TextDecoder('latin1').decode(start.subarray(30, 30 + start[26]));
  return /^(?:\[Content_Types\]\.xml|(?:_rels|docProps|xl|customXml)[/\\])/i.test(name);
}
