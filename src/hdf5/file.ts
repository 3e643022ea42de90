/** Opens HDF5 files and finds their objects. No other file is ever opened. */
import { type Attribute, readAttributes } from './attributes.js';
import { type DatasetInfo, inspectDataset, readValues } from './dataset.js';
import type { Datatype } from './datatype.js';
import { isGroup, type Link, MAX_LINKS, readLinks } from './group.js';
import { GlobalHeaps } from './heaps.js';
import { type Message, readMessages } from './object-header.js';
import { decodeText, type FailHdf5, Hdf5Bytes } from './reader.js';
import { findSignature } from './signature.js';

/** A group or a dataset. */
export interface Hdf5Object {
  readonly address: number;
  readonly messages: readonly Message[];
  /** The type and shape of a dataset; null for a group. */
  readonly dataset: DatasetInfo | null;
}

/** A dataset with its path. */
export interface ListedDataset extends DatasetInfo {
  readonly path: string;
  readonly object: Hdf5Object;
}

/** The number of paths that a path can lead to. */
const MAX_REDIRECTS = 16;

export class Hdf5File {
  readonly root: Hdf5Object;
  private readonly bytes: Hdf5Bytes;
  private readonly heaps: GlobalHeaps;

  /** `reserve` is called before memory is allocated for values. */
  constructor(
    file: Uint8Array,
    fail: FailHdf5,
    private readonly reserve: (bytes: number) => void,
  ) {
    const start = findSignature(file) ?? fail('hdf5-damaged', 'it does not have the signature of HDF5', 0);
    const header = new Hdf5Bytes(file.subarray(start), start, 8, 8, fail).at(8);
    const version = header.uint(1);
    if (version > 3) fail('hdf5-unsupported', `the file version ${version}`, start);
    const isOld = version < 2;
    if (isOld) header.skip(4);
    const [addressSize, lengthSize] = [header.uint(1), header.uint(1)];
    if (![2, 4, 8].includes(addressSize) || ![2, 4, 8].includes(lengthSize)) {
      fail('hdf5-damaged', 'the size of its addresses is invalid', start);
    }
    header.skip(isOld ? 9 + (version === 1 ? 4 : 0) : 1);
    const base = header.uint(addressSize);
    const root = header.skip((isOld ? 4 : 2) * addressSize).uint(addressSize);
    // The file can be moved behind a block of another program without a change of the address.
    const first = base <= file.length ? Math.max(base, start) : start;
    this.bytes = new Hdf5Bytes(file.subarray(first), first, addressSize, lengthSize, fail);
    this.heaps = new GlobalHeaps(this.bytes);
    this.root = this.objectAt(root);
  }

  /** Returns the object at a path such as "layers/counts", or null. */
  find(path: string, from = this.root, redirects = 0): Hdf5Object | null {
    let object = path.startsWith('/') ? this.root : from;
    for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
      const link = this.linksOf(object).find((candidate) => candidate.name === name);
      const next = link ? this.follow(link, object, redirects) : null;
      if (!next) return null;
      object = next;
    }
    return object;
  }

  /** Returns the objects in a group by name. */
  childrenOf(group: Hdf5Object): { name: string; object: Hdf5Object }[] {
    return this.linksOf(group).flatMap((link) => {
      const object = this.follow(link, group, 0);
      return object ? [{ name: link.name, object }] : [];
    });
  }

  /** Lists the datasets in a group and its groups, each once, as far as their number is limited. */
  listDatasets(group: Hdf5Object, prefix = ''): ListedDataset[] {
    const datasets: ListedDataset[] = [];
    const visited = new Set<number>([group.address]);
    const groups = [{ prefix, object: group }];
    for (let item = groups.shift(); item && visited.size < MAX_LINKS; item = groups.shift()) {
      for (const { name, object } of this.childrenOf(item.object)) {
        if (visited.has(object.address)) continue;
        visited.add(object.address);
        const path = item.prefix + name;
        if (object.dataset) datasets.push({ path, object, ...object.dataset });
        else groups.push({ prefix: `${path}/`, object });
      }
    }
    return datasets;
  }

  /** Returns the attributes of an object by name. */
  attributesOf(object: Hdf5Object): Map<string, Attribute> {
    return readAttributes(this.bytes, object.messages);
  }

  /** Returns the text of an attribute, or null if it has none. */
  textOf(attribute: Attribute | undefined): string | null {
    if (attribute?.type.kind !== 'text') return null;
    return this.decodeTexts(this.bytes.slice(attribute.address, attribute.type.size), attribute.type)[0];
  }

  /** Returns the integers of an attribute, or null if it has none. */
  integersOf(attribute: Attribute | undefined): number[] | null {
    if (attribute?.type.kind !== 'number' || !/^[<|]?[iub]/.test(attribute.type.descr)) return null;
    const { size } = attribute.type;
    const count = attribute.shape.reduce((product, length) => product * length, 1);
    if (count > 64) return null;
    return Array.from({ length: count }, (_, i) => this.bytes.uint(attribute.address + i * size, size));
  }

  /** Yields the values of a dataset as bytes, in order. */
  readValues({ messages, dataset }: Hdf5Object): Generator<Uint8Array> {
    if (!dataset) throw new Error('a group has no values');
    return readValues(this.bytes, messages, dataset, this.reserve);
  }

  /** Returns the values of a dataset of texts. */
  readTexts(object: Hdf5Object): string[] {
    const texts: string[] = [];
    const type = object.dataset?.type;
    if (type?.kind !== 'text') return texts;
    for (const part of this.readValues(object)) {
      for (const text of this.decodeTexts(part, type)) texts.push(text);
    }
    return texts;
  }

  private decodeTexts(
    bytes: Uint8Array,
    { size, isVariable }: Extract<Datatype, { kind: 'text' }>,
  ): string[] {
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) =>
      isVariable
        ? this.heaps.textAt(bytes, i * size)
        : decodeText(bytes.subarray(i * size, (i + 1) * size)).trimEnd(),
    );
  }

  private objectAt(address: number): Hdf5Object {
    const messages = readMessages(this.bytes, address);
    return { address, messages, dataset: inspectDataset(this.bytes, messages) };
  }

  private linksOf({ messages }: Hdf5Object): Link[] {
    return isGroup(messages) ? readLinks(this.bytes, messages) : [];
  }

  private follow(link: Link, group: Hdf5Object, redirects: number): Hdf5Object | null {
    if (link.kind === 'object') return this.objectAt(link.address);
    if (link.kind === 'file' || redirects >= MAX_REDIRECTS) return null;
    return this.find(link.path, group, redirects + 1);
  }
}
