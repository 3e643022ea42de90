/** Values of a spec as diagnostics show them. */
import { InlineMatrix } from '../json/value.js';

const MOST = 40;

/** "the text "a"", "the list [1,2]", "5": what was found, on one line and short, however large it is. */
export function found(value: unknown): string {
  const text = shown(value);
  if (Array.isArray(value) || value instanceof InlineMatrix) return `the list ${text}`;
  if (typeof value === 'object' && value !== null) return `the object ${text}`;
  return typeof value === 'string' ? `the text ${text}` : text;
}

/** The beginning of `value` as JSON; the work done depends on what is shown only. */
export function shown(value: unknown): string {
  let text = '';
  write(value);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;

  function write(value: unknown): void {
    if (text.length > MOST) return;
    if (value instanceof InlineMatrix) text += sourceOf(value);
    else if (Array.isArray(value)) writeItems('[]', value, write);
    else if (typeof value === 'object' && value !== null) {
      writeItems('{}', Object.keys(value), (key) => {
        text += `${JSON.stringify(cut(key))}:`;
        write((value as Record<string, unknown>)[key]);
      });
    } else text += JSON.stringify(typeof value === 'string' ? cut(value) : value);
  }

  function writeItems<T>([open, close]: string, items: readonly T[], write: (item: T) => void): void {
    text += open;
    for (let i = 0; i < items.length && text.length <= MOST; i++) {
      if (i) text += ',';
      write(items[i]);
    }
    text += close;
  }
}

function cut(text: string): string {
  return text.slice(0, MOST + 1);
}

function sourceOf({ document, node }: InlineMatrix): string {
  return cut(document.text.slice(node.start, node.end)).replace(/\s+/g, ' ') || '[[…]]';
}
