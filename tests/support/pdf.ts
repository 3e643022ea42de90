/** Reads PDF files with PDFium, the viewer of Chromium. */
import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import type { InkPixels } from './ink.js';
import type { Picture } from './pixels.js';

export interface PdfPage {
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  /** Draws the page with `scale` pixels per point. */
  readonly render: (scale: number) => Promise<PagePixels>;
}

export interface PagePixels extends Picture, InkPixels {}

let library: Promise<PDFiumLibrary> | undefined;

/** Opens a file, which must have one page. Each access opens it again, because pages stay valid only for a while. */
export async function openPdf(bytes: Uint8Array): Promise<PdfPage> {
  const facts = await visitPage(bytes, (page) => ({ ...page.getOriginalSize(), text: page.getText() }));
  return {
    width: facts.originalWidth,
    height: facts.originalHeight,
    text: facts.text.replaceAll('\r\n', '\n'),
    async render(scale) {
      const { width, height, data } = await visitPage(bytes, (page) =>
        page.render({ scale, render: 'bitmap' }),
      );
      const pixels = Buffer.from(data);
      return {
        width,
        height,
        at(x, y) {
          const i = 4 * (Math.floor(y) * width + Math.floor(x));
          return `#${pixels.toString('hex', i, i + 3)}`;
        },
        ink: Float64Array.from({ length: width * height }, (_, i) => 1 - pixels[4 * i] / 255),
      };
    },
  };
}

async function visitPage<T>(bytes: Uint8Array, visit: (page: PDFiumPage) => T | Promise<T>): Promise<T> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  try {
    if (document.getPageCount() !== 1) throw new Error(`${document.getPageCount()} pages`);
    return await visit(document.getPage(0));
  } finally {
    document.destroy();
  }
}
