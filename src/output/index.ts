/** The table of output formats. To add one, put its writer into a folder here and add a line to `WRITERS`. */
import { joinItems } from '../phrases.js';
import { htmlWriter } from './html/writer.js';
import { mergePdf, type NamedFile } from './pdf/merge.js';
import { pdfWriter } from './pdf/writer.js';
import { pngWriter } from './png/png.js';
import { svgWriter } from './svg/svg.js';
import type { Writer } from './writer.js';

/** The writer of each format. Other code asks this table and does not test for a format by name. */
export const WRITERS = {
  svg: svgWriter,
  png: pngWriter,
  pdf: pdfWriter,
  html: htmlWriter,
} satisfies Record<string, Writer>;

/** A format in which figures are written. */
export type OutputFormat = keyof typeof WRITERS;

/** All output formats: "svg", "png", "pdf" and "html". */
export const OUTPUT_FORMATS = Object.keys(WRITERS) as OutputFormat[];

/** The format whose files have pages, so that several of them can become one. */
export const PAGED_FORMAT = 'pdf' as const satisfies OutputFormat;

/** The format that terminals with graphics take. */
export const GRAPHICS_FORMAT = 'png' as const satisfies OutputFormat;

/** The format of a figure for which none is requested. */
export const DEFAULT_FORMAT = 'svg' as const satisfies OutputFormat;

/** The type of a file in a format: text, or bytes. */
export type OutputContent<F extends OutputFormat> = F extends 'svg' | 'html' ? string : Uint8Array;

/** Returns one file of `PAGED_FORMAT` with the pages of all files, which this program wrote, and a bookmark for each. */
export function joinPages(files: readonly NamedFile[], title: string): Uint8Array {
  return mergePdf(files, title);
}

/** Lists the formats whose writer fulfils `condition`, for help texts: "PNG", "SVG and PNG". */
export function listFormats(condition: (writer: Writer) => boolean): string {
  return joinItems(
    OUTPUT_FORMATS.filter((format) => condition(WRITERS[format])).map((format) => format.toUpperCase()),
  );
}

/** Returns the output format whose files start with these bytes and can carry a text; null: none. */
export function formatOfFigure(start: Uint8Array): OutputFormat | null {
  return OUTPUT_FORMATS.find((format) => attachmentOf(format)?.hasSignature(start)) ?? null;
}

/** Returns the text that a file carries; null if it carries none. Errors: `embedded-damaged`, `embedded-too-large`. */
export function readAttachment(format: OutputFormat, bytes: Uint8Array, file: string): string | null {
  return attachmentOf(format)?.read(bytes, file) ?? null;
}

function attachmentOf(format: OutputFormat): Writer['attachment'] {
  return (WRITERS[format] as Writer).attachment;
}

/** Whether a web page can show files of the format in an <img> element. */
function isImage(format: OutputFormat): boolean {
  return WRITERS[format].mediaType.startsWith('image/');
}

/** Picks the file that a page shows as an image, of the preferred kind if there is one; null: no file is an image. */
export function pickImage<T extends { readonly format: OutputFormat }>(
  files: readonly T[],
  preferred: 'vector' | 'raster',
): T | null {
  const images = files.filter(({ format }) => isImage(format));
  const isPreferred = ({ format }: T) => WRITERS[format].vector === (preferred === 'vector');
  return images.find(isPreferred) ?? images[0] ?? null;
}
