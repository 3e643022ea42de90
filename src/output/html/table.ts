/** The values of small matrices as HTML tables, for screen readers and for pages without scripts. */
import type { PanelData, SceneData } from '../../scene/data.js';
import { escapeXml } from '../xml.js';
import { valueText } from './value-text.js';

/** A screen reader takes minutes to read a larger table. */
const MAX_CELLS = 1000;

/**
 * Returns a table for each panel; '' if a panel is aggregated or the panels have too many cells. On a page from right to left,
 * browsers put the first column on the right, so it is the last one of the figure.
 */
export function tablesHtml({ panels, scales }: SceneData, isRightToLeft: boolean): string {
  const cells = panels.reduce((sum, { layers }) => sum + layers[0].values.length, 0);
  if (cells > MAX_CELLS || panels.some(({ aggregation }) => aggregation !== null)) return '';
  const labelOf = ({ title }: PanelData, i: number) =>
    panels.length > 1 ? `Table of values ${i + 1}${title === null ? '' : `: ${title}`}` : 'Table of values';
  return panels.map((panel, i) => tableHtml(panel, scales, labelOf(panel, i), isRightToLeft)).join('\n');
}

/** Returns a table; screen readers list it by `label`. */
function tableHtml(
  panel: PanelData,
  scales: SceneData['scales'],
  label: string,
  isRightToLeft: boolean,
): string {
  const { title, rows, columns, layers } = panel;
  const inOrder = [...columns.names.keys()];
  const order = isRightToLeft ? inOrder.reverse() : inOrder;
  const caption = [title, scales[layers[0].scale].title].filter((text) => text !== null).join(': ');
  const header = (scope: 'col' | 'row') => (name: string) => `<th scope="${scope}">${escapeXml(name)}</th>`;
  const head = ['<td></td>', ...order.map((j) => header('col')(columns.names[j]))].join('');
  const body = rows.names.map((name, i) => {
    const cells = order.map(
      (j) => `<td>${escapeXml(valueText(panel, scales, i * columns.names.length + j))}</td>`,
    );
    return `<tr>${header('row')(name)}${cells.join('')}</tr>`;
  });
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeXml(label)}">`,
    '<table>',
    ...(caption ? [`<caption>${escapeXml(caption)}</caption>`] : []),
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}
