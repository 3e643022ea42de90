import type { ColumnInfo, ColumnKind } from '../column-table.js';
import type { FlatTable } from './flatbuffer.js';

/** The names of the types, in the order of their numbers in the format. */
const TYPES = [
  ...['none', 'null', 'int', 'float', 'binary', 'utf8', 'bool', 'decimal', 'date', 'time', 'timestamp'],
  ...['interval', 'list', 'struct', 'union', 'fixed_size_binary', 'fixed_size_list', 'map', 'duration'],
  ...['large_binary', 'large_utf8', 'large_list', 'run_end_encoded', 'binary_view', 'utf8_view'],
  ...['list_view', 'large_list_view'],
] as const;
export type ArrowType = (typeof TYPES)[number];

/** A column or a part of a nested one. */
export interface Field {
  readonly name: string;
  readonly type: ArrowType;
  /** The parameters of the type, such as the number of bits. */
  readonly parameters: FlatTable | null;
  /** The number of the dictionary and the type of the positions in it, if there is one. */
  readonly dictionary: { readonly id: number; readonly indexType: FlatTable | null } | null;
  readonly children: readonly Field[];
}

export interface ArrowSchema {
  readonly fields: readonly Field[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** No real table has more fields; nested references can make a small file seem to have billions. */
const MAX_FIELDS = 1_000_000;
const MAX_DEPTH = 50;

/** Reads the schema of a table. @throws Error for damaged data */
export function readSchema(schema: FlatTable): ArrowSchema {
  if (schema.short(0) !== 0) throw new Error('the byte order is big-endian, which is not supported');
  let count = 0;
  const readField = (field: FlatTable, depth: number): Field => {
    if (++count > MAX_FIELDS || depth > MAX_DEPTH) throw new Error('the schema has too many fields');
    const type = TYPES[field.byte(2)];
    if (type === undefined || type === 'none') throw new Error('a field has an unknown type');
    const encoding = field.table(4);
    return {
      name: field.text(0) ?? '',
      type,
      parameters: field.table(3),
      dictionary: encoding && { id: encoding.long(0), indexType: encoding.table(1) },
      children: field.tables(5).map((child) => readField(child, depth + 1)),
    };
  };
  const fields = schema.tables(1).map((field) => readField(field, 0));
  const metadata = new Map(schema.tables(2).map((entry) => [entry.text(0) ?? '', entry.text(1) ?? '']));
  return { fields, metadata };
}

const KINDS: Partial<Record<ArrowType, ColumnKind>> = {
  int: 'number',
  float: 'number',
  decimal: 'number',
  duration: 'number',
  bool: 'boolean',
  utf8: 'text',
  large_utf8: 'text',
  utf8_view: 'text',
  date: 'time',
  time: 'time',
  timestamp: 'time',
};

export function describeField({ name, type, dictionary }: Field): ColumnInfo {
  return { name, kind: KINDS[type] ?? 'other', type: dictionary ? `dictionary of ${type}` : type };
}
