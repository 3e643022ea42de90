import { fail, quote } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import { annotationsOfPanel } from './annotation-specs.js';
import { annotatedItems, type ItemValue, itemValues } from './annotation-values.js';

/**
 * Returns the values of the annotation that has this title, to split an axis of panel `panel` by them.
 *
 * Errors: those of `itemValues`; `split-groups` for a title that no annotation of the axis has.
 */
export function valuesOfAnnotation(
  input: Input,
  panel: number,
  axis: 'x' | 'y',
  matrix: Matrix,
  title: string,
): readonly ItemValue[] {
  const annotations = annotationsOfPanel(input, panel, axis, matrix);
  const found = annotations.find(({ annotation }) => annotation.title === title);
  if (!found) {
    const items = axis === 'x' ? 'columns' : 'rows';
    const titles = annotations.flatMap(({ annotation }) => (annotation.title ? quote(annotation.title) : []));
    fail(
      'split-groups',
      `no annotation of the ${items} has the title ${quote(title)}`,
      input.placeOf([
        ...(input.panels[panel].spec[axis]?.split === undefined ? [] : ['panels', panel]),
        axis,
        'split',
      ]),
      titles.length > 0
        ? `the titles are ${titles.slice(0, 5).join(', ')}`
        : `add it to ${axis}.annotations, or list "groups"`,
    );
  }
  return itemValues(found.annotation, annotatedItems(input, panel, matrix, axis, found.path));
}
