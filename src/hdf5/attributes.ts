import { btreeRecords } from './btree-v2.js';
import { readDataspace } from './dataspace.js';
import { type Datatype, readDatatype } from './datatype.js';
import { openFractalHeap } from './heaps.js';
import { findMessage, MESSAGE, type Message } from './object-header.js';
import type { Cursor, Hdf5Bytes } from './reader.js';

/** A small value that describes an object. */
export interface Attribute {
  readonly type: Datatype;
  readonly shape: readonly number[];
  /** The address of the value. */
  readonly address: number;
}

/** Returns the attributes of an object by name. */
export function readAttributes(file: Hdf5Bytes, messages: readonly Message[]): Map<string, Attribute> {
  const attributes = new Map<string, Attribute>();
  for (const { type, start } of messages) {
    if (type === MESSAGE.attribute) readAttribute(file.at(start), attributes);
  }
  const info = findMessage(file, messages, MESSAGE.attributeInfo);
  if (!info) return attributes;
  const flags = info.skip(1).uint(1);
  const heap = info.skip(flags & 1 ? 2 : 0).address();
  const index = info.address();
  if (heap === null || index === null) return attributes;
  const locate = openFractalHeap(file, heap);
  for (const { start } of btreeRecords(file, index)) {
    const address = locate(file.at(start));
    if (address !== null) readAttribute(file.at(address), attributes);
  }
  return attributes;
}

function readAttribute(cursor: Cursor, attributes: Map<string, Attribute>): void {
  const { file } = cursor;
  const version = cursor.uint(1);
  const flags = cursor.uint(1);
  const [nameSize, typeSize, spaceSize] = [cursor.uint(2), cursor.uint(2), cursor.uint(2)];
  if (version === 3) cursor.skip(1);
  // The first version fills each part up to eight bytes.
  const padded = (size: number) => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const typeStart = cursor.pos + padded(nameSize);
  const spaceStart = typeStart + padded(typeSize);
  const name = cursor.text(nameSize);
  // A type or shape that is shared with other objects describes no attribute that is read here.
  if (flags & 3) return;
  attributes.set(name, {
    type: readDatatype(file.at(typeStart)),
    shape: readDataspace(file.at(spaceStart)).shape,
    address: spaceStart + padded(spaceSize),
  });
}
