import { type Diagnostic, fail, HeatmapError, nearest, type Place, type Report } from '../diagnostics.js';
import { checkSize, WHOLE } from '../matrix/limits.js';
import { type Dataset, NO_NAMES, type Slice } from '../matrix/matrix.js';
import { shapeText } from './array.js';
import { held } from './bytes.js';
import { LONGEST_HEADER } from './npy/header.js';
import { STORED, unpack, unpackBeginning, type ZipMember, zipMembers } from './npy/zip.js';
import { npyDataset, planNpy } from './npy.js';
import type { Reader } from './reader.js';

/** What the packed arrays of one file may take in memory, unpacked and as numbers: 1 GiB. */
const MOST_BYTES = 2 ** 30;

const MOST_FAULTS = 20;
const MOST_LISTED = 20;

interface PackedArray {
  /** What Python calls it: the member's name without ".npy". */
  readonly key: string;
  readonly member: ZipMember;
}

/**
 * Reads what `numpy.savez` and `savez_compressed` write. One array, or the one that `options.array` names (with
 * or without ".npy"), is read as `readNpy` does. Several are a stack in the order of the file, each of them a
 * panel that is titled by its key and has at most two axes longer than one; they may differ in shape.
 *
 * Reports `npz-other-file`. Errors: those of `zipMembers`, `unpack`, `planNpy` and `npyDataset`, and `npz-magic`,
 * `npz-empty`, `npz-duplicate-array`, `unknown-array`, `npz-too-large`, `npz-array-size`, `npz-panel`.
 */
export const readNpz: Reader = (source, options, report, wanted = WHOLE) => {
  const { name: file, bytes } = held(source);
  const place = { file };
  const arrays = arraysIn(bytes, place, options.array === undefined ? report : () => {});
  const chosen = options.array === undefined ? arrays : [arrayNamed(options.array, arrays, place)];
  let room = MOST_BYTES;

  function read({ key, member }: PackedArray): Dataset {
    const reserve = (size: number) => {
      if (member.method !== STORED) room -= size;
      if (room < 0) fail('npz-too-large', `the arrays unpack to more than ${MOST_BYTES} bytes`, place);
    };
    reserve(member.size);
    const plan = planNpy(unpackBeginning(member, LONGEST_HEADER, file), member.size, file);
    if (plan.end !== member.size) {
      fail(
        'npz-array-size',
        `the array is ${plan.end} bytes long, its entry in the archive ${member.size}`,
        place,
      );
    }
    const alone = chosen.length === 1;
    if (!alone || !wanted.reduce) {
      checkSize('cells', plan.cells, file);
      reserve(plan.cells * 8);
    }
    if (!alone && plan.layout.leading.length > 0) {
      fail(
        'npz-panel',
        `the shape is ${shapeText(plan.header.shape)}; each of several arrays is a panel and has two axes`,
        place,
      );
    }
    const titles = alone ? undefined : [key];
    const context = { name: file, missingValues: options.missingValues, titles };
    return npyDataset(plan, { name: file, bytes: unpack(member, file) }, context, alone ? wanted : WHOLE);
  }

  if (chosen.length === 1) return read(chosen[0]);
  const slices: Slice[] = [];
  const faults: Diagnostic[] = [];
  for (const array of chosen) {
    try {
      slices.push(...read(array).slices);
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      faults.push(...error.diagnostics.map((fault) => inArray(array.key, fault)));
      if (faults.length >= MOST_FAULTS || room < 0) break;
    }
  }
  if (faults.length > 0) throw new HeatmapError(faults);
  return { slices, leading: [slices.length], names: NO_NAMES };
};

function inArray(key: string, fault: Diagnostic): Diagnostic {
  return {
    ...fault,
    message: `array ${quoted(key)}: ${fault.message}`,
    hints: [...(fault.hints ?? []), 'to draw one array alone, name it with "array"'],
  };
}

/** The arrays in the file, at least one, all keys different. */
function arraysIn(bytes: Uint8Array, place: Place, report: Report): PackedArray[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    fail('npz-magic', 'the data does not begin with "PK", as every NPZ file does', place);
  }
  const files = zipMembers(bytes, place.file).filter((member) => !member.name.endsWith('/'));
  const others = files.filter((member) => !member.name.endsWith('.npy')).map((member) => member.name);
  if (others.length > 0) {
    report({
      severity: 'warning',
      code: 'npz-other-file',
      message: `files that are not arrays (their names do not end in ".npy") were not read: ${list(others)}`,
      place,
    });
  }
  const arrays = files
    .filter((member) => member.name.endsWith('.npy'))
    .map((member) => ({ key: member.name.slice(0, -4), member }));
  if (arrays.length === 0) {
    fail('npz-empty', 'the archive holds no array, a file whose name ends in ".npy"', place);
  }
  const keys = new Set<string>();
  for (const { key } of arrays) {
    if (keys.has(key)) fail('npz-duplicate-array', `two arrays are called ${quoted(key)}`, place);
    keys.add(key);
  }
  return arrays;
}

function arrayNamed(name: string, arrays: readonly PackedArray[], place: Place): PackedArray {
  const found = arrays.find(({ key }) => key === name) ?? arrays.find(({ member }) => member.name === name);
  if (found) return found;
  const keys = arrays.map(({ key }) => key);
  const [near] = nearest(name, keys);
  fail(
    'unknown-array',
    `there is no array ${quoted(name)} in the file; it holds ${list(keys)}`,
    place,
    ...(near === undefined ? [] : [`did you mean ${quoted(near)}?`]),
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map(quoted).join(', ');
  return names.length > MOST_LISTED ? `${shown} and ${names.length - MOST_LISTED} more` : shown;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}
