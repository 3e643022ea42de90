/** Warns about names in the data that markup changes although they are probably not meant as markup. */

import { quote, type Report, suppressCodes } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { listFirst } from '../phrases.js';
import { parseMarkup } from '../typography/markup.js';
import { plainText, splitStyles } from '../typography/styled-text.js';
import type { Figure } from './figure.js';

const MAX_LISTED = 3;
/** A word before a subscript, and a letter or digit after it. */
const WORD_WITH_SUBSCRIPT = /\p{L}{4}_[^_\s]+_[\p{L}\p{N}]/u;

/** Warns about labels such as "sample_1_rep" whose underscores enclose a subscript. Labels of the spec are as intended. */
export function lintMarkup(
  { panels, silenced }: Figure,
  { spec, panels: inputs }: Input,
  reportAll: Report,
): void {
  const names = panels.flatMap(({ x, y, matrix }, i) => {
    const own = inputs[i].spec;
    return [
      ...(x.labels && !(own.x?.labels ?? spec.x?.labels) ? (matrix.columnLabels ?? []) : []),
      ...(y.labels && !(own.y?.labels ?? spec.y?.labels) ? (matrix.rowLabels ?? []) : []),
    ];
  });
  const changed = [...new Set(names)].filter(looksLikeName);
  if (changed.length === 0) return;
  const shown = listFirst(
    changed,
    MAX_LISTED,
    (name) => `${quote(name)} as ${quote(plainText(parseMarkup(name)))}`,
  );
  suppressCodes(
    silenced,
    reportAll,
  )({
    severity: 'warning',
    code: 'markup-underscore',
    message: `"markup" makes subscripts of underscores in names of the data: ${shown}`,
    hints: ['write "\\_" for an underscore, or remove "markup" and set the texts that need it'],
  });
}

/** Whether a text has a subscript, and is probably a name with underscores. */
function looksLikeName(text: string): boolean {
  if (!text.includes('_')) return false;
  const runs = splitStyles(parseMarkup(text));
  if (!runs.some(({ script }) => script === 'sub')) return false;
  const isEscaped = text.includes('\\_');
  return WORD_WITH_SUBSCRIPT.test(text) || (!isEscaped && runs.some((run) => run.text.includes('_')));
}
