import type { Report } from '../../diagnostics.js';
import type { ReadOptions } from '../../spec/data.js';
import { findLineEnd } from './cursor.js';
import type { Dialect } from './dialect.js';
import { cellKind, isNumericKind, type SampledRecord, sampleTable, usualFieldCount } from './sample.js';
import { TextBuffer } from './text-buffer.js';

const LF = 10;
/** The characters before the first label of a header that is written as a comment. */
const PREFIX = /^[#%]+[ \t]*/;

/**
 * Returns the offset of the first label of a header that is written as a comment above the data, as `numpy.savetxt` does;
 * null if there is none. The header is the only comment there with as many fields as the records, which have numbers. Its
 * fields are distinct, and at least one is not a number. The note `guessed` names its line.
 */
export function findCommentHeader(
  text: TextBuffer,
  dialect: Dialect,
  sample: readonly SampledRecord[],
  options: ReadOptions,
  report: Report,
): number | null {
  const [first] = sample;
  const kindOf = (content: string) => cellKind(content, dialect.decimal, options.missingValues);
  const hasNumbers = first?.fields.some((field) => isNumericKind(kindOf(field.text)));
  if ((options.header ?? true) === false || options.comment === false || !hasNumbers) return null;
  const columns = usualFieldCount(sample);
  const headers = leadingComments(text, dialect).filter((start) => {
    const labels = labelsAt(text, dialect, start);
    return (
      labels.length === columns &&
      new Set(labels).size === columns &&
      labels.every((label) => label.trim() !== '') &&
      labels.some((label) => kindOf(label) === 'text')
    );
  });
  if (headers.length !== 1) return null;
  const { line } = text.place(headers[0]);
  report({
    severity: 'note',
    code: 'guessed',
    message: `the column labels are taken from the comment in line ${line}`,
    place: { file: text.file },
    hints: ['set "header": false if it is not a header'],
  });
  return headers[0];
}

/** Returns the offsets after the prefixes of the comments above the first record. */
function leadingComments(text: TextBuffer, { start, isComment }: Dialect): number[] {
  const { bytes } = text;
  const offsets: number[] = [];
  let pos = start;
  while (pos < bytes.length) {
    const end = findLineEnd(bytes, pos);
    const line = bytes.toString('latin1', pos, end);
    if (isComment(text, pos)) {
      const prefix = PREFIX.exec(line);
      if (prefix) offsets.push(pos + prefix[0].length);
    } else if (line.trim() !== '') {
      return offsets;
    }
    pos = end + (bytes[end + 1] === LF ? 2 : 1);
  }
  return [];
}

/** Returns the fields from `start` to the end of the line. */
function labelsAt(text: TextBuffer, { delimiter }: Dialect, start: number): string[] {
  const bytes = text.bytes.subarray(start, findLineEnd(text.bytes, start));
  const line = new TextBuffer(text.file, bytes);
  const [record] = sampleTable(line, { start: 0, delimiter, isComment: () => false }).records;
  return record?.fields.map((field) => field.text) ?? [];
}
