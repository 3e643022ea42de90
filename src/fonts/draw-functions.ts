/** The functions that HarfBuzz calls while it draws an outline: JavaScript behind pointers of WebAssembly. */

import { type WasmExports, wasm } from './webassembly.js';

/** Receives an outline in font units, with y pointing up. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticTo(controlX: number, controlY: number, x: number, y: number): void;
  cubicTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  close(): void;
}

/** By the name of its setter: the method of the sink, and the number of coordinates. */
const FUNCTIONS = [
  ['move_to', 'moveTo', 2],
  ['line_to', 'lineTo', 2],
  ['quadratic_to', 'quadraticTo', 4],
  ['cubic_to', 'cubicTo', 6],
  ['close_path', 'close', 0],
] as const satisfies readonly (readonly [string, keyof PathSink, number])[];

type DrawSetter = `hb_draw_funcs_set_${(typeof FUNCTIONS)[number][0]}_func`;

/** The exports of HarfBuzz that create the functions. */
export type DrawExports = WasmExports &
  Readonly<Record<'hb_draw_funcs_create' | DrawSetter, (...args: number[]) => number>>;

const I32 = 0x7f;
const F32 = 0x7d;

/** Creates the functions in an instance of HarfBuzz. Returns a function that sets their sink and returns their handle. */
export function createDrawFunctions(hb: DrawExports): (sink: PathSink) => number {
  let sink: PathSink;
  const imports = FUNCTIONS.map(
    ([, method]) =>
      (_functions: number, _data: number, _state: number, ...rest: number[]) =>
        (sink[method] as (...coordinates: number[]) => void)(...rest),
  );
  const wrapped = new wasm.Instance(new wasm.Module(wrapperModule()), {
    '': Object.fromEntries(imports.map((callback, i) => [String(i), callback])),
  });
  const functions = wrapped.exports as Readonly<Record<string, unknown>>;
  const table = hb.__indirect_function_table;
  const drawFunctions = hb.hb_draw_funcs_create();
  FUNCTIONS.forEach(([name], i) => {
    const pointer = table.grow(1);
    table.set(pointer, functions[String(i)]);
    hb[`hb_draw_funcs_set_${name}_func`](drawFunctions, pointer, 0, 0);
  });
  return (next) => {
    sink = next;
    return drawFunctions;
  };
}

/**
 * Returns a module that imports the functions and exports them unchanged: only functions of WebAssembly have pointers. Their
 * parameters are the functions, the data and the state of the drawing, coordinates, and the data of the function.
 */
function wrapperModule(): Uint8Array {
  const types = FUNCTIONS.map(([, , count]) => [
    0x60,
    ...vector([I32, I32, I32, ...Array<number>(count).fill(F32), I32].map((type) => [type])),
    0,
  ]);
  const names = FUNCTIONS.map((_, i) => [1, 0x30 + i]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      2,
      names.map((name, i) => [0, ...name, 0, i]),
    ),
    ...section(
      7,
      names.map((name, i) => [...name, 0, i]),
    ),
  ]);
}

/** The parts are so short that each length is one byte. */
function vector(items: readonly (readonly number[])[]): number[] {
  return [items.length, ...items.flat()];
}

function section(number: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [number, content.length, ...content];
}
