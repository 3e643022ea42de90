/** Sets keys of a spec from the command line. */
import { fail } from '../diagnostics.js';
import { InlineMatrix } from '../json/value.js';
import { isPlainObject } from './plain-object.js';
import type { Path } from './schema-tree.js';

/** A key that a flag sets, such as `--set color.map=magma`. */
export interface Override {
  readonly path: Path;
  readonly value: unknown;
  /** The flag as diagnostics print it. */
  readonly flag: string;
  /** Whether the value becomes the first item of the list, or of the single item, that the spec has. */
  readonly isPrepended?: boolean;
}

/**
 * Returns the spec `value` with the value of an override. Missing objects are created, and a short form becomes an object:
 * `data.transpose` of a spec with `"data": "auc.csv"` keeps the file. A missing list is created only by its item 0.
 *
 * @throws HeatmapError `no-such-position`
 */
export function applyOverride(value: unknown, override: Override): unknown {
  return setAt(value, 0);

  function setAt(value: unknown, depth: number): unknown {
    if (depth === override.path.length) {
      return override.isPrepended ? [override.value, ...toList(value)] : override.value;
    }
    const key = override.path[depth];
    if (Array.isArray(value)) return setItem(value, key, depth);
    if (value === undefined && String(key) === '0') return [setAt(undefined, depth + 1)];
    const object = isPlainObject(value) ? value : expandShortForm(override.path.slice(0, depth), value);
    const inner = Object.hasOwn(object, key) ? object[key] : undefined;
    return { ...object, [key]: setAt(inner, depth + 1) };
  }

  function setItem(list: readonly unknown[], key: string | number, depth: number): unknown[] {
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index >= list.length) {
      fail('no-such-position', `${override.flag}: the list has ${list.length} items but no item ${key}`, {
        file: override.flag,
      });
    }
    return list.with(index, setAt(list[index], depth + 1));
  }
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** The keys whose string is short for an object with this key. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  title: 'text',
  subtitle: 'text',
  caption: 'text',
  data: 'file',
  'cells.values': 'format',
  'cells.reduce': 'by',
};

/** Returns the object for which `value`, at `path` of a spec, is short; {} if it is not a short form. */
function expandShortForm(path: Path, value: unknown): Record<string, unknown> {
  const isData = path[path.length - 1] === 'data' && (path.length === 1 || path[0] === 'panels');
  if (isData && value instanceof InlineMatrix) return { values: value };
  const name = isData ? 'data' : (path[0] === 'panels' ? path.slice(2) : path).join('.');
  return typeof value === 'string' && Object.hasOwn(SHORT_FORMS, name) ? { [SHORT_FORMS[name]]: value } : {};
}
