import { fail } from '../diagnostics.js';
import type { Font } from '../fonts/truetype.js';

/** Error: `font-not-embeddable`. `otherwise` names formats that contain no font. */
export function checkEmbeddable(font: Font, otherwise: string): void {
  if (font.mayEmbed()) return;
  fail(
    'font-not-embeddable',
    `the licence of the font ${font.name} does not allow documents to contain it`,
    undefined,
    `use another font, or ${otherwise}`,
  );
}
