import { constants, isAscii } from 'node:buffer';
import { fail, type Report } from '../diagnostics.js';
import { decodeText } from './decode.js';
import type { Source } from './reader.js';

/** Returns the text of `source`, which must have no `rest`. Errors: `file-too-large`, and those of `decodeText`. */
export function readJsonText(source: Source, report: Report): string {
  const { name, bytes } = source;
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    fail(
      'file-too-large',
      `the file has ${bytes.length} bytes; a JSON file can have at most ${constants.MAX_STRING_LENGTH}`,
      { file: name },
      'write a matrix of this size as NPY or CSV',
    );
  }
  const text = decodeText(source, report);
  return isAscii(text)
    ? Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1')
    : new TextDecoder().decode(text);
}
