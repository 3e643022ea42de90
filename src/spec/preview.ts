/** Short texts for the values of a spec, for diagnostics. */
import { escapeControlCharacters, toQuotedJson } from '../diagnostics.js';
import { InlineMatrix } from '../json/value.js';

const MAX_LENGTH = 40;

/** Returns the type and the start of `value`: `the string "a"`, "the list [1,2]", "5". It is one short line. */
export function describeValue(value: unknown): string {
  const text = preview(value);
  if (Array.isArray(value) || value instanceof InlineMatrix) return `the list ${text}`;
  if (typeof value === 'object' && value !== null) return `the object ${text}`;
  return typeof value === 'string' ? `the string ${text}` : text;
}

/** Returns the start of `value` as JSON. Only the part that is returned is converted. */
export function preview(value: unknown): string {
  let text = '';
  write(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;

  function write(value: unknown): void {
    if (text.length > MAX_LENGTH) return;
    if (value instanceof InlineMatrix) text += sourceOf(value);
    else if (Array.isArray(value)) writeItems('[]', value, write);
    else if (typeof value === 'object' && value !== null) {
      writeItems('{}', Object.keys(value), (key) => {
        text += `${toQuotedJson(truncate(key))}:`;
        write((value as Record<string, unknown>)[key]);
      });
    } else if (typeof value === 'string') text += toQuotedJson(truncate(value));
    else text += String(value);
  }

  function writeItems<T>([open, close]: string, items: readonly T[], write: (item: T) => void): void {
    text += open;
    for (let i = 0; i < items.length && text.length <= MAX_LENGTH; i++) {
      if (i) text += ',';
      write(items[i]);
    }
    text += close;
  }
}

/** Keeps one character too many, so that `preview` adds an ellipsis. */
function truncate(text: string): string {
  return text.slice(0, MAX_LENGTH + 1);
}

function sourceOf({ document, node }: InlineMatrix): string {
  const source = document.text.slice(
    node.start,
    node.start + Math.min(node.end - node.start, MAX_LENGTH + 1),
  );
  return escapeControlCharacters(source).replace(/\s+/g, ' ') || '[[…]]';
}
