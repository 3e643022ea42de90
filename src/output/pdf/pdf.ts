/** Writes a scene as a page of a PDF file, with vector cells and embedded fonts. */
import type { FontSet } from '../../fonts/font-set.js';
import type { CellsItem, Scene } from '../../scene/scene.js';
import { addAttachment } from './attachment.js';
import { addCellImage, cellRectangles, imageOperators } from './cells.js';
import { colorOperator } from './color.js';
import { writeDocument } from './document.js';
import { EmbeddedFonts } from './embedded-fonts.js';
import { array, dictionary, encode, formatPdfNumber, PdfFile, refer, textString } from './objects.js';
import { pathOperators } from './path.js';
import { textOperators } from './text.js';

/** Points per px. */
const POINTS = 0.75;
/** Readers limit pages to this length in units, which may be larger than a point. */
const MAX_LENGTH = 14_400;
/** The miter limit of SVG, which differs from that of PDF. */
const MITER_LIMIT = 4;

/** Returns a PDF file of one page that is exactly as large as the scene. Errors: `font-not-embeddable`, `bad-font`. */
export function writePdf(scene: Scene, fonts: FontSet): Uint8Array {
  const { width, height, title } = scene;
  const file = new PdfFile();
  const embedded = new EmbeddedFonts();
  const unit = Math.max(1, Math.ceil((POINTS * Math.max(width, height)) / MAX_LENGTH));
  const images: Record<string, string> = {};
  const content = drawPage(scene, POINTS / unit, fonts, embedded, (item) => {
    const resource = `I${Object.keys(images).length + 1}`;
    images[resource] = refer(addCellImage(item, scene.pixelRatio, file));
    return resource;
  });
  const [pages, page, structure] = [file.reserve(), file.reserve(), file.reserve()];
  const figure = file.add(
    dictionary({
      Type: '/StructElem',
      S: '/Figure',
      P: refer(structure),
      Pg: refer(page),
      K: 0,
      T: textString(title),
      Alt: textString(scene.description || title),
    }),
  );
  file.set(
    structure,
    dictionary({
      Type: '/StructTreeRoot',
      K: array([refer(figure)]),
      ParentTree: dictionary({ Nums: array([0, array([refer(figure)])]) }),
      ParentTreeNextKey: 1,
    }),
  );
  const size = [width, height].map((length) => (POINTS * length) / unit);
  file.set(
    page,
    dictionary({
      Type: '/Page',
      Parent: refer(pages),
      MediaBox: array([0, 0, ...size]),
      UserUnit: unit > 1 ? unit : null,
      StructParents: 0,
      Contents: refer(file.addStream({}, encode(content))),
      Resources: dictionary({
        Font: dictionary(embedded.write(file)),
        XObject: Object.keys(images).length > 0 ? dictionary(images) : null,
      }),
    }),
  );
  file.set(pages, dictionary({ Type: '/Pages', Kids: array([refer(page)]), Count: 1 }));
  return writeDocument(file, scene, {
    Pages: refer(pages),
    StructTreeRoot: refer(structure),
    ...(scene.attachment === undefined ? {} : addAttachment(scene.attachment, file)),
  });
}

/** Returns the content of the page. `addImage` returns the name of an image of cells. */
function drawPage(
  { width, height, background, items }: Scene,
  scale: number,
  fonts: FontSet,
  embedded: EmbeddedFonts,
  addImage: (item: CellsItem) => string,
): string {
  const cellsItemCount = items.filter(({ kind }) => kind === 'cells').length;
  // The origin is moved to the top left, and the y axis points down, as in the scene.
  const matrix = [scale, 0, 0, -scale, 0, scale * height].map(formatPdfNumber).join(' ');
  const parts = [`/Figure <</MCID 0>> BDC\nq ${matrix} cm ${MITER_LIMIT} M\n`];
  if (background)
    parts.push(
      `${colorOperator(background, 'fill')}0 0 ${formatPdfNumber(width)} ${formatPdfNumber(height)} re f\n`,
    );
  let textColor = null;
  for (const item of items) {
    if (item.kind === 'text') {
      if (item.fill !== textColor) parts.push(colorOperator(item.fill, 'fill'));
      textColor = item.fill;
      parts.push(textOperators(item, fonts, embedded));
      continue;
    }
    textColor = null;
    parts.push(
      item.kind === 'path'
        ? pathOperators(item)
        : (cellRectangles(item, cellsItemCount) ?? imageOperators(item, addImage(item))),
    );
  }
  return `${parts.join('')}Q\nEMC\n`;
}
