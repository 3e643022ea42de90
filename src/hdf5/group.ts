import { btreeRecords } from './btree-v2.js';
import { openFractalHeap, openLocalHeap } from './heaps.js';
import { findMessage, MESSAGE, type Message } from './object-header.js';
import type { Cursor, Hdf5Bytes } from './reader.js';

/** A name in a group: the object at an address, or another path. */
export type Link =
  | { readonly name: string; readonly kind: 'object'; readonly address: number }
  | { readonly name: string; readonly kind: 'path'; readonly path: string }
  | { readonly name: string; readonly kind: 'file' };

export const MAX_LINKS = 2 ** 17;
/** The deepest index of a group. */
const MAX_LEVELS = 16;

/** Whether an object with these properties is a group. */
export function isGroup(messages: readonly Message[]): boolean {
  return messages.some(({ type }) => type === MESSAGE.symbolTable || type === MESSAGE.linkInfo);
}

/** Returns the links of a group, in the order of the file. */
export function readLinks(file: Hdf5Bytes, messages: readonly Message[]): Link[] {
  const links: Link[] = [];
  const add = (link: Link) => {
    if (links.push(link) > MAX_LINKS) file.failUnsupported(`more than ${MAX_LINKS} objects in a group`);
  };
  const table = findMessage(file, messages, MESSAGE.symbolTable);
  if (table) {
    const tree = table.definedAddress();
    const nameAt = openLocalHeap(file, table.definedAddress());
    readSymbolTree(file, tree, nameAt, add, 0);
  }
  for (const { type, start } of messages) if (type === MESSAGE.link) add(readLink(file.at(start)));
  const info = findMessage(file, messages, MESSAGE.linkInfo);
  if (info) {
    const flags = info.skip(1).uint(1);
    const heap = info.skip(flags & 1 ? 8 : 0).address();
    const index = info.address();
    if (heap !== null && index !== null) {
      const locate = openFractalHeap(file, heap);
      // A record begins with a hash of the name.
      for (const { start } of btreeRecords(file, index)) {
        const address = locate(file.at(start + 4));
        if (address !== null) add(readLink(file.at(address)));
      }
    }
  }
  return links;
}

function readSymbolTree(
  file: Hdf5Bytes,
  address: number,
  nameAt: (offset: number) => string,
  add: (link: Link) => void,
  depth: number,
): void {
  const cursor = file.at(address, 'TREE');
  const type = cursor.uint(1);
  const level = cursor.uint(1);
  const count = cursor.uint(2);
  if (type !== 0 || depth > MAX_LEVELS) file.fail('the index of a group is invalid', address);
  cursor.skip(2 * file.addressSize);
  for (let i = 0; i < count; i++) {
    cursor.length();
    const child = cursor.definedAddress();
    if (level > 0) readSymbolTree(file, child, nameAt, add, depth + 1);
    else readSymbols(file, child, nameAt, add);
  }
}

function readSymbols(
  file: Hdf5Bytes,
  address: number,
  nameAt: (offset: number) => string,
  add: (link: Link) => void,
): void {
  const cursor = file.at(address, 'SNOD').skip(2);
  const count = cursor.uint(2);
  for (let i = 0; i < count; i++) {
    const name = nameAt(cursor.address() ?? 0);
    const target = cursor.address();
    const isSoft = cursor.uint(4) === 2;
    const path = file.uint(cursor.pos + 4, 4);
    cursor.skip(20);
    if (isSoft) add({ name, kind: 'path', path: nameAt(path) });
    else if (target !== null) add({ name, kind: 'object', address: target });
  }
}

function readLink(cursor: Cursor): Link {
  const flags = cursor.skip(1).uint(1);
  const kind = flags & 8 ? cursor.uint(1) : 0;
  cursor.skip((flags & 4 ? 8 : 0) + (flags & 0x10 ? 1 : 0));
  const name = cursor.text(cursor.uint(1 << (flags & 3)));
  if (kind === 0) return { name, kind: 'object', address: cursor.definedAddress() };
  if (kind === 1) return { name, kind: 'path', path: cursor.text(cursor.uint(2)) };
  return { name, kind: 'file' };
}
