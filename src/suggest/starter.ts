/** A starting spec for some data: what to write, and why. */
import type { Input } from '../input/load.js';
import { commented, type Entry, inline } from './commented.js';
import { type Rounded, roundDomain, roundDomainAbout0, roundDomainOfPowers } from './round.js';
import { type Statistics, statisticsOf } from './statistics.js';

export interface DataEntry {
  /** What the spec says as "data", and why so. */
  readonly value: { readonly file: string };
  readonly why: readonly string[];
}

/** The text of a spec. `schema` is the path of the JSON Schema as the spec would say it. */
export function starter({ value, why }: DataEntry, input: Input, schema: string | null): string {
  const { panels } = input;
  const statistics = statisticsOf(panels);
  const colors = colorsFor(statistics);
  const entries: (Entry | null)[] = [
    schema === null
      ? null
      : { why: ['By this file editors complete and check the spec.'], key: '$schema', value: schema },
    {
      why: [...why, ...turnHint(value.file, panels[0].matrix)],
      key: 'data',
      value: Object.keys(value).length === 1 ? value.file : value,
    },
    axisEntry('x', panels),
    axisEntry('y', panels),
    colors && { why: colors.why, key: 'color', value: colors.color },
    colorbarEntry(value.file, panels, statistics, colors?.ticks ?? []),
    layoutEntry(input),
    sizeEntry(),
  ];
  return commented(
    [
      summary(value.file, panels, statistics),
      'Change what you like; whatever is left out is chosen when the figure is drawn.',
    ],
    entries.filter((entry) => entry !== null),
  );
}

function summary(
  file: string,
  panels: Input['panels'],
  { extent, missing, infinite, words }: Statistics,
): string {
  const { rows, columns } = panels[0].matrix;
  const parts = [
    panels.length > 1 ? counted(panels.length, 'panel') : '',
    `${counted(rows, 'row')} and ${counted(columns, 'column')}${panels.length > 1 ? ' in the first' : ''}`,
    words
      ? counted(words, 'different word')
      : extent
        ? `values from ${extent[0]} to ${extent[1]}`
        : 'no values',
    missing ? `${missing} missing` : '',
    infinite ? `${infinite} infinite` : '',
  ];
  return `A starting spec for ${JSON.stringify(file)}: ${parts.filter(Boolean).join(', ')}.`;
}

/** So many columns to a row, and such a figure is a strip. */
const WIDE = 3;
const MANY = 60;

function turnHint(file: string, { rows, columns }: { rows: number; columns: number }): string[] {
  if (columns < WIDE * rows || columns < MANY) return [];
  return [
    `${columns} columns beside ${counted(rows, 'row')} make a wide figure; this would turn it:`,
    inline({ data: { file, transpose: true } }).slice(2, -2),
  ];
}

/** Labels that count are known when some of them are read. */
const COUNTED = 20;
const EVERY = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

function axisEntry(key: 'x' | 'y', panels: Input['panels']): Entry {
  const { matrix, names } = panels[0];
  const [items, what, labels, name] =
    key === 'x'
      ? [matrix.columns, 'columns', matrix.columnLabels, names.x]
      : [matrix.rows, 'rows', matrix.rowLabels, names.y];
  const counts = labels === null || labels.every((label, i) => Number(label) === Number(labels[0]) + i);
  const every = items > COUNTED && counts ? EVERY.find((n) => items / n <= COUNTED) : undefined;
  const tokens = labels?.some((label) => /[ĠĊ▁]|^\s|\s$/.test(label)) ?? false;
  const why = [
    name
      ? `The data calls its ${what} so.`
      : `The data does not say what its ${what} are; a title for them goes here.`,
    every ? `They are counted, so one label in ${every} will do.` : '',
    tokens ? 'Some labels have the marks of a tokenizer, which "token" makes readable.' : '',
  ].filter(Boolean);
  const value = {
    title: name || false,
    ...(tokens && { style: 'token' }),
    ...(every && { ticks: { every } }),
  };
  return { why, key, value };
}

interface Colors {
  readonly why: readonly string[];
  readonly color: object;
  readonly ticks: readonly number[];
}

/** From here on a linear scale shows large values only. */
const MAGNITUDES = 1000;

function colorsFor({ extent, words }: Statistics): Colors | null {
  if (words || !extent) return null;
  const [low, high] = extent;
  if (low < 0 && high > 0) {
    return colors(
      'The values have both signs: 0 gets the middle of a diverging map,',
      { map: 'RdBu_r', center: 0 },
      roundDomainAbout0(low, high),
      'and the ends lie equally far from it, rounded outwards.',
    );
  }
  if (low > 0 && high / low >= MAGNITUDES) {
    return colors(
      `The values span ${Math.floor(Math.log10(high / low))} orders of magnitude: a log scale shows the small ones too;`,
      { map: 'viridis', scale: 'log' },
      roundDomainOfPowers(low, high),
      'its ends are powers of ten.',
    );
  }
  return colors(
    'The values have one sign: a sequential map, which gets lighter all the way;',
    { map: 'viridis' },
    low < high ? roundDomain(low, high) : null,
    'the ends of the domain are rounded outwards, so that figures of similar data can be compared.',
  );
}

function colors(map: string, color: object, rounded: Rounded | null, ends: string): Colors {
  if (!rounded) return { why: [map.replace(/[,;]$/, '.')], color, ticks: [] };
  return { why: [map, ends], color: { ...color, domain: rounded.domain }, ticks: rounded.ticks };
}

function colorbarEntry(
  file: string,
  panels: Input['panels'],
  { words }: Statistics,
  ticks: readonly number[],
): Entry {
  const { matrix, names } = panels[0];
  const title = names.value ?? wordsOf(file);
  const wide = panels.length === 1 && matrix.columns >= WIDE * matrix.rows;
  return {
    why: [
      names.value === null
        ? 'What the values are, guessed by the name of the file.'
        : 'The data calls its values so.',
      ...(wide && !words ? ['The figure is wide, so the colorbar lies under it.'] : []),
    ],
    key: 'colorbar',
    value: { title, ...(ticks.length && { ticks }), ...(wide && !words && { side: 'bottom' }) },
  };
}

/** "02-layer-token_auc.csv" → "layer token auc". */
function wordsOf(file: string): string {
  const stem = file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
  const words = stem
    .replace(/^\d+(?=\D)/, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim();
  return words || 'value';
}

function layoutEntry({ panels, leading }: Input): Entry | null {
  if (panels.length === 1) return null;
  const { rows, columns } = panels[0].matrix;
  const same = (key: 'rowLabels' | 'columnLabels') =>
    panels.every(({ matrix }) => sameItems(matrix[key], panels[0].matrix[key])) &&
    panels.every(({ matrix }) => matrix.rows === rows && matrix.columns === columns);
  const share = { ...(same('columnLabels') && { x: true }), ...(same('rowLabels') && { y: true }) };
  const across = Math.round(Math.sqrt((panels.length * rows) / columns));
  const side = Math.max(1, Math.min(panels.length, across));
  const untitled = panels.every((panel) => panel.title === null);
  return {
    why: [
      leading.length > 1
        ? 'The leading axes of the data are the rows and columns of a grid.'
        : `${panels.length} panels, arranged so that the figure is about as wide as high.`,
      ...(untitled ? ['The data does not name its panels, so they are counted.'] : []),
      ...(Object.keys(share).length ? ['Labels that all panels have in common are printed once.'] : []),
    ],
    key: 'layout',
    value: {
      ...(leading.length < 2 && { columns: side }),
      ...(untitled && { titles: { from: 0, prefix: 'Panel ' } }),
      ...(Object.keys(share).length && { share }),
    },
  };
}

function sameItems(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a?.length === b?.length && (a ?? []).every((item, i) => item === b?.[i]));
}

function sizeEntry(): Entry {
  return {
    why: ['Letters and cells decide how large the page is; "width": "88mm" is one column of a journal.'],
    key: 'size',
    value: { width: 'auto', dpi: 300 },
  };
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
