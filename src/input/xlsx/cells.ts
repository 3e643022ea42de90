/** Reads the cells of one sheet from the archive that a workbook is. */
import { createExpansionLimit } from '../../compression/expansion.js';
import { openMember, type ZipMember, zipMembers } from '../../compression/zip.js';
import { fail, quote, type Report } from '../../diagnostics.js';
import { nearestWords } from '../../nearest-words.js';
import { parseCell } from '../../spreadsheet/cell-reference.js';
import { readSharedStrings } from '../../spreadsheet/rich-text.js';
import { readSheet, type SheetCells } from '../../spreadsheet/sheet.js';
import { readStyles } from '../../spreadsheet/styles.js';
import { readRelationships, readWorkbook, type Sheet } from '../../spreadsheet/workbook.js';
import { XmlReader } from '../../spreadsheet/xml.js';
import { shellWord } from '../named-arrays.js';

/** The maximum length of all texts of a file and of all fields of a sheet, in characters. */
const MAX_TEXT = 2 ** 28;
const MAX_LISTED = 20;

/**
 * Reads the cells of the sheet that `wanted` names, or gives by its 0-based position; without it, of the first visible one.
 *
 * Reports `sheet-chosen`. Errors: `xlsx-workbook`, `xlsx-xml`, `xlsx-entity`, `xlsx-cell`, `unknown-sheet`, `too-large`,
 * `expands-too-much`, and those of `zipMembers` and `openMember`.
 */
export function readCells(
  bytes: Uint8Array,
  wanted: string | number | undefined,
  file: string,
  report: Report,
): SheetCells {
  const members = new Map(
    zipMembers(bytes, file).map((member) => [member.name.replaceAll('\\', '/').toLowerCase(), member]),
  );
  const reserve = createExpansionLimit(bytes.length, file);
  const readPart = <T>(name: string, read: (xml: XmlReader) => T): T | null => {
    const member = members.get(name.toLowerCase());
    if (!member) return null;
    reserve(member.size);
    return read(new XmlReader(decodeMember(member, file), failXml(name, file)));
  };
  const root = readPart('_rels/.rels', (xml) => readRelationships(xml, ''));
  const workbookName = root?.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const workbook = readPart(workbookName, readWorkbook);
  if (!workbook?.sheets.length) {
    fail(
      'xlsx-workbook',
      'the file is an Office document or a ZIP archive, but not a spreadsheet (.xlsx)',
      { file },
      'save the table as .xlsx or .csv',
    );
  }
  const folder = workbookName.replace(/[^/]*$/, '');
  const relationsName = `${folder}_rels/${workbookName.slice(folder.length)}.rels`;
  const relations = readPart(relationsName, (xml) => readRelationships(xml, folder)) ?? [];
  const targetOf = ({ relation }: Sheet) =>
    relations.find(({ id, type }) => id === relation && type === 'worksheet')?.target;
  const sheet = pickSheet(
    workbook.sheets.filter((candidate) => targetOf(candidate) !== undefined),
    wanted,
    file,
    report,
  );
  const partOfType = (wantedType: string, fallback: string) =>
    relations.find(({ type }) => type === wantedType)?.target ?? folder + fallback;
  let size = 0;
  const addSize = (length: number) => {
    size += length;
    if (size <= MAX_TEXT) return;
    fail(
      'too-large',
      `the texts of the sheet have more than ${MAX_TEXT} characters`,
      { file },
      'save the sheet as CSV',
    );
  };
  const strings = readPart(partOfType('sharedStrings', 'sharedStrings.xml'), (xml) =>
    readSharedStrings(xml, addSize),
  );
  const styles = readPart(partOfType('styles', 'styles.xml'), readStyles);
  const { is1904 } = workbook;
  const failCell = (cell: string, problem: string): never => {
    const position = parseCell(cell);
    const place = position ? { file, line: position.row, column: position.column } : { file };
    return fail('xlsx-cell', `cell ${cell} of sheet ${quote(sheet.name)} is damaged: ${problem}`, place);
  };
  const context = { strings: strings ?? [], styles: styles ?? [], is1904, addSize, failCell };
  const target = targetOf(sheet) as string;
  const cells = readPart(target, (xml) => readSheet(xml, context));
  return cells ?? fail('xlsx-workbook', `the archive has no file ${quote(target)}`, { file });
}

function pickSheet(
  sheets: readonly Sheet[],
  wanted: string | number | undefined,
  file: string,
  report: Report,
): Sheet {
  const place = { file };
  if (sheets.length === 0) fail('xlsx-workbook', 'the workbook has no sheet with cells', place);
  const names = sheets.map(({ name }) => name);
  if (wanted === undefined) {
    const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
    if (sheets.length > 1) {
      report({
        severity: 'info',
        code: 'sheet-chosen',
        message: `the sheet ${quote(sheet.name)} is read; the others are ${formatNames(names.filter((name) => name !== sheet.name))}`,
        place,
        hints: [`to read another one: --sheet ${shellWord(names.find((name) => name !== sheet.name) ?? '')}`],
      });
    }
    return sheet;
  }
  const position = /^\d+$/.test(String(wanted)) ? Number(wanted) : -1;
  const sheet = sheets.find(({ name }) => name === String(wanted)) ?? sheets[position];
  if (sheet) return sheet;
  fail(
    'unknown-sheet',
    `no sheet is named ${quote(String(wanted))}; the workbook has ${formatNames(names)}`,
    place,
    ...nearestWords(String(wanted), names).map((name) => `did you mean ${quote(name)}?`),
  );
}

function formatNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map(quote).join(', ');
  return names.length > MAX_LISTED ? `${shown} and ${names.length - MAX_LISTED} more` : shown;
}

const failXml =
  (part: string, file: string) =>
  (code: string, problem: string, offset: number): never =>
    fail(code, `${part} is not valid XML at character ${offset}: ${problem}`, { file });

/** The size of a chunk of XML. */
const CHUNK_BYTES = 2 ** 16;

function* decodeMember(member: ZipMember, file: string): Generator<string> {
  const { bytes, rest } = openMember(member, 4, file);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const decoder = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8');
  for (let chunk: Uint8Array | null = bytes; chunk !== null; chunk = rest?.next() ?? null) {
    for (let start = 0; start < chunk.length; start += CHUNK_BYTES) {
      yield decoder.decode(chunk.subarray(start, start + CHUNK_BYTES), { stream: true });
    }
  }
  yield decoder.decode();
}
