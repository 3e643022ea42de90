/** JSON that certain programs write. To add one, write its reader and name it in `PROGRAMS`. */
import type { JsonObject } from '../../../json/node.js';
import { FLAT_GRID } from './flat-grid.js';
import { GOOGLE_BENCHMARK } from './google-benchmark.js';
import { HYPERFINE } from './hyperfine.js';
import { PLOTLY } from './plotly.js';
import type { ProgramJson } from './program.js';
import { PROMETHEUS } from './prometheus.js';

const PROGRAMS: readonly ProgramJson[] = [PLOTLY, PROMETHEUS, GOOGLE_BENCHMARK, HYPERFINE, FLAT_GRID];

/** Returns the program that wrote an object, or null. */
export function programOf(object: JsonObject): ProgramJson | null {
  return PROGRAMS.find(({ matches }) => matches(object)) ?? null;
}
