/** Says in words which values a schema takes. */
import * as z from 'zod/mini';
import { joinItems } from '../phrases.js';
import { describeRange } from './number-range.js';
import { rangeOf } from './range.js';
import { isCustomCheck, optionsOf, type Schema, unwrap } from './schema-tree.js';

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly innerType?: Schema;
}

/** The types whose name has a plural. */
const PLURALS: Readonly<Record<string, string>> = {
  string: 'strings',
  number: 'numbers',
  'whole number': 'whole numbers',
  object: 'objects',
  matrix: 'matrices',
  'opaque CSS colour': 'opaque CSS colours',
};

/** Returns the values that a schema takes: `"log", "linear" or a number from 0 to 1`, `list of strings`. */
export function typeText(schema: Schema): string {
  return joinItems(alternatives(schema, schema), 'or');
}

/** Returns the kinds of values one by one. `root` is the schema of the key. */
function alternatives(schema: Schema, root: Schema): string[] {
  const { type, innerType } = definition(schema);
  if (type === 'nullable' && innerType) return [...alternatives(innerType, root), 'null'];
  const inner = unwrap(schema);
  const range = rangeOf(inner);
  if (range) return [describeRange(range).replace(/^an? /, '')];
  const options = optionsOf(inner);
  if (options.length > 0) return [...new Set(options.flatMap((option) => alternatives(option, root)))];
  if (isCustomCheck(inner)) return ['matrix'];
  const { entries, values, element, items, format } = definition(inner);
  switch (definition(inner).type) {
    case 'enum':
      return Object.values(entries ?? {}).map((value) => JSON.stringify(value));
    case 'literal':
      return (values ?? []).map((value) => JSON.stringify(value));
    case 'boolean':
      return ['true', 'false'];
    case 'number':
      return [format === 'safeint' ? 'whole number' : 'number'];
    case 'array':
      return [`list of ${element ? joinItems(alternatives(element, root).map(plural), 'or') : 'values'}`];
    case 'tuple':
      return [`list [${(items ?? []).map(typeText).join(', ')}]`];
    case 'record':
      return ['object'];
    default:
      return [(inner !== root && nameOf(inner)) || definition(inner).type];
  }
}

/** Returns what the schema of a string says it is: "opaque CSS colour", "number format of d3". */
function nameOf(schema: Schema): string | undefined {
  const description = z.globalRegistry.get(schema)?.description;
  return description?.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}

function definition(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

function plural(name: string): string {
  return PLURALS[name] ?? name;
}
