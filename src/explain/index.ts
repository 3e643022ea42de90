/** A page for every code; tests/cli/explain.test.ts holds them against the codes that the program uses. */
import { ARRAYS } from './arrays.js';
import { BATCH } from './batch.js';
import { COLORS } from './colors.js';
import type { Explanation } from './explanation.js';
import { FILES } from './files.js';
import { JSON_DATA } from './json-data.js';
import { PAGE } from './page.js';
import { SPEC } from './spec.js';
import { TABLES } from './tables.js';

export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map(
  [SPEC, FILES, TABLES, JSON_DATA, ARRAYS, COLORS, PAGE, BATCH].flatMap((pages) => Object.entries(pages)),
);
