// The paths of the benchmark. All programs run in the folder of the inputs, and file names are relative to it.
import { fileURLToPath } from 'node:url';

const pathBelow = (path) => fileURLToPath(new URL(path, import.meta.url));

export const INPUTS = pathBelow('.inputs/');
export const OUTPUTS = '../.out/';
export const PRODUCT = pathBelow('../dist/heatmap.cjs');
export const PEERS = pathBelow('peers/');
/** Packages that are installed for the benchmark alone, see README.md. */
export const INSTALLED = pathBelow('.peers/');
