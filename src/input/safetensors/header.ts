import { fail, quote } from '../../diagnostics.js';
import type { NamedArray } from '../named-arrays.js';
import { isSafetensors, SAFETENSORS_LENGTH_BYTES, safetensorsHeaderEnd } from '../signatures.js';

/** A tensor in a file. */
export interface Tensor extends NamedArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  /** The offsets of its first byte and after its last byte, from the start of the file. */
  readonly start: number;
  readonly end: number;
}

/** The limit for the header. A model with 10,000 tensors has about one million bytes. */
const MAX_HEADER_BYTES = 2 ** 25;

/** Returns the number of bytes of the header. Errors: `safetensors-header`. */
export function headerLength(start: Uint8Array, file: string): number {
  const end = isSafetensors(start) ? safetensorsHeaderEnd(start) : null;
  if (end === null) {
    fail(
      'safetensors-header',
      'the data does not start with the length of a header and a JSON object, as every safetensors file must',
      { file },
    );
  }
  if (end > MAX_HEADER_BYTES) {
    fail('safetensors-header', `the header has ${end} bytes; the limit is ${MAX_HEADER_BYTES}`, { file });
  }
  return end;
}

/**
 * Lists the tensors of a header in the order of the file. `size` is the size of the file, or null if it is unknown.
 *
 * Errors: `safetensors-header`, `safetensors-truncated`, `safetensors-empty`.
 */
export function parseHeader(header: Uint8Array, size: number | null, file: string): Tensor[] {
  const content = parseObject(header.subarray(SAFETENSORS_LENGTH_BYTES), file);
  const tensors = Object.entries(content)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => parseTensor(name, entry, header.length, file));
  if (tensors.length === 0) fail('safetensors-empty', 'the file has no tensors', { file });
  const end = tensors.reduce((max, tensor) => Math.max(max, tensor.end), 0);
  if (size !== null && end > size) {
    fail('safetensors-truncated', `the tensors end at byte ${end}, but the file has ${size} bytes`, { file });
  }
  return tensors.sort((a, b) => a.start - b.start);
}

function parseObject(bytes: Uint8Array, file: string): object {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    content = null;
  }
  if (!isObject(content)) fail('safetensors-header', 'the header is not a JSON object', { file });
  return content;
}

function parseTensor(name: string, entry: unknown, headerEnd: number, file: string): Tensor {
  const failEntry = (reason: string) =>
    fail('safetensors-header', `the entry of tensor ${quote(name)} in the header ${reason}`, { file });
  if (!isObject(entry)) return failEntry('is not an object');
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (typeof dtype !== 'string') return failEntry('has no "dtype"');
  if (!isSizes(shape)) return failEntry('has no "shape", a list of lengths');
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    return failEntry('has no "data_offsets", a start and an end');
  }
  return { name, dtype, shape, start: headerEnd + offsets[0], end: headerEnd + offsets[1] };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
