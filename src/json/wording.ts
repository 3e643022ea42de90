import type { JsonNode } from './node.js';

/** What diagnostics call a value: "a list", "a text", "true". */
export function kindName(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
    case 'numbers':
      return 'a list';
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    default:
      return String(node.value);
  }
}

const SHOWN = 40;

/** `text` in double quotes on one line, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);
}

/** "1 row", "2 rows". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
