/** Writes a starter spec for some data, with a reason for each value. */

import { chooseGridColumns } from '../figure/grid-columns.js';
import { pValueColor } from '../figure/p-values.js';
import type { Input } from '../input/load.js';
import { formatCount } from '../phrases.js';
import { LIMITS } from '../theme.js';
import { type CommentedEntry, formatCommentedJson, formatInline } from './commented-json.js';
import { powerOfTenDomain, type RoundDomain, roundDomain, symmetricRoundDomain } from './round-domain.js';
import { computeStatistics, type Statistics } from './statistics.js';

/** The entry "data" of the spec, and its comments. */
export interface StarterData {
  readonly value: { readonly file: string };
  readonly comments: readonly string[];
}

/** Returns the text of the spec. `schema` is the path of the JSON Schema, relative to the spec. */
export function starterSpec({ value, comments }: StarterData, input: Input, schema: string | null): string {
  const { panels } = input;
  const statistics = computeStatistics(panels);
  const colors = suggestColors(value.file, panels, statistics);
  const entries: (CommentedEntry | null)[] = [
    schema === null
      ? null
      : {
          comments: ['Editors use this schema to complete and check the spec.'],
          key: '$schema',
          value: schema,
        },
    {
      comments: [...comments, ...transposeHint(value.file, panels[0].matrix)],
      key: 'data',
      value: Object.keys(value).length === 1 ? value.file : value,
    },
    axisEntry('x', panels),
    axisEntry('y', panels),
    colors && { comments: colors.comments, key: 'color', value: colors.color },
    colorbarEntry(value.file, panels, statistics, colors?.ticks ?? []),
    layoutEntry(input),
    sizeEntry(),
  ];
  return formatCommentedJson(
    [
      summarize(value.file, panels, statistics),
      'Change any value. If you remove a key, its default is used.',
    ],
    entries.filter((entry) => entry !== null),
  );
}

function summarize(
  file: string,
  panels: Input['panels'],
  { extent, missing, infinite, categories }: Statistics,
): string {
  const { rows, columns } = panels[0].matrix;
  const parts = [
    panels.length > 1 ? formatCount(panels.length, 'panel') : '',
    `${formatCount(rows, 'row')} and ${formatCount(columns, 'column')}${panels.length > 1 ? ' in the first' : ''}`,
    categories
      ? formatCount(categories, 'different word')
      : extent
        ? `values from ${extent[0]} to ${extent[1]}`
        : 'no values',
    missing ? `${missing} missing` : '',
    infinite ? `${infinite} infinite` : '',
  ];
  return `A starter spec for ${JSON.stringify(file)}: ${parts.filter(Boolean).join(', ')}.`;
}

/** From this number of columns per row on, a figure is wide and its colorbar fits below it. */
const WIDE_RATIO = 3;
/** From this number of columns on, a wide figure is better transposed. */
const MIN_WIDE_COLUMNS = 60;

function transposeHint(file: string, { rows, columns }: { rows: number; columns: number }): string[] {
  if (columns < WIDE_RATIO * rows || columns < MIN_WIDE_COLUMNS) return [];
  return [
    `${columns} columns and ${formatCount(rows, 'row')} make a wide figure. To transpose it, write:`,
    formatInline({ data: { file, transpose: true } }).slice(2, -2),
  ];
}

/** More labels than this are thinned if they are consecutive numbers. */
const MAX_NUMBER_LABELS = 20;
const TICK_INTERVALS = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

function axisEntry(key: 'x' | 'y', panels: Input['panels']): CommentedEntry {
  const { matrix, names } = panels[0];
  const [count, items, labels, name] =
    key === 'x'
      ? [matrix.columns, 'columns', matrix.columnLabels, names.x]
      : [matrix.rows, 'rows', matrix.rowLabels, names.y];
  const areConsecutive =
    labels === null || labels.every((label, i) => Number(label) === Number(labels[0]) + i);
  const every =
    count > MAX_NUMBER_LABELS && areConsecutive
      ? TICK_INTERVALS.find((n) => count / n <= MAX_NUMBER_LABELS)
      : undefined;
  const areTokens = labels?.some((label) => /[ĠĊ▁]|^\s|\s$/.test(label)) ?? false;
  const attributes = key === 'x' ? matrix.columnAttributes : matrix.rowAttributes;
  const comments = [
    attributes ? `The words beside the numbers are strips beside the ${items}.` : '',
    name
      ? `The data has this name for its ${items}.`
      : `The data has no name for its ${items}. To add a title, replace false by a string.`,
    every ? `The labels are consecutive numbers, so one in ${every} is enough.` : '',
    areTokens ? 'Some labels contain tokenizer marks. The style "token" makes them readable.' : '',
  ].filter(Boolean);
  const value = {
    title: name || false,
    ...(areTokens && { style: 'token' }),
    ...(every && { ticks: { every } }),
    ...(attributes && { annotations: attributes.map(({ name }) => ({ values: name })) }),
  };
  return { comments, key, value };
}

interface SuggestedColors {
  readonly comments: readonly string[];
  readonly color: object;
  readonly ticks: readonly number[];
}

/** Returns null for categories and for two-valued data, whose colours the legend explains. */
function suggestColors(
  file: string,
  panels: Input['panels'],
  { extent, categories, isBinary }: Statistics,
): SuggestedColors | null {
  if (categories || isBinary || !extent) return null;
  const { names } = panels[0];
  const pValues = pValueColor(
    [names.value, names.y, names.x, file],
    panels.map(({ matrix }) => matrix),
  );
  if (pValues) {
    const comment = `The values are p-values, as the name ${JSON.stringify(pValues.name)} says; ${pValues.reason}.`;
    return { comments: [comment], color: { map: 'viridis', ...pValues.color }, ticks: [] };
  }
  const [low, high] = extent;
  if (low < 0 && high > 0) {
    return withDomain(
      'The values have mixed signs, so the colormap is diverging and centred on 0.',
      { map: 'RdBu_r', center: 0 },
      'The domain is symmetric about 0 and rounded outwards.',
      symmetricRoundDomain(low, high),
    );
  }
  if (low > 0 && high / low >= LIMITS.suggestion.minLogRatio) {
    const orders = Math.floor(Math.log10(high / low));
    return withDomain(
      `The values span ${orders} orders of magnitude. A log scale also shows the small ones.`,
      { map: 'viridis', scale: 'log' },
      'The ends of the domain are powers of ten.',
      powerOfTenDomain(low, high),
    );
  }
  return withDomain(
    'All values have the same sign, so the colormap is sequential.',
    { map: 'viridis' },
    'The domain is rounded outwards, so that figures of similar data can be compared.',
    low < high ? roundDomain(low, high) : null,
  );
}

function withDomain(
  comment: string,
  color: object,
  domainComment: string,
  rounded: RoundDomain | null,
): SuggestedColors {
  if (!rounded) return { comments: [comment], color, ticks: [] };
  return {
    comments: [comment, domainComment],
    color: { ...color, domain: rounded.domain },
    ticks: rounded.ticks,
  };
}

function colorbarEntry(
  file: string,
  panels: Input['panels'],
  { categories, isBinary }: Statistics,
  ticks: readonly number[],
): CommentedEntry {
  const { matrix, names } = panels[0];
  const title = names.value ?? titleFromFile(file);
  const isWide = panels.length === 1 && matrix.columns >= WIDE_RATIO * matrix.rows;
  const isBelow = isWide && categories === 0 && !isBinary;
  return {
    comments: [
      names.value === null
        ? 'The title is taken from the file name. It should name the values.'
        : 'The data has this name for its values.',
      ...(isBelow ? ['The figure is wide, so the colorbar is below it.'] : []),
    ],
    key: 'colorbar',
    value: { title, ...(ticks.length && { ticks }), ...(isBelow && { side: 'bottom' }) },
  };
}

/** Returns the words of a file name: "02-layer-token_auc.csv" → "layer token auc". */
function titleFromFile(file: string): string {
  const stem = file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
  const words = stem
    .replace(/^\d+(?=\D)/, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim();
  return words || 'value';
}

function layoutEntry({ panels, leadingShape }: Input): CommentedEntry | null {
  if (panels.length === 1) return null;
  const { rows, columns } = panels[0].matrix;
  const areShared = (key: 'rowLabels' | 'columnLabels') =>
    panels.every(({ matrix }) => areEqual(matrix[key], panels[0].matrix[key])) &&
    panels.every(({ matrix }) => matrix.rows === rows && matrix.columns === columns);
  const share = { ...(areShared('columnLabels') && { x: true }), ...(areShared('rowLabels') && { y: true }) };
  const gridColumns = chooseGridColumns(panels.map(({ matrix }) => matrix));
  const isGrid = leadingShape.length > 1;
  const isUntitled = panels.every((panel) => panel.title === null);
  return {
    comments: [
      isGrid
        ? 'The leading axes of the data are the rows and columns of a grid of panels.'
        : gridColumns === 1
          ? `${panels.length} panels, one below the other.`
          : `${panels.length} panels, in a grid that fits on a page.`,
      ...(isUntitled ? ['The data has no names for its panels, so they are numbered.'] : []),
      ...(Object.keys(share).length ? ['Labels that are the same in all panels are printed once.'] : []),
    ],
    key: 'layout',
    value: {
      ...(!isGrid && { columns: gridColumns }),
      ...(isUntitled && { titles: { from: 0, prefix: 'Panel ' } }),
      ...(Object.keys(share).length && { share }),
    },
  };
}

function areEqual(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a?.length === b?.length && (a ?? []).every((item, i) => item === b?.[i]));
}

function sizeEntry(): CommentedEntry {
  return {
    comments: ['"auto" computes the width from the cells. A journal column is about "88mm" wide.'],
    key: 'size',
    value: { width: 'auto', dpi: 300 },
  };
}
