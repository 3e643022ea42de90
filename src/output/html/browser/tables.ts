/** Selected cells and whole figures as text for other programs. */
import { NOT_DRAWN } from '../../../scene/scene.js';
import { layerAt } from '../value-text.js';
import type { Model, Panel, Selection } from './model.js';

/** Returns all cells of a panel. */
export function wholePanel({ panels }: Pick<Model, 'panels'>, panel: number): Selection {
  const { rows, columns } = panels[panel];
  return { panel, rows: [0, rows.start.length - 1], columns: [0, columns.start.length - 1] };
}

/** Returns cells with their labels, separated by tabs. */
export function selectionTsv(model: Model, selection: Selection): string {
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  return tableRows(model, selection)
    .map((row) => row.map(clean).join('\t'))
    .join('\n');
}

/** Returns all values as CSV (RFC 4180). Several panels follow each other, with their titles in the first column. */
export function figureCsv(model: Model): string {
  const hasPanels = model.panels.length > 1;
  const rows = model.panels.flatMap(({ title }, p) => {
    const own = tableRows(model, wholePanel(model, p));
    const name = title ?? `panel ${p + 1}`;
    return hasPanels ? own.map((row, i) => [i === 0 ? 'panel' : name, ...row]) : own;
  });
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${rows.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
}

/** Returns a row of column names, and each row with its name. */
function tableRows({ panels, scales }: Model, { panel: p, rows, columns }: Selection): string[][] {
  const panel = panels[p];
  const columnNames = panel.columns.names.slice(columns[0], columns[1] + 1);
  const lines = [['', ...columnNames]];
  for (let row = rows[0]; row <= rows[1]; row++) {
    const line = [panel.rows.names[row]];
    for (let column = columns[0]; column <= columns[1]; column++)
      line.push(plainValue(panel, scales, row, column));
    lines.push(line);
  }
  return lines;
}

/** Returns a value as programs read it; '' for a missing one. */
function plainValue(
  { layers, columns }: Panel,
  scales: Model['scales'],
  row: number,
  column: number,
): string {
  const cell = row * columns.start.length + column;
  const { scale, values, indices } = layerAt(layers, cell);
  const value = values[cell];
  if (Number.isNaN(value)) return '';
  const { categories } = scales[scale];
  return (indices[cell] === NOT_DRAWN ? undefined : categories?.[value]) ?? String(value);
}
