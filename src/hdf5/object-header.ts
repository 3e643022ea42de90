import type { Cursor, Hdf5Bytes } from './reader.js';

/** The types of messages that are read. */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** A property of an object. */
export interface Message {
  readonly type: number;
  /** The start of the content. */
  readonly start: number;
  readonly length: number;
}

const MAX_MESSAGES = 2 ** 17;

/** Reads the properties of the object at `address`, in both versions of the format. */
export function readMessages(file: Hdf5Bytes, address: number): Message[] {
  const messages: Message[] = [];
  const isNew = file.uint(address, 1) === 0x4f;
  const cursor = isNew ? file.at(address, 'OHDR') : file.at(address);
  const version = cursor.uint(1);
  if (version !== (isNew ? 2 : 1)) file.fail('it is not the header of an object', address);
  let blocks: { start: number; end: number }[];
  let hasOrder = false;
  if (isNew) {
    const flags = cursor.uint(1);
    hasOrder = (flags & 4) !== 0;
    cursor.skip((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0));
    const length = cursor.uint(1 << (flags & 3));
    blocks = [{ start: cursor.pos, end: cursor.pos + length }];
  } else {
    const length = cursor.skip(7).uint(4);
    blocks = [{ start: address + 16, end: address + 16 + length }];
  }
  const headerSize = isNew ? (hasOrder ? 6 : 4) : 8;
  for (const block of blocks) {
    const message = file.at(block.start);
    while (message.pos + headerSize <= block.end) {
      const type = message.uint(isNew ? 1 : 2);
      const length = message.uint(2);
      const flags = message.uint(1);
      message.skip(headerSize - (isNew ? 4 : 5));
      const start = message.pos;
      message.skip(length);
      if (message.pos > block.end) file.fail('a property is longer than its header', start);
      if (type === MESSAGE.continuation) {
        const target = file.at(start);
        const [blockStart, blockLength] = [target.definedAddress(), target.length()];
        if (isNew) file.at(blockStart, 'OCHK');
        const end = blockStart + blockLength - (isNew ? 4 : 0);
        blocks.push({ start: blockStart + (isNew ? 4 : 0), end });
      } else if (type !== 0) {
        messages.push(flags & 2 ? sharedMessage(file, type, start) : { type, start, length });
      }
      if (messages.length > MAX_MESSAGES || blocks.length > MAX_MESSAGES) {
        file.fail('an object has too many properties', address);
      }
    }
  }
  return messages;
}

/** Returns the property of another object, such as a named datatype, to which the message at `start` refers. */
function sharedMessage(file: Hdf5Bytes, type: number, start: number): Message {
  const cursor = file.at(start);
  const version = cursor.uint(1);
  const kind = cursor.uint(1);
  if (version === 3 && kind !== 2) file.failUnsupported('properties that are shared by the whole file');
  if (version === 1) cursor.skip(6);
  const address = cursor.definedAddress();
  const messages = readMessages(file, address);
  return (
    messages.find((message) => message.type === type) ?? file.fail('a shared property is missing', start)
  );
}

/** Returns a cursor at the message of an object with this type, or null. */
export function findMessage(file: Hdf5Bytes, messages: readonly Message[], type: number): Cursor | null {
  const message = messages.find((candidate) => candidate.type === type);
  return message ? file.at(message.start) : null;
}
