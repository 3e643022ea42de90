import type { XmlReader } from './xml.js';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The identifier of the file with the cells, for `readRelationships`. */
  readonly relation: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Whether day 0 is 1904-01-01, as in files from old versions of Excel for Mac. */
  readonly is1904: boolean;
}

/** Reads `xl/workbook.xml`. */
export function readWorkbook(xml: XmlReader): Workbook {
  const sheets: Sheet[] = [];
  let is1904 = false;
  for (let token = xml.next(); token !== null; token = xml.next()) {
    if (token !== 'start') continue;
    if (xml.name === 'workbookPr') is1904 = /^(?:1|true)$/.test(xml.attribute('date1904') ?? '');
    if (xml.name !== 'sheet') continue;
    const state = xml.attribute('state') ?? 'visible';
    sheets.push({
      name: xml.attribute('name') ?? '',
      isHidden: state !== 'visible',
      relation: xml.attribute('id') ?? '',
    });
  }
  return { sheets, is1904 };
}

export interface Relationship {
  readonly id: string;
  /** The last part of the type, such as "worksheet" or "sharedStrings". */
  readonly type: string;
  /** The name of a member of the archive. */
  readonly target: string;
}

/** Reads a file such as `xl/_rels/workbook.xml.rels`; targets are relative to `folder`, which ends with "/" or is empty. */
export function readRelationships(xml: XmlReader, folder: string): Relationship[] {
  const relationships: Relationship[] = [];
  for (let token = xml.next(); token !== null; token = xml.next()) {
    if (token !== 'start' || xml.name !== 'Relationship') continue;
    const target = (xml.attribute('Target') ?? '').replaceAll('\\', '/');
    relationships.push({
      id: xml.attribute('Id') ?? '',
      type: (xml.attribute('Type') ?? '').replace(/.*\//s, ''),
      target: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, ''),
    });
  }
  return relationships;
}
