import { fail } from '../diagnostics.js';
import type { Input, InputPanel } from '../input/load.js';
import { formatCount } from '../phrases.js';
import type { LabelSequenceSpec } from '../spec/label-sequence.js';
import type { TextSpec } from '../spec/text.js';
import { DEFAULTS } from '../theme.js';
import { sequenceLabels } from './axis.js';
import type { Heading, PanelGrid } from './figure.js';

/**
 * Returns for each panel its own title, else the one of `layout.titles`, else the name in the data. Without these, matrices
 * of one array have the indices of its leading axes, such as "0, 2".
 */
export function panelTitles({ spec, panels, leadingShape }: Input): (string | null)[] {
  const given = spec.layout?.titles;
  const isOfGrid = isGridTitles(given);
  const generated = given && !isOfGrid ? listTitles(given, panels.length) : [];
  const isArray = given === undefined && panels.length > 1;
  return panels.map((p, i) => {
    if (p.spec.title === false) return null;
    // The titles of the rows and columns of a grid say what the names in the data say.
    const named = p.spec.title ?? generated[i] ?? (isOfGrid ? null : p.title);
    return named ?? (isArray && p.spec.data === undefined ? indexTitle(i, leadingShape) : null);
  });
}

/** Returns the index of a matrix in each leading axis; null if there are no leading axes, or it is not inside of them. */
function indexTitle(matrix: number, leadingShape: readonly number[]): string | null {
  const indices: number[] = [];
  let rest = matrix;
  for (const length of [...leadingShape].reverse()) {
    indices.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return indices.length === 0 || rest > 0 ? null : indices.join(', ');
}

type TitleList = readonly string[] | LabelSequenceSpec;

/** Titles of the rows and columns of a grid, instead of titles of its panels. */
interface GridTitlesSpec {
  readonly rows?: TitleList;
  readonly columns?: TitleList;
}

function isGridTitles(titles: TitleList | GridTitlesSpec | undefined): titles is GridTitlesSpec {
  return titles !== undefined && ('rows' in titles || 'columns' in titles);
}

function listTitles(titles: TitleList, count: number): readonly string[] {
  return isSequence(titles) ? sequenceLabels(titles, count) : titles;
}

function isSequence(titles: TitleList): titles is LabelSequenceSpec {
  return !Array.isArray(titles);
}

/** Returns the titles of the rows and columns of the grid. Error: `grid-titles` for a list of another length. */
export function gridTitles({ spec, panels, placeOf }: Input, columns: number): PanelGrid['titles'] {
  const given = spec.layout?.titles;
  if (!isGridTitles(given)) return { rows: null, columns: null };
  const resolve = (lines: 'rows' | 'columns', count: number) => {
    const titles = given[lines];
    if (titles === undefined) return null;
    const list = listTitles(titles, count);
    if (list.length === count) return list;
    return fail(
      'grid-titles',
      `found ${formatCount(list.length, 'title')} for ${formatCount(count, lines.slice(0, -1))} of panels`,
      placeOf(['layout', 'titles', lines]),
      `list one title for each of the ${count} ${lines}, or set layout.columns`,
    );
  };
  return { rows: resolve('rows', Math.ceil(panels.length / columns)), columns: resolve('columns', columns) };
}

/** Returns the title of an axis: one that all panels share, or one for each panel. */
export function axisTitles(input: Input, axis: 'x' | 'y'): { shared: string | null; own: (string | null)[] } {
  const titles = input.panels.map((panel: InputPanel) => {
    const title = panel.spec[axis]?.title ?? input.spec[axis]?.title ?? panel.names[axis];
    return title === false || title === '' ? null : title;
  });
  const isShared = titles.every((title) => title === titles[0]);
  return { shared: isShared ? titles[0] : null, own: isShared ? titles.map(() => null) : titles };
}

/** Appends a sentence to a caption. */
export function appendNote(caption: Heading | null, note: string | null): Heading | null {
  if (note === null) return caption;
  return caption
    ? { ...caption, text: `${caption.text} ${note}` }
    : { text: note, align: DEFAULTS.align.caption };
}

/** Returns a title, subtitle or caption; null: none. */
export function resolveHeading(spec: TextSpec | undefined, align: Heading['align']): Heading | null {
  const given = typeof spec === 'string' ? { text: spec } : spec;
  return given?.text ? { text: given.text, align: given.align ?? align } : null;
}
