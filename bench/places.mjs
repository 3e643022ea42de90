// Where everything is. All programs run in the folder of the inputs and name their files relative to it.
import { fileURLToPath } from 'node:url';

const below = (path) => fileURLToPath(new URL(path, import.meta.url));

export const INPUTS = below('.inputs/');
export const OUTPUTS = '../.out/';
export const PRODUCT = below('../dist/heatmap.cjs');
export const PEERS = below('peers/');
/** What was installed for this comparison alone, see README.md. */
export const INSTALLED = below('.peers/');
