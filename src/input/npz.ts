import { openMember, STORED, unpackStart, type ZipMember, zipMembers } from '../compression/zip.js';
import { type Diagnostic, fail, HeatmapError, type Place, quote, type Report } from '../diagnostics.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { type Dataset, NO_NAMES, type Slice } from '../matrix/matrix.js';
import { nearestWords } from '../nearest-words.js';
import { listFirst } from '../phrases.js';
import { formatShape } from './array.js';
import { readAll } from './bytes.js';
import { MAX_HEADER_BYTES } from './npy/header.js';
import { inspectNpy, readNpyDataset } from './npy.js';
import type { Reader } from './reader.js';

/** The maximum size of the unpacked arrays of one file, 1 GiB. It limits the time that a small file can take. */
const MAX_BYTES = 2 ** 30;

const MAX_ERRORS = 20;
const MAX_LISTED = 20;

interface PackedArray {
  /** The key in Python: the name of the member without ".npy". */
  readonly key: string;
  readonly member: ZipMember;
}

/**
 * Reads a file written by `numpy.savez` or `savez_compressed`.
 *
 * - A single array, or the one that `options.array` names (with or without ".npy"), is read as `readNpy` does.
 * - Several arrays are a stack in the order of the file. Each one is a panel with its key as title; it may have at most
 *   two axes longer than one. The shapes may differ.
 *
 * Reports `npz-other-file`. Errors: those of `zipMembers`, `openMember`, `inspectNpy` and `readNpyDataset`, and
 * `npz-magic`, `npz-empty`, `npz-duplicate-array`, `unknown-array`, `npz-too-large`, `npz-array-size`, `npz-panel`.
 */
export const readNpz: Reader = (source, options, report, readPlan = NO_REDUCTION) => {
  const { name: file, bytes } = readAll(source);
  const place = { file };
  const arrays = listArrays(bytes, place, options.array === undefined ? report : () => {});
  const selected = options.array === undefined ? arrays : [findArray(options.array, arrays, place)];
  const isSingle = selected.length === 1;
  const { maxCells, reduction } = readPlan;
  const sharedPlan = { maxCells: Math.max(1, Math.floor(maxCells / selected.length)), reduction };
  let bytesLeft = MAX_BYTES;
  let cells = 0;

  function readArray({ key, member }: PackedArray): Dataset {
    if (member.method !== STORED) bytesLeft -= member.size;
    if (bytesLeft < 0) fail('npz-too-large', `the arrays unpack to more than ${MAX_BYTES} bytes`, place);
    const info = inspectNpy(unpackStart(member, MAX_HEADER_BYTES, file), member.size, file);
    if (info.end !== member.size) {
      fail(
        'npz-array-size',
        `the array has ${info.end} bytes, but its entry in the archive has ${member.size}`,
        place,
      );
    }
    cells += info.cells;
    if (!reduction) checkSize('cells', cells, file);
    if (!isSingle && info.layout.leadingShape.length > 0) {
      fail(
        'npz-panel',
        `the shape is ${formatShape(info.header.shape)}; in a file with several arrays, each one must have two axes`,
        place,
      );
    }
    const titles = isSingle ? undefined : [key];
    const context = { name: file, missingValues: options.missingValues, titles };
    const unpacked = openMember(member, MAX_HEADER_BYTES, file);
    const dataset = readNpyDataset(info, unpacked, context, isSingle ? readPlan : sharedPlan);
    // The checksum covers the parts that `select` skips.
    while (unpacked.rest?.next());
    return dataset;
  }

  if (isSingle) return readArray(selected[0]);
  const slices: Slice[] = [];
  const errors: Diagnostic[] = [];
  for (const array of selected) {
    try {
      for (const slice of readArray(array).slices) slices.push(slice);
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      for (const diagnostic of error.diagnostics) errors.push(addKey(array.key, diagnostic));
      if (errors.length >= MAX_ERRORS || bytesLeft < 0) break;
    }
  }
  if (errors.length > 0) throw new HeatmapError(errors);
  return { slices, leadingShape: [slices.length], names: NO_NAMES };
};

function addKey(key: string, diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    message: `array ${quote(key)}: ${diagnostic.message}`,
    hints: [...(diagnostic.hints ?? []), 'to draw a single array, set "array" to its name'],
  };
}

/** Lists the arrays in the file: at least one, with distinct keys. */
function listArrays(bytes: Uint8Array, place: Place, report: Report): PackedArray[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    fail('npz-magic', 'the data does not start with "PK", as every NPZ file must', place);
  }
  const files = zipMembers(bytes, place.file).filter((member) => !member.name.endsWith('/'));
  const others = files.filter((member) => !member.name.endsWith('.npy')).map((member) => member.name);
  const arrays = files
    .filter((member) => member.name.endsWith('.npy'))
    .map((member) => ({ key: member.name.slice(0, -4), member }));
  if (arrays.length === 0) {
    const [first] = others;
    const message = 'the archive contains no array (a file with a name that ends in ".npy")';
    if (first === undefined) fail('npz-empty', message, place);
    fail(
      'npz-empty',
      `${message}, but ${listFirst(others, MAX_LISTED, quote)}`,
      place,
      'unpack it with unzip, and draw one of its files',
    );
  }
  if (others.length > 0) {
    report({
      severity: 'warning',
      code: 'npz-other-file',
      message: `skipped files that are not arrays, because their names do not end in ".npy": ${listFirst(others, MAX_LISTED, quote)}`,
      place,
    });
  }
  const keys = new Set<string>();
  for (const { key } of arrays) {
    if (keys.has(key)) fail('npz-duplicate-array', `two arrays have the name ${quote(key)}`, place);
    keys.add(key);
  }
  return arrays;
}

function findArray(name: string, arrays: readonly PackedArray[], place: Place): PackedArray {
  const array = arrays.find(({ key }) => key === name) ?? arrays.find(({ member }) => member.name === name);
  if (array) return array;
  const keys = arrays.map(({ key }) => key);
  const hints = nearestWords(name, keys).map((key) => `did you mean ${quote(key)}?`);
  fail(
    'unknown-array',
    `no array is named ${quote(name)}; the file has ${listFirst(keys, MAX_LISTED, quote)}`,
    place,
    ...hints,
  );
}
