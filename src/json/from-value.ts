import { fail } from '../diagnostics.js';
import type { JsonDocument, JsonNode } from './node.js';
import { MAX_DEPTH } from './parse.js';

/**
 * JavaScript values as a document without a text: what `JSON.stringify` would see (`toJSON` is called, an
 * undefined entry left out, an undefined item null), and besides that NaN, Infinity and typed arrays, of
 * which a Float64Array is not copied.
 *
 * @throws HeatmapError `not-json` for functions, symbols, bigints, other built-in objects (a Map) and cycles;
 *   `json-too-deep`
 */
export function fromValue(value: unknown, file = '<object>'): JsonDocument {
  const around: object[] = [];
  return { file, text: '', root: nodeOf(value, '') };

  function nodeOf(value: unknown, path: string): JsonNode {
    switch (typeof value) {
      case 'string':
        return { kind: 'string', value, ...NOWHERE };
      case 'number':
        return { kind: 'number', value, ...NOWHERE };
      case 'boolean':
        return { kind: 'boolean', value, ...NOWHERE };
      case 'undefined':
        return NULL;
      case 'object':
        return value === null ? NULL : nested(value, path);
      default:
        return refuse(path, `of the type ${typeof value}`);
    }
  }

  function nested(value: object, path: string): JsonNode {
    if (around.includes(value)) refuse(path, 'an object that holds itself');
    if (around.push(value) > MAX_DEPTH) {
      fail('json-too-deep', `lists and objects are nested more than ${MAX_DEPTH} deep`, { file });
    }
    const node = nodeOfObject(value, path);
    around.pop();
    return node;
  }

  function nodeOfObject(value: object, path: string): JsonNode {
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return numbers(value as unknown as ArrayLike<number>);
    }
    if ('toJSON' in value && typeof value.toJSON === 'function') return nodeOf(value.toJSON(), path);
    if (Array.isArray(value)) {
      if (value.every(isNumberOrMissing)) return numbers(Array.from(value, (item) => item ?? Number.NaN));
      return {
        kind: 'array',
        items: Array.from(value, (item, i) => nodeOf(item, `${path}[${i}]`)),
        ...NOWHERE,
      };
    }
    const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
    if (type !== 'Object') return refuse(path, `of the type ${type}`);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return {
      kind: 'object',
      entries: entries.map(([key, item]) => ({
        key,
        keyStart: 0,
        keyEnd: 0,
        value: nodeOf(item, `${path}.${key}`),
      })),
      ...NOWHERE,
    };
  }

  function refuse(path: string, found: string): never {
    const where = path.replace(/^\./, '') || 'the value';
    fail('not-json', `${where} is ${found}, which JSON cannot hold`, { file });
  }
}

const NOWHERE = { start: 0, end: 0 };
const NULL: JsonNode = { kind: 'null', value: null, ...NOWHERE };

function isNumberOrMissing(item: unknown): item is number | null | undefined {
  return typeof item === 'number' || item === null || item === undefined;
}

function numbers(values: ArrayLike<number>): JsonNode {
  if (values.length === 0) return { kind: 'array', items: [], ...NOWHERE };
  return {
    kind: 'numbers',
    values: values instanceof Float64Array ? values : Float64Array.from(values, Number),
    ...NOWHERE,
  };
}
