import type { Place, Report } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import { MAX_TEXT_LENGTH, shortenText } from '../spec/shorten-text.js';

/** The texts of a panel. */
interface PanelTexts {
  readonly title: string | null;
  readonly matrix: Matrix;
  readonly names: Dataset['names'];
}

/**
 * Shortens the labels, categories and names of some panels that are too long for any page, and warns of them. Panels keep
 * lists that they share.
 */
export function shortenLongTexts<Panel extends PanelTexts>(
  panels: readonly Panel[],
  place: Place,
  report: Report,
): readonly Panel[] {
  let count = 0;
  const shorten = <T extends string | null>(text: T): T => {
    if (text === null || text.length <= MAX_TEXT_LENGTH) return text;
    count++;
    return shortenText(text) as T;
  };
  const lists = new Map<readonly string[], readonly string[]>();
  const shortenAll = (texts: readonly string[] | null): readonly string[] | null => {
    if (texts === null) return null;
    let result = lists.get(texts);
    if (!result) {
      result = texts.some(({ length }) => length > MAX_TEXT_LENGTH) ? texts.map(shorten) : texts;
      lists.set(texts, result);
    }
    return result;
  };
  const shortenLabels = (matrix: Matrix): Matrix => {
    const { rowLabels, columnLabels, categories } = matrix;
    if ([rowLabels, columnLabels, categories].every((texts) => shortenAll(texts) === texts)) return matrix;
    return {
      ...matrix,
      rowLabels: shortenAll(rowLabels),
      columnLabels: shortenAll(columnLabels),
      categories: shortenAll(categories),
    };
  };
  const shortened = panels.map((panel): Panel => {
    const { title, names, matrix } = panel;
    return {
      ...panel,
      title: shorten(title),
      names: { x: shorten(names.x), y: shorten(names.y), value: shorten(names.value) },
      matrix: shortenLabels(matrix),
    };
  });
  if (count === 0) return panels;
  report({
    severity: 'warning',
    code: 'text-cut',
    message: `${count} text${count === 1 ? ' of the data is' : 's of the data are'} shortened in the middle to ${MAX_TEXT_LENGTH} characters`,
    place,
    hints: ['check that the delimiter and the quotes of the file are as intended'],
  });
  return shortened;
}
