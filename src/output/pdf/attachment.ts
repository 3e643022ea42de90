import { compressText, decompressText, failDamaged } from '../attachment.js';
import { array, type Dictionary, dictionary, encode, type PdfFile, refer, textString } from './objects.js';

const FILE_NAME = 'heatmap.json';
/** The type of the attached file, which finds it again. "#2F" is a slash. */
const SUBTYPE = '/application#2Fvnd.heatmap+json';

/** Adds a text as an attached file; returns its entries for the catalog. */
export function addAttachment(text: string, file: PdfFile): Dictionary {
  const size = new TextEncoder().encode(text).length;
  const stream = file.addCompressed(
    { Type: '/EmbeddedFile', Subtype: SUBTYPE, Params: dictionary({ Size: size }) },
    compressText(text),
  );
  const name = textString(FILE_NAME);
  const specification = file.add(
    dictionary({
      Type: '/Filespec',
      F: name,
      UF: name,
      EF: dictionary({ F: refer(stream), UF: refer(stream) }),
      AFRelationship: '/Source',
      Desc: textString('The spec and the data of the figure'),
    }),
  );
  return {
    Names: dictionary({ EmbeddedFiles: dictionary({ Names: array([name, refer(specification)]) }) }),
    AF: array([refer(specification)]),
  };
}

/**
 * Returns the text that a PDF file of `addAttachment` carries; null if it has none. Other programs may keep the attached
 * file when they write the PDF again, so the length of its dictionary is not used.
 *
 * Errors: `embedded-damaged`, `embedded-too-large`.
 */
export function readPdfAttachment(bytes: Uint8Array, file: string): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = buffer.indexOf(encode(SUBTYPE));
  if (found < 0) return null;
  const keyword = buffer.indexOf('stream', found);
  const end = buffer.indexOf('endstream', keyword);
  if (keyword < 0 || end < 0) failDamaged(file, 'the file is cut');
  const from = keyword + (buffer[keyword + 6] === 13 ? 8 : 7);
  return decompressText(buffer.subarray(from, end), file);
}
