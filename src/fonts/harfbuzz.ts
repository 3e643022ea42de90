/** HarfBuzz as WebAssembly, compiled when the first font is opened. All its functions are synchronous. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createDrawFunctions, type DrawExports, type PathSink } from './draw-functions.js';
import { type WasmModule, wasm } from './webassembly.js';

/** The functions of HarfBuzz that are called here. Pointers and handles are numbers; 0 is null. */
export type HarfBuzzFunctions = Readonly<Record<HarfBuzzFunction, (...args: number[]) => number>>;

type HarfBuzzFunction =
  | `hb_blob_${'create' | 'destroy'}`
  | `hb_face_${'create' | 'destroy'}`
  | `hb_font_${'create' | 'destroy' | 'draw_glyph' | 'set_variations'}`
  | `hb_font_${'get_glyph_extents' | 'get_glyph_h_advance' | 'glyph_to_string'}`
  | `hb_buffer_${'create' | 'destroy' | 'add_utf16' | 'set_direction' | 'set_script' | 'set_language'}`
  | `hb_buffer_${'set_flags' | 'guess_segment_properties'}`
  | `hb_buffer_get_${'length' | 'glyph_infos' | 'glyph_positions'}`
  | `hb_${'script' | 'language'}_from_string`
  | 'hb_shape'
  | 'malloc'
  | 'free';

/** A running HarfBuzz. */
export interface HarfBuzz extends HarfBuzzFunctions {
  /** Returns a view of its memory, valid until the next call of a function. */
  view(): DataView;
  /** Copies bytes into its memory. The caller frees them. Throws a RangeError if the memory is full. */
  copy(bytes: Uint8Array): number;
  /** Returns the functions that `hb_font_draw_glyph` calls to write to a sink, until the next call. */
  drawTo(sink: PathSink): number;
}

/** The memory that fonts may take together, in bytes. The largest fonts have about 20 MB. */
const MAX_MEMORY = 2 ** 29;
const PAGE = 2 ** 16;
const MODULE = 'harfbuzzjs/dist/harfbuzz.wasm';

let module: WasmModule | undefined;
let running: HarfBuzz | undefined;

/** Returns HarfBuzz, and starts it before the first use. */
export function startHarfBuzz(): HarfBuzz {
  running ??= instantiate();
  return running;
}

/** Makes the next call of `startHarfBuzz` start a new HarfBuzz, because a font has damaged the state of the running one. */
export function discardHarfBuzz(): void {
  running = undefined;
}

/** Returns the path of the module. Node takes longer to resolve its name than to compile it. */
function findModule(): string {
  const { resolve } = createRequire(import.meta.url);
  const paths = resolve.paths(MODULE)?.map((folder) => join(folder, MODULE));
  return paths?.find((path) => existsSync(path)) ?? resolve(MODULE);
}

/** Whether this HarfBuzz is in use. The memory of another one is freed as a whole. */
export function isRunning(hb: HarfBuzz): boolean {
  return hb === running;
}

function instantiate(): HarfBuzz {
  module ??= new wasm.Module(readFileSync(findModule()));
  const exit = () => {
    throw new wasm.RuntimeError('HarfBuzz stopped');
  };
  const instance = new wasm.Instance(module, {
    wasi_snapshot_preview1: { proc_exit: exit },
    env: {
      _emscripten_runtime_keepalive_clear: () => {},
      _abort_js: exit,
      _setitimer_js: () => 0,
      emscripten_resize_heap: (size: number) => Number(growMemory(size >>> 0)),
    },
  });
  const functions = instance.exports as HarfBuzzFunctions & DrawExports & { __wasm_call_ctors(): void };
  const { memory } = functions;

  function growMemory(size: number): boolean {
    if (size > MAX_MEMORY) return false;
    // Memory grows by a fifth at least, so that it seldom grows.
    const wanted = Math.min(MAX_MEMORY, Math.max(size, 1.2 * memory.buffer.byteLength));
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / PAGE));
    return true;
  }

  functions.__wasm_call_ctors();
  /** Only outlines need them, and creating them takes as long as compiling the module. */
  let draw: ReturnType<typeof createDrawFunctions> | undefined;
  return {
    ...functions,
    view: () => new DataView(memory.buffer),
    copy(bytes) {
      const at = functions.malloc(Math.max(1, bytes.length));
      if (at === 0) throw new RangeError('the memory of HarfBuzz is full');
      new Uint8Array(memory.buffer).set(bytes, at);
      return at;
    },
    drawTo(sink) {
      draw ??= createDrawFunctions(functions);
      return draw(sink);
    },
  };
}
