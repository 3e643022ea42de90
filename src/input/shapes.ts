/**
 * The shapes of text formats whose readers are loaded only when they are needed. They are apart from the readers, because
 * each text is compared with them.
 */
import { firstLines, type TextHead } from './text-head.js';

/** The first columns of the output of featureCounts. */
export const FEATURE_COLUMNS: readonly string[] = ['Geneid', 'Chr', 'Start', 'End', 'Strand', 'Length'];

/** The header of `cooler dump --join`. */
export const CONTACTS_HEADER = /^#?chrom1\tstart1\tend1\tchrom2\tstart2\tend2\t(\w+)/;
const CONTACT = /^[^\t]+\t\d+\t\d+\t[^\t]+\t\d+\t\d+\t[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?:\t|\r?$)/i;

/** The names of the first columns, as bedtools, deepTools and cooler write them. */
export const REGION_HEADER =
  /^#?\s*'?(?:chrom|chr|seqnames|seqname|contig)'?\t'?(?:start|chromStart)'?\t'?(?:end|stop|chromEnd)'?\t/i;
/** Lines for the genome browser. */
export const BROWSER_LINE = /^(?:track|browser)\b/;
/** A name of a chromosome that is not a number with a point or a sign. */
const CHROMOSOME = /[^\d.+-]/;
const POSITION = /^\d+$/;
const SCORE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|nan|na|inf|-inf|\.)$/i;
/** The number of lines that decide whether a text has records about a genome. */
export const SNIFFED_LINES = 20;

const PRINTED_ITEM = String.raw`(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|[-+\d.e]+j|nan|-?inf|True|False|'[^'\n]*'|--|\.\.\.)`;
/** Two items without a comma between them, or a row that no comma separates from the next one. */
const ITEMS_WITHOUT_COMMAS = new RegExp(
  String.raw`^\s*\[+\s*(?:${PRINTED_ITEM}\s+(?:${PRINTED_ITEM}|\.\.\.)|(?<=\[\[\s*)${PRINTED_ITEM}\s*\]\s*\[)`,
);
const NAMED_ARRAY = /^\s*(?:[a-z_]+\.)?(?:array|masked_array|tensor|Array|Tensor)\(\s*(?:data=\s*)?\[/;
const TENSORFLOW_ARRAY = /^\s*<tf\.Tensor: [^\n]*numpy=\s*array\(\s*\[/;

/** Whether a text starts with the banner of MatrixMarket. */
export function isMatrixMarket({ text }: TextHead): boolean {
  return /^%%MatrixMarket\b/i.test(text);
}

/** Whether a text starts as a GCT file does: its version, then the numbers of rows and columns. */
export function isGct({ text }: TextHead): boolean {
  return /^#1\.[23]\s*\n\s*\d+\t\d+/.test(text);
}

/** Whether a text starts as the output of featureCounts does, with or without its comment line. */
export function isFeatureCounts({ text }: TextHead): boolean {
  return text.includes('\t') && new RegExp(`^(?:#.*\\n)*${FEATURE_COLUMNS.join('\\t')}\\t`).test(text);
}

/** Whether a text has pairs of bins with a count: the output of `cooler dump --join`, with or without its header. */
export function isContacts(head: TextHead): boolean {
  const lines = firstLines(head, SNIFFED_LINES);
  if (!lines[0]?.includes('\t')) return false;
  return CONTACTS_HEADER.test(lines[0]) || lines.every((line) => CONTACT.test(line));
}

/** Whether each line of a text has a chromosome, a start, an end after it, and only numbers after that. */
export function isBed(head: TextHead): boolean {
  if (!head.text.includes('\t')) return false;
  const lines = regionLines(head);
  const isHeader = lines.length > 0 && REGION_HEADER.test(lines[0]);
  const body = isHeader ? lines.slice(1) : lines;
  return body.length > 0 && body.every(isRegion);
}

/** Returns the first lines of a table of regions without comments and lines for the genome browser. */
export function regionLines(head: TextHead): string[] {
  const lines = firstLines(head, SNIFFED_LINES).filter((line) => !BROWSER_LINE.test(line));
  return lines.filter((line) => !line.startsWith('#') || REGION_HEADER.test(line));
}

function isRegion(line: string): boolean {
  const [name, start, end, ...values] = line.split('\t');
  if (!CHROMOSOME.test(name) || !POSITION.test(start ?? '') || !POSITION.test(end ?? '')) return false;
  return Number(start) < Number(end) && values.length > 0 && values.every((value) => SCORE.test(value));
}

/** Whether a text is what Python prints for an array of numpy, PyTorch, JAX or TensorFlow. */
export function isPrintedArray({ text }: TextHead): boolean {
  // Most texts spare the compilation of these patterns.
  if (!text.includes('[')) return false;
  return ITEMS_WITHOUT_COMMAS.test(text) || NAMED_ARRAY.test(text) || TENSORFLOW_ARRAY.test(text);
}

/** Whether a text can be a table that is printed with lines, which `isPrintedTable` decides. */
export function mayBeRuled({ text }: TextHead): boolean {
  return /[|\u2500-\u257f]/.test(text);
}

/** Whether a text can be a table that is aligned with blanks, which `isPrintedFrame` decides. */
export function mayBeAligned({ text }: TextHead): boolean {
  return text.includes('  ');
}
