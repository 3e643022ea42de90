import { fail, quote } from '../diagnostics.js';
import type { JsonDocument, JsonNode } from './node.js';
import { MAX_DEPTH } from './parse.js';

/**
 * Converts a JavaScript value to a document without text.
 *
 * - It follows `JSON.stringify`: `toJSON` is called, undefined entries are omitted, undefined items become null.
 * - It also accepts NaN, Infinity and typed arrays. A Float64Array is not copied.
 *
 * @example
 * const document = fromValue({ data: { values: [Float64Array.of(1, 2)], rows: ['L0'] } });
 * @throws HeatmapError `not-json` for functions, symbols, bigints, other built-in objects (such as Map) and cycles;
 *   `json-too-deep`
 */
export function fromValue(value: unknown, file = '<object>'): JsonDocument {
  const ancestors: object[] = [];
  return { file, text: '', root: toNode(value, '') };

  function toNode(value: unknown, path: string): JsonNode {
    switch (typeof value) {
      case 'string':
        return { kind: 'string', value, ...NO_POSITION };
      case 'number':
        return { kind: 'number', value, ...NO_POSITION };
      case 'boolean':
        return { kind: 'boolean', value, ...NO_POSITION };
      case 'undefined':
        return NULL_NODE;
      case 'object':
        return value === null ? NULL_NODE : nestedToNode(value, path);
      default:
        return failUnsupported(path, `a value of type ${typeof value}`);
    }
  }

  function nestedToNode(value: object, path: string): JsonNode {
    if (ancestors.includes(value)) failUnsupported(path, 'an object that contains itself');
    if (ancestors.push(value) > MAX_DEPTH) {
      fail('json-too-deep', `lists and objects are nested deeper than ${MAX_DEPTH} levels`, { file });
    }
    const node = objectToNode(value, path);
    ancestors.pop();
    return node;
  }

  function objectToNode(value: object, path: string): JsonNode {
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return numbersToNode(value as unknown as ArrayLike<number>);
    }
    if ('toJSON' in value && typeof value.toJSON === 'function') return toNode(value.toJSON(), path);
    if (Array.isArray(value)) {
      if (value.every(isNumberOrMissing))
        return numbersToNode(Array.from(value, (item) => item ?? Number.NaN));
      return {
        kind: 'array',
        items: Array.from(value, (item, i) => toNode(item, `${path}[${i}]`)),
        ...NO_POSITION,
      };
    }
    const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
    if (type !== 'Object') return failUnsupported(path, `a value of type ${type}`);
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return {
      kind: 'object',
      entries: entries.map(([key, item]) => ({
        key,
        keyStart: 0,
        keyEnd: 0,
        value: toNode(item, `${path}.${key}`),
      })),
      ...NO_POSITION,
    };
  }

  function failUnsupported(path: string, description: string): never {
    const key = path.replace(/^\./, '');
    const location = key.length > MAX_PATH_LENGTH ? quote(key) : key || 'the value';
    fail('not-json', `${location} is ${description}, which JSON does not support`, { file });
  }
}

/** A longer path is quoted and cut in messages. */
const MAX_PATH_LENGTH = 60;

const NO_POSITION = { start: 0, end: 0 };
const NULL_NODE: JsonNode = { kind: 'null', value: null, ...NO_POSITION };

function isNumberOrMissing(item: unknown): item is number | null | undefined {
  return typeof item === 'number' || item === null || item === undefined;
}

function numbersToNode(values: ArrayLike<number>): JsonNode {
  if (values.length === 0) return { kind: 'array', items: [], ...NO_POSITION };
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values, Number);
  return { kind: 'numbers', length: numbers.length, values: numbers, ...NO_POSITION };
}
