/** The formats of `heatmap describe`. */
import type { Scale } from '../color/scale.js';
import type { Severity } from '../diagnostics.js';
import type { AxisFacts, PanelFacts } from '../figure/facts.js';
import { SPECIAL } from '../figure/statistics.js';

/** What `heatmap describe` says about one figure. */
export interface FigureDescription {
  readonly title: string;
  /** The description that the spec has; null without one. */
  readonly description: string | null;
  readonly sentences: readonly string[];
  readonly scales: readonly ScaleDescription[];
  readonly panels: readonly PanelFacts[];
  /** What was guessed or chosen, and warnings. */
  readonly notes: readonly { readonly severity: Severity; readonly code: string; readonly message: string }[];
}

/** How the values of panels become colours. */
export interface ScaleDescription extends Pick<Scale, 'kind' | 'map' | 'domain' | 'center' | 'categories'> {
  /** The name that panels have for the scale. */
  readonly name: string;
  /** The title of its colorbar or legend. */
  readonly title: string | null;
}

export const DESCRIPTION_FORMATS = {
  text: textOf,
  json: jsonOf,
  markdown: markdownOf,
} satisfies Record<string, (description: FigureDescription) => string>;

export type DescriptionFormat = keyof typeof DESCRIPTION_FORMATS;

export const DESCRIPTION_FORMAT_NAMES = Object.keys(DESCRIPTION_FORMATS) as DescriptionFormat[];

/** One sentence a line. */
function textOf({ title, description, sentences, notes }: FigureDescription): string {
  const chosen = notes.length > 0 ? ['', 'Chosen or noticed:', ...notes.map(noteLine)] : [];
  const own = description === null ? [] : [oneLine(description)];
  return lines([oneLine(title), '', ...own, ...sentences, ...chosen]);
}

/** Numbers are not rounded; NaN becomes null and infinite values become strings. */
function jsonOf(description: FigureDescription): string {
  const replacer = (_key: string, value: unknown) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    return Number.isNaN(value) ? null : String(value);
  };
  return `${JSON.stringify(description, replacer, 2)}\n`;
}

function markdownOf({ title, description, sentences, panels, notes }: FigureDescription): string {
  const own = description === null ? [] : [escapeMarkdown(description), ''];
  return lines([
    `# ${escapeMarkdown(title)}`,
    '',
    ...own,
    ...sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`),
    '',
    ...panelTable(panels),
    ...panels.flatMap((panel, i) => groupTables(panel, panels.length > 1 ? panelName(panel, i) : '')),
    ...(notes.length > 0
      ? ['## Chosen or noticed', '', ...notes.map((note) => escapeMarkdown(noteLine(note)))]
      : []),
  ]);
}

function panelTable(panels: readonly PanelFacts[]): string[] {
  const numbers = (facts: PanelFacts) => {
    const { values } = facts;
    if (!values) return ['', '', '', '', ''];
    const [low, median, high] = values.quartiles ?? [null, null, null];
    return [values.min.value, low, median, high, values.max.value].map((value) => numberCell(value));
  };
  const special = ({ special: counts }: PanelFacts) =>
    (Object.keys(SPECIAL) as (keyof typeof SPECIAL)[])
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `${counts[kind]} ${SPECIAL[kind][counts[kind] === 1 ? 0 : 1]}`)
      .join('; ');
  return [
    ...tableHead([
      'panel',
      'rows',
      'columns',
      'finite',
      'mean',
      'min',
      'Q1',
      'median',
      'Q3',
      'max',
      'other cells',
    ]),
    ...panels.map((facts, i) =>
      tableRow([
        panelName(facts, i),
        String(facts.rows.count),
        String(facts.columns.count),
        String(facts.values?.count ?? ''),
        numberCell(facts.values?.mean ?? null),
        ...numbers(facts),
        special(facts),
      ]),
    ),
    '',
  ];
}

function groupTables({ rows, columns }: PanelFacts, of: string): string[] {
  return (
    [
      ['rows', rows],
      ['columns', columns],
    ] as [string, AxisFacts][]
  ).flatMap(([name, axis]) =>
    axis.groups.flatMap(({ kind, title, groups }) => [
      `## ${escapeMarkdown([title ?? kind, `of ${name}`, ...(of ? [`in ${of}`] : [])].join(' '))}`,
      '',
      ...tableHead(['group', name, 'mean']),
      ...groups.map(({ name: group, items, mean }) => tableRow([group, String(items), numberCell(mean)])),
      '',
    ]),
  );
}

function panelName({ title }: PanelFacts, at: number): string {
  return title ?? String(at + 1);
}

function tableHead(names: readonly string[]): string[] {
  return [tableRow(names), `|${' --- |'.repeat(names.length)}`];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
}

function numberCell(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(6)));
}

function noteLine({ severity, message }: FigureDescription['notes'][number]): string {
  const mark = severity === 'warning' ? 'warning: ' : '';
  return `- ${mark}${oneLine(message)}`;
}

/** Removes what could control a terminal. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

/** Escapes what Markdown or HTML could read as markup. */
function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]|<>&]/g, (c) =>
    c === '<' ? '&lt;' : c === '&' ? '&amp;' : `\\${c}`,
  );
}

function lines(all: readonly string[]): string {
  return `${all.join('\n').trimEnd()}\n`;
}
