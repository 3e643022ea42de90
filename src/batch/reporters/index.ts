/** The ways to say how a batch goes, by their names for `--reporter`. */
import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import type { ReporterMaker } from './out.js';
import { plain } from './plain.js';
import { pretty } from './pretty.js';

export type { Out, ReporterMaker, ReporterOptions } from './out.js';
export { stepSummary } from './step-summary.js';

/** To add one, write it beside these and name it here. `json` and `junit` belong on standard output, the others are said. */
export const REPORTERS = { pretty, plain, json, github, junit } satisfies Record<string, ReporterMaker>;

export type ReporterName = keyof typeof REPORTERS;

export const REPORTER_NAMES = Object.keys(REPORTERS) as ReporterName[];
