import { fail } from '../diagnostics.js';
import { readAll } from '../input/bytes.js';
import type { Source } from '../input/reader.js';
import { type OutputFormat, readAttachment, WRITERS } from '../output/index.js';
import { unsealSpec } from './envelope.js';

/** Returns the spec that a figure carries, as a source of JSON. Errors: `not-embedded`, `embedded-damaged`, `embedded-too-large`. */
export function openFigure(source: Source, format: OutputFormat): Source {
  const { name } = source;
  const text = readAttachment(format, readAll(source).bytes, name);
  if (text === null) {
    fail(
      'not-embedded',
      `${name} is a picture, and it carries no spec`,
      { file: name },
      'figures that are drawn with --embed, or with "embed": true, carry their spec and data',
      `to write a figure to this file, use -o ${name.endsWith(`.${WRITERS[format].extension}`) ? name : `fig.${WRITERS[format].extension}`}`,
    );
  }
  return { name, bytes: new TextEncoder().encode(unsealSpec(text, name)) };
}
