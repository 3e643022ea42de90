/** Reads a part of records, which can have been made by any program. */
import { type Container, failDamaged } from './container.js';
import type { RecordHeader } from './encode-records.js';
import { swapBytes } from './little-endian.js';
import type { GroupState, RecordPart } from './record-part.js';

/** Whether a header says that the part has records. */
export function isRecordHeader(header: object): header is { readonly kind: 'records' } {
  return (header as { kind?: unknown }).kind === 'records';
}

/** Error: `part-damaged`. */
export function decodeRecords(unchecked: object, { take }: Container, name: string): RecordPart {
  const fault = findFault(unchecked as RecordHeader);
  if (fault !== null) failDamaged(name, `its header has invalid ${fault}`);
  const { kind: _, cellCount, aggregateLengths, ...identity } = unchecked as RecordHeader;
  const { x, y, panel } = identity.groups;
  const readGroups = (state: GroupState): Uint32Array => {
    const numbers = new Uint32Array(swapBytes(take(4 * cellCount), 4).buffer);
    // A grouping without keys has one group.
    const count = state.labels?.length ?? state.keys?.length ?? 1;
    if (numbers.some((group) => group >= count)) failDamaged(name, 'its cells have groups that do not exist');
    return numbers;
  };
  const cells = {
    x: readGroups(x),
    y: readGroups(y),
    panel: panel && readGroups(panel),
    aggregate: aggregateLengths.map((length) => new Float64Array(swapBytes(take(8 * length), 8).buffer)),
  };
  return { ...identity, cells };
}

/** Returns what is invalid; null if nothing is. */
function findFault(header: RecordHeader): string | null {
  const { options, unit, source, first, end, count, readings, categories, counts, groups } = header;
  const faults: [boolean, string][] = [
    [isObject(options) && Object.values(options).every(isOption), 'options'],
    [unit === 'records' || unit === 'pieces', 'unit of positions'],
    [isCount(first) && isCount(end) && end >= first, 'positions'],
    [count === null || (isCount(count) && count >= end), 'number of records'],
    [isTexts(header.header) && header.header.length <= MAX_COLUMNS, 'columns'],
    [header.decimal === '.' || header.decimal === ',', 'decimal mark'],
    [
      isObject(readings) &&
        [readings.x, readings.y, readings.panel, readings.value].every(isTextOrNull) &&
        Array.isArray(readings.where) &&
        readings.where.every(isTextOrNull),
      'kinds of columns',
    ],
    [[source, header.aggregate, header.valueUnit].every(isTextOrNull), 'texts'],
    [(categories === null || isTexts(categories)) && typeof header.hasNumbers === 'boolean', 'words'],
    [isObject(counts) && [counts.read, counts.kept, counts.skipped].every(isCount), 'numbers of records'],
    [
      isObject(groups) &&
        isGroup(groups.x) &&
        isGroup(groups.y) &&
        (groups.panel === null || isGroup(groups.panel)),
      'groups',
    ],
    [isCount(header.cellCount), 'number of cells'],
    [Array.isArray(header.aggregateLengths) && header.aggregateLengths.every(isCount), 'values'],
  ];
  return faults.find(([isValid]) => !isValid)?.[1] ?? null;
}

const MAX_COLUMNS = 2 ** 20;

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');
const isOption = (value: unknown) => typeof value === 'string' || isCount(value) || isTexts(value);
const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);

function isGroup(state: unknown): boolean {
  if (!isObject(state)) return false;
  const { labels, keys, range, step } = state as GroupState;
  return (
    (labels === null || isTexts(labels)) &&
    (keys === null || (isNumbers(keys) && new Set(keys).size === keys.length)) &&
    (range === null || (isNumbers(range) && range.length === 2 && range[0] <= range[1])) &&
    (step === null ||
      (isObject(step) && isNumbers([step.mantissa, step.exponent]) && Math.abs(step.exponent) <= 300))
  );
}
