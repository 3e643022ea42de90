import type { FileMetaData, SchemaTree } from 'hyparquet';
import { type ColumnInfo, type ColumnKind, formatTime } from '../column-table.js';

type SchemaElement = FileMetaData['schema'][number];

/** Describes a column, which is a direct child of the root of the schema. */
export function describeColumn({ element, children }: SchemaTree): ColumnInfo {
  if (typeof element.name !== 'string') throw new Error('a column has no name');
  const isNested = children.length > 0 || element.repetition_type === 'REPEATED';
  const logical = element.logical_type?.type ?? element.converted_type;
  const type = (logical ?? element.type ?? 'group').toLowerCase();
  return { name: element.name, type, kind: isNested ? 'other' : kindOf(element) };
}

const TEXT_TYPES = new Set(['UTF8', 'STRING', 'ENUM', 'UUID']);
const TIME_TYPES = new Set(['DATE', 'TIMESTAMP', 'TIMESTAMP_MILLIS', 'TIMESTAMP_MICROS']);

function kindOf({ type, converted_type: converted, logical_type: logical }: SchemaElement): ColumnKind {
  const name = logical?.type ?? converted;
  if (name === 'DECIMAL' || name === 'FLOAT16') return 'number';
  if (name !== undefined && TEXT_TYPES.has(name)) return 'text';
  if (type === 'INT96' || (name !== undefined && TIME_TYPES.has(name))) return 'time';
  if (type === 'BOOLEAN') return 'boolean';
  // Old programs write text without saying so.
  if (type === 'BYTE_ARRAY') return name === undefined ? 'text' : 'other';
  return type === 'FIXED_LEN_BYTE_ARRAY' || type === undefined ? 'other' : 'number';
}

/** Converts times to text, which hyparquet converts to dates by default. */
export const TIME_PARSERS = {
  dateFromDays: (days: number) => formatParsed(days * 86_400_000, true),
  timestampFromMilliseconds: (value: bigint) => formatParsed(Number(value), false),
  timestampFromMicroseconds: (value: bigint) => formatParsed(Number(value / 1000n), false),
  timestampFromNanoseconds: (value: bigint) => formatParsed(Number(value / 1_000_000n), false),
};

/** The types of hyparquet demand a date, but it only passes the result on. */
function formatParsed(milliseconds: number, isDate: boolean): Date {
  return formatTime(milliseconds, isDate) as unknown as Date;
}
