/** What the page says about a cell, a row or a column. */
import type { AxisData } from '../../../scene/data.js';
import { numberText, valueText } from '../value-text.js';
import type { Cell, Line, Model } from './model.js';

/** A headline and lines below it. */
export interface Facts {
  readonly headline: string;
  readonly lines: readonly string[];
}

export function cellFacts({ panels, scales }: Model, { panel: p, row, column }: Cell): Facts {
  const panel = panels[p];
  const { rows, columns, drawnAs, aggregation, title, matrices } = panel;
  const cell = row * columns.start.length + column;
  const value = valueText(panel, scales, cell) || 'not drawn';
  const hasSameTitles = rows.title !== null && rows.title === columns.title;
  return {
    headline: value,
    lines: [
      ...(panels.length > 1 && title !== null ? [title] : []),
      ...(matrices?.[cell] ? [matrices[cell]] : []),
      ...itemLines(rows, 'row', row, hasSameTitles),
      ...itemLines(columns, 'column', column, hasSameTitles),
      ...(aggregation !== null ? [`The value is ${aggregation}.`] : []),
      ...(drawnAs !== null ? [`The picture shows ${drawnAs}.`] : []),
    ],
  };
}

export function lineFacts({ panels }: Model, { panel, axis, position }: Line): Facts {
  const what = axis === 'y' ? 'row' : 'column';
  const items = axis === 'y' ? panels[panel].rows : panels[panel].columns;
  const [, ...lines] = itemLines(items, what, position);
  return { headline: `${items.title ?? what}: ${items.names[position]}`, lines };
}

/** Returns the name of a row or column, and what is known about it. */
function itemLines(
  { title, names, facts }: AxisData,
  what: string,
  position: number,
  isTitleShared = false,
): string[] {
  return [
    `${isTitleShared ? `${what}, ${title}` : (title ?? what)}: ${names[position]}`,
    ...facts.flatMap((fact) =>
      fact.texts[position] === '' ? [] : `${fact.title}: ${fact.texts[position].replace(/^-(?=[\d.])/, '−')}`,
    ),
  ];
}

/** Returns the name of the colours from one index of the palette to another. */
export function colorFacts({ scales }: Model, scaleName: string, from: number, to: number): Facts {
  const { categories, edges, palette, title, unit } = scales[scaleName];
  const lines = title === null ? [] : [title];
  if (from === palette.length - 1) return { headline: 'missing', lines };
  if (categories) return { headline: categories[from], lines };
  const text = (at: number) => numberText(Number((edges?.[at] ?? 0).toPrecision(4))) + unit;
  return { headline: `${text(from)} to ${text(to + 1)}`, lines };
}
