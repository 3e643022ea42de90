/** What a PDF file says about itself: its catalog, its information and its metadata. */
import { escapeXml } from '../xml.js';
import { type Dictionary, dictionary, type PdfFile, type Reference, refer, textString } from './objects.js';

const PRODUCER = 'heatmap';
/** The language of the description. */
const LANGUAGE = 'en';

/** The title of a document and its description, which may be empty. */
export interface DocumentTexts {
  readonly title: string;
  readonly description: string;
}

/** Returns the bytes of a file. `entries` are those of the catalog: the pages, their structure, and more. */
export function writeDocument(file: PdfFile, texts: DocumentTexts, entries: Dictionary): Uint8Array {
  const catalog = file.add(
    dictionary({
      Type: '/Catalog',
      Lang: textString(LANGUAGE),
      MarkInfo: '<</Marked true>>',
      ViewerPreferences: '<</DisplayDocTitle true>>',
      Metadata: refer(addMetadata(texts, file)),
      ...entries,
    }),
  );
  return file.write(catalog, addInformation(texts, file));
}

function addInformation({ title, description }: DocumentTexts, file: PdfFile): Reference {
  return file.add(
    dictionary({
      Title: textString(title),
      Subject: description ? textString(description) : null,
      Creator: textString(PRODUCER),
      Producer: textString(PRODUCER),
    }),
  );
}

/** Adds the same facts as XMP, which newer programs read. It is not compressed, so that programs find it in the file. */
function addMetadata({ title, description }: DocumentTexts, file: PdfFile): Reference {
  const alternative = (tag: string, text: string) =>
    `<dc:${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></dc:${tag}>`;
  const packet = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    alternative('title', title),
    ...(description ? [alternative('description', description)] : []),
    `<dc:language><rdf:Bag><rdf:li>${LANGUAGE}</rdf:li></rdf:Bag></dc:language>`,
    `<pdf:Producer>${PRODUCER}</pdf:Producer>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
  return file.addStream({ Type: '/Metadata', Subtype: '/XML' }, new TextEncoder().encode(packet), false);
}
