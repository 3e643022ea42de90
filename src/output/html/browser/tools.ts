/** The controls above the figure. */
import { savePng, saveSvg, saveText } from './downloads.js';
import { button, create, labelled } from './elements.js';
import { type Highlight, type Line, type Model, search } from './model.js';
import { figureCsv } from './tables.js';

export interface Actions {
  zoomBy(factor: number): void;
  resetView(): void;
  /** Outlines rows and columns and moves to one of them. */
  showLines(lines: readonly Line[], current: number): void;
  setHighlight(highlight: Highlight | null): void;
  copy(): void;
  /** Shows a message, which screen readers announce. */
  say(text: string): void;
  readonly help: string;
}

export function createTools(model: Model, svg: SVGSVGElement, actions: Actions): HTMLElement {
  const { fileName, width, height } = model;
  return create(
    'div',
    { id: 'tools', role: 'group', 'aria-label': 'Tools' },
    create('div', {}, searchField(model, actions)),
    create('div', {}, ...highlightFields(model, actions)),
    create(
      'div',
      {},
      button('−', 'Zoom out', () => actions.zoomBy(1 / 1.5)),
      button('+', 'Zoom in', () => actions.zoomBy(1.5)),
      button('Fit', 'Fit the whole figure', actions.resetView),
    ),
    create(
      'div',
      {},
      button('Copy', 'Copy the selected values, or all', actions.copy),
      button('SVG', 'Save the figure as SVG', () => saveSvg(svg, fileName)),
      button('PNG', 'Save the figure as PNG', () => void savePng(svg, fileName, width, height)),
      button('CSV', 'Save the values as CSV', () =>
        saveText(figureCsv(model), 'text/csv', `${fileName}.csv`),
      ),
      button('?', 'Keys', () => actions.say(actions.help)),
    ),
  );
}

function searchField(model: Model, { showLines, say }: Actions): HTMLElement {
  const input = create('input', {
    type: 'search',
    placeholder: 'Search rows and columns',
    autocomplete: 'off',
  });
  let matches: Line[] = [];
  let current = 0;
  const show = () => {
    showLines(matches, current);
    const line = matches[current];
    if (!line) return say(input.value.trim() === '' ? '' : 'No row or column has this text');
    const { rows, columns } = model.panels[line.panel];
    const name =
      line.axis === 'y' ? `row ${rows.names[line.position]}` : `column ${columns.names[line.position]}`;
    say(`${current + 1} of ${matches.length}: ${name}`);
  };
  input.addEventListener('input', () => {
    [matches, current] = [search(model, input.value), 0];
    show();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || matches.length === 0) return;
    current = (current + (event.shiftKey ? matches.length - 1 : 1)) % matches.length;
    show();
  });
  return labelled('Search rows and columns', input);
}

/** Returns a choice of a scale if there are several, and its values: two limits, or a list of categories. */
function highlightFields({ scales, targets }: Model, { setHighlight, say }: Actions): HTMLElement[] {
  const shown = Object.keys(scales).filter((name) =>
    targets.some((target) => 'scale' in target && target.scale === name),
  );
  const names = shown.length > 0 ? shown : Object.keys(scales).slice(0, 1);
  const scaleSelect = create(
    'select',
    {},
    ...names.map((name) => create('option', { value: name }, scales[name].title ?? name)),
  );
  const from = create('input', {
    class: 'number',
    inputmode: 'decimal',
    placeholder: 'from',
    autocomplete: 'off',
  });
  const to = create('input', {
    class: 'number',
    inputmode: 'decimal',
    placeholder: 'to',
    autocomplete: 'off',
  });
  const category = create('select');
  const limits = [labelled('Highlight values from', from), labelled('Highlight values to', to)];
  const categories = labelled('Highlight category', category);

  const update = () => {
    const scale = scaleSelect.value;
    if (scales[scale].categories) {
      const index = Number(category.value);
      return setHighlight(index < 0 ? null : { kind: 'colors', scale, from: index, to: index });
    }
    const limit = (input: HTMLInputElement, otherwise: number) =>
      input.value.trim() === '' ? otherwise : Number(input.value.replace(/\u2212/g, '-'));
    const [low, high] = [limit(from, Number.NEGATIVE_INFINITY), limit(to, Number.POSITIVE_INFINITY)];
    if (Number.isNaN(low) || Number.isNaN(high)) return say('Limits must be numbers, such as 0.5');
    const isSet = low > Number.NEGATIVE_INFINITY || high < Number.POSITIVE_INFINITY;
    setHighlight(isSet ? { kind: 'values', scale, from: low, to: high } : null);
  };
  const selectScale = () => {
    const words = scales[scaleSelect.value].categories;
    for (const field of limits) field.hidden = words !== null;
    categories.hidden = words === null;
    category.replaceChildren(
      create('option', { value: -1 }, 'all categories'),
      ...(words ?? []).map((word, i) => create('option', { value: i }, word)),
    );
    setHighlight(null);
  };
  scaleSelect.addEventListener('change', selectScale);
  for (const field of [from, to, category]) field.addEventListener('input', update);
  // The page is not complete before the tools are in it.
  queueMicrotask(selectScale);
  const scaleField = labelled('Highlight values of', scaleSelect);
  return [...(names.length > 1 ? [scaleField] : []), ...limits, categories];
}
