/** Names the formats that cannot be read, with a command that converts each one. */
import { fail } from '../diagnostics.js';
import { BINARY_FORMATS } from '../unreadable/binary.js';
import { TEXT_FORMATS } from '../unreadable/text.js';
import type { Source } from './reader.js';
import { textHead } from './text-head.js';

/** The longest file name that is repeated in a command. */
const MAX_NAME = 80;

/** Fails if a source has a format that is known and cannot be read. Error: `unreadable-format`. */
export function rejectUnreadable({ name, innerName = name, bytes, rest }: Source): void {
  const binary = BINARY_FORMATS.find(({ matches }) => matches(bytes, innerName));
  const head = binary ? null : textHead(bytes, rest !== undefined);
  const format = binary ?? (head && TEXT_FORMATS.find(({ matches }) => matches(head.text, innerName)));
  if (!format) return;
  const { title, convert } = format;
  fail(
    'unreadable-format',
    `the file is ${title}, which cannot be read`,
    { file: name },
    convert(shellName(name)),
  );
}

/** Returns a file name as a word of a shell command; FILE for standard input and for long or unusual names. */
function shellName(name: string): string {
  if (name.startsWith('<') || name.length > MAX_NAME || !/^[^\p{C}'"\\$`!]+$/u.test(name)) return 'FILE';
  return /^[\w./+,:@%-]+$/.test(name) ? name : `'${name}'`;
}
