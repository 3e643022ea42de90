/** The table of reporters. To add one, put its file into this folder and add it to `REPORTERS`. */

import type { ReporterFactory } from '../reporter.js';
import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { plain } from './plain.js';
import { pretty } from './pretty.js';

/** The reporters by their names for `--reporter`. */
export const REPORTERS = { pretty, plain, json, github, junit } satisfies Record<string, ReporterFactory>;

export type ReporterName = keyof typeof REPORTERS;

export const REPORTER_NAMES = Object.keys(REPORTERS) as ReporterName[];
