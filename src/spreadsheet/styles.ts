import { isDateFormat } from './dates.js';
import type { XmlReader } from './xml.js';

/** The number of formats in one file; spreadsheet programs allow fewer. */
const MAX_STYLES = 2 ** 17;

/** Reads `xl/styles.xml`: whether the number format of each style of cells shows dates. */
export function readStyles(xml: XmlReader): boolean[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isInCellFormats = false;
  for (let token = xml.next(); token !== null; token = xml.next()) {
    if (xml.name === 'cellXfs' && token !== 'text') isInCellFormats = token === 'start';
    if (token !== 'start' || ids.length > MAX_STYLES || codes.size > MAX_STYLES) continue;
    if (xml.name === 'numFmt') {
      codes.set(Number(xml.attribute('numFmtId')), xml.attribute('formatCode') ?? '');
    } else if (isInCellFormats && xml.name === 'xf') {
      ids.push(Number(xml.attribute('numFmtId') ?? 0));
    }
  }
  return ids.map((id) => isDateFormat(id, codes.get(id)));
}
