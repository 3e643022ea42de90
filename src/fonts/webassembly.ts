/** The types of WebAssembly that are needed here; those of Node have only its names. */

export interface WasmTable {
  grow(count: number): number;
  set(index: number, value: unknown): void;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmExports {
  readonly memory: WasmMemory;
  readonly __indirect_function_table: WasmTable;
}

/** A compiled module. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

export const wasm = (globalThis as unknown as { readonly WebAssembly: unknown }).WebAssembly as {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, (...args: number[]) => unknown>>>>,
  ) => { readonly exports: unknown };
  readonly RuntimeError: new (message: string) => Error;
};
