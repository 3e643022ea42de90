import { fail } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import { createTabCursor, readFeatureRows } from './genomics/feature-rows.js';
import type { Reader } from './reader.js';
import { firstLines, type TextHead } from './text-head.js';

/** The names of the first columns, as bedtools, deepTools and cooler write them. */
const REGION_HEADER =
  /^#?\s*'?(?:chrom|chr|seqnames|seqname|contig)'?\t'?(?:start|chromStart)'?\t'?(?:end|stop|chromEnd)'?\t/i;
/** A name of a chromosome that is not a number with a point or a sign. */
const NAME = /[^\d.+-]/;
const POSITION = /^\d+$/;
const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|nan|na|inf|-inf|\.)$/i;
/** Lines for the genome browser. */
const BROWSER_LINE = /^(?:track|browser)\b/;
/** The numbers of lines that decide whether a text is a table of regions. */
const SNIFFED_LINES = 20;

/** Whether each line of a text has a chromosome, a start, an end after it, and only numbers after that. */
export function isBed(head: TextHead): boolean {
  const lines = regionLines(head);
  const isHeader = lines.length > 0 && REGION_HEADER.test(lines[0]);
  const body = isHeader ? lines.slice(1) : lines;
  return body.length > 0 && body.every(isRegion);
}

function regionLines(head: TextHead): string[] {
  const lines = firstLines(head, SNIFFED_LINES).filter((line) => !BROWSER_LINE.test(line));
  return lines.filter((line) => !line.startsWith('#') || REGION_HEADER.test(line));
}

function isRegion(line: string): boolean {
  const [name, start, end, ...values] = line.split('\t');
  if (!NAME.test(name) || !POSITION.test(start ?? '') || !POSITION.test(end ?? '')) return false;
  return Number(start) < Number(end) && values.length > 0 && values.every((value) => NUMBER.test(value));
}

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
