/** Joins PDF files of this program into one, with a page and a bookmark for each of them. */
import { writeDocument } from './document.js';
import { array, dictionary, PdfFile, type Reference, refer, textString } from './objects.js';

/** A file that `writePdf` wrote, and the name of its bookmark. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Returns one file with the pages of all files, each of its own size. What several files contain, such as equal fonts, is stored
 * once. Attached files are left out, because a reader could not tell to which page they belong.
 */
export function mergePdf(files: readonly NamedFile[], title: string): Uint8Array {
  const merged = new PdfFile();
  const [pages, structure, outlines] = [merged.reserve(), merged.reserve(), merged.reserve()];
  const shared = new Map<string, Reference>();
  const copies = files.map(({ bytes }, i) =>
    copyPage(readObjects(bytes), i, { merged, pages, structure, shared }),
  );
  const list = array(copies.map(({ page }) => refer(page)));
  merged.set(pages, dictionary({ Type: '/Pages', Kids: list, Count: copies.length }));
  merged.set(
    structure,
    dictionary({
      Type: '/StructTreeRoot',
      K: array(copies.map(({ figure }) => refer(figure))),
      ParentTree: dictionary({ Nums: array(copies.flatMap(({ figure }, i) => [i, array([refer(figure)])])) }),
      ParentTreeNextKey: copies.length,
    }),
  );
  const bookmarks = copies.map(() => merged.reserve());
  const referAt = (i: number) => (bookmarks[i] === undefined ? null : refer(bookmarks[i]));
  copies.forEach(({ page }, i) => {
    merged.set(
      bookmarks[i],
      dictionary({
        Title: textString(files[i].name),
        Parent: refer(outlines),
        Prev: referAt(i - 1),
        Next: referAt(i + 1),
        Dest: array([refer(page), '/Fit']),
      }),
    );
  });
  merged.set(
    outlines,
    dictionary({
      Type: '/Outlines',
      First: referAt(0),
      Last: referAt(bookmarks.length - 1),
      Count: bookmarks.length,
    }),
  );
  return writeDocument(
    merged,
    { title, description: '' },
    {
      Pages: refer(pages),
      StructTreeRoot: refer(structure),
      Outlines: refer(outlines),
      PageMode: '/UseOutlines',
    },
  );
}

/** The source of each object of a file by its number, with the bytes of streams as Latin-1. */
type Objects = ReadonlyMap<number, string>;

/** Reads the objects of a file of `PdfFile`, which has one table of offsets. */
function readObjects(bytes: Uint8Array): Objects & { readonly root: number } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const tableStart = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(-40))?.[1]);
  const table = text.slice(tableStart);
  const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  const objects = new Map(
    offsets.map((offset, i) => {
      const head = `${i + 1} 0 obj\n`;
      const end = (offsets[i + 1] ?? tableStart) - '\nendobj\n'.length;
      return [i + 1, text.slice(offset + head.length, end)] as const;
    }),
  );
  return Object.assign(objects, { root: find(table, /\/Root (\d+) 0 R/) });
}

interface MergeTarget {
  readonly merged: PdfFile;
  readonly pages: Reference;
  readonly structure: Reference;
  /** The objects that were added, by their source. */
  readonly shared: Map<string, Reference>;
}

/** Adds the page of a file and all that it refers to. */
function copyPage(
  objects: Objects & { readonly root: number },
  position: number,
  { merged, pages, structure, shared }: MergeTarget,
): { readonly page: Reference; readonly figure: Reference } {
  const sourceOf = (number: number) => {
    const source = objects.get(number);
    if (source === undefined) throw new Error(`the PDF has no object ${number}`);
    return source;
  };
  const catalog = sourceOf(objects.root);
  const oldPages = find(catalog, /\/Pages (\d+) 0 R/);
  const oldStructure = find(catalog, /\/StructTreeRoot (\d+) 0 R/);
  const oldPage = find(sourceOf(oldPages), /\/Kids \[(\d+) 0 R\]/);
  const oldFigure = find(sourceOf(oldStructure), /\/K \[(\d+) 0 R\]/);
  const [page, figure] = [merged.reserve(), merged.reserve()];
  // These refer to each other. All other objects refer only to objects that do not refer back.
  const copied = new Map([
    [oldPages, pages],
    [oldStructure, structure],
    [oldPage, page],
    [oldFigure, figure],
  ]);
  const copy = (number: number): Reference => {
    const known = copied.get(number);
    if (known !== undefined) return known;
    const source = renumber(sourceOf(number), copy);
    const reference = shared.get(source) ?? merged.add(source);
    shared.set(source, reference);
    copied.set(number, reference);
    return reference;
  };
  merged.set(figure, renumber(sourceOf(oldFigure), copy));
  merged.set(
    page,
    renumber(sourceOf(oldPage), copy).replace('/StructParents 0', `/StructParents ${position}`),
  );
  return { page, figure };
}

/** Replaces the references in the source of an object, but not in its texts or in its stream. */
function renumber(source: string, copy: (number: number) => Reference): string {
  const streamStart = source.indexOf('\nstream\n');
  const head = streamStart < 0 ? source : source.slice(0, streamStart);
  const replaced = head.replace(/\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b/g, (text, number?: string) =>
    number === undefined ? text : refer(copy(Number(number))),
  );
  return streamStart < 0 ? replaced : replaced + source.slice(streamStart);
}

function find(source: string, pattern: RegExp): number {
  const number = pattern.exec(source)?.[1];
  if (number === undefined) throw new Error('the PDF was not written by this program');
  return Number(number);
}
