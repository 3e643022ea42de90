/** The inner loops of clustering in WebAssembly, which works on several numbers at once and is fast from the first call. */
import { KERNELS } from './kernels.generated.js';

/** The functions of kernels.as. Places are numbers of bytes from the start of the memory. */
interface KernelFunctions {
  placeVectors(list: number, free: number, count: number, length: number, blockSize: number): void;
  fillRow(kind: number, i: number, first: number, end: number): void;
  placeClusters(list: number, free: number, count: number): void;
  itemsStart(): number;
  placesStart(): number;
  firstCluster(): number;
  distance(x: number, y: number): number;
  neighbourOf(x: number): number;
  merge(x: number, y: number, kind: number): void;
  pack(): number;
  minPlus(
    a: number,
    aStep: number,
    aCount: number,
    b: number,
    bStep: number,
    bCount: number,
    length: number,
    out: number,
    outStep: number,
  ): void;
  copyTransposed(from: number, rowCount: number, columnCount: number, to: number, step: number): void;
}

export interface Kernels extends KernelFunctions {
  /** The memory of the functions. */
  readonly buffer: ArrayBuffer;
}

/** The part of the API that is used; the types of Node do not declare it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** The number of bytes by which a memory can be enlarged. */
const PAGE = 2 ** 16;

let module: object | null = null;
const kernelsOfBuffers = new WeakMap<ArrayBufferLike, Kernels>();

/** Returns functions that work on a new memory of at least so many bytes. */
export function createKernels(bytes: number): Kernels {
  module ??= new WebAssembly.Module(Buffer.from(KERNELS, 'base64'));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = { ...(exports as KernelFunctions), buffer: memory.buffer };
  kernelsOfBuffers.set(memory.buffer, kernels);
  return kernels;
}

/** Returns the functions whose memory has an array; undefined for other arrays. */
export function kernelsOf({ buffer }: Float64Array): Kernels | undefined {
  return kernelsOfBuffers.get(buffer);
}
