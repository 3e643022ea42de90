import { fail } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import { createTabCursor, readFeatureRows } from './genomics/feature-rows.js';
import type { Reader } from './reader.js';
import { BROWSER_LINE, REGION_HEADER, regionLines, SNIFFED_LINES } from './shapes.js';
import { firstLines, type TextHead } from './text-head.js';

/**
 * Reads a table of regions: chromosome, start, end, then numbers, such as bedGraph and the output of `bedtools
 * unionbedg` or `multiBigwigSummary`. Each region is a row, named "chr1:1000-2000". A header is optional.
 *
 * Errors: `no-rows`, and those of `readFeatureRows`.
 */
export const readBed: Reader = (source, { missingValues = [] }, report, plan = NO_REDUCTION) => {
  const stream = decodeStream(source, report);
  const text = new TextBuffer(source.name, stream);
  const head = { text: text.head.toString('utf8', 0, 1 << 16), isWhole: text.head.length < 1 << 16 };
  const [first] = regionLines(head);
  const file = source.name;
  if (first === undefined) fail('no-rows', 'the file has no regions', { file });
  const fields = first.split('\t');
  const hasHeader = REGION_HEADER.test(first);
  const columns = fields.length - 3;
  if (columns < 1) {
    fail('no-columns', 'a line has a chromosome, a start and an end, but no number after them', {
      file,
      line: 1,
    });
  }
  const cursor = createTabCursor(text, true);
  const headerLines = first.startsWith('#') ? 0 : Number(hasHeader);
  for (let i = 0; i < headerLines + browserLines(head); i++) cursor.nextRecord();
  const labels = hasHeader ? fields.slice(3).map((name) => name.replace(/^'(.*)'$/, '$1')) : null;
  const layout = {
    leading: 3,
    columnLabels: labels ?? Array.from({ length: columns }, (_, i) => String(i + 1)),
    labelOf: ([chromosome, start, end]: readonly string[]) => `${chromosome}:${start}-${end}`,
    // bedtools writes a point for "no value".
    missingValues: ['.', ...missingValues],
  };
  const body = readFeatureRows(text, cursor, layout, plan);
  if (body.rows === 0) fail('no-rows', 'the file has no regions', { file });
  return singleDataset({ ...body, columns, columnLabels: labels, categories: null });
};

function browserLines(head: TextHead): number {
  return firstLines(head, SNIFFED_LINES).filter((line) => BROWSER_LINE.test(line)).length;
}
