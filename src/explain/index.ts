/**
 * The pages of `heatmap explain`, one for each diagnostic code. They are grouped by topic:
 *
 * - `pages/spec.ts`: keys and values of a spec, and items that it names.
 * - `pages/files.ts`: paths, permissions, encodings, size limits, the command line.
 * - `pages/compression.ts`: gzip, zstd, bzip2 and brotli; codes that begin with `compressed-`, and `expands-too-much`.
 * - `pages/tables.ts`: CSV and other tables, long tables of any format.
 * - `pages/json.ts`: JSON, and matrices in it.
 * - `pages/arrays.ts`: NPY and NPZ; codes that begin with `npy-`, `npz-` or `zip-`.
 * - `pages/transforms.ts`: steps that change values, and joins of two matrices.
 * - `pages/safetensors.ts`: safetensors; codes that begin with `safetensors-`, and `several-arrays`.
 * - `pages/columnar.ts`: Parquet and Arrow; codes that begin with `parquet-` or `arrow-`, and columns of typed tables.
 * - `pages/colors.ts`: scales, domains, colormaps, missing values, colorbars.
 * - `pages/layout.ts`: the size of the page, labels, printed values, fonts, reduced matrices.
 * - `pages/batch.ts`: `heatmap batch`.
 *
 * The message and the hints of a diagnostic are not here but in the code that reports it: search `src` for the code.
 * Tests compare these pages with the codes in `src`.
 */
import type { Explanation } from './explanation.js';
import { ARRAYS } from './pages/arrays.js';
import { BATCH } from './pages/batch.js';
import { COLORS } from './pages/colors.js';
import { COLUMNAR } from './pages/columnar.js';
import { COMPRESSION } from './pages/compression.js';
import { FILES } from './pages/files.js';
import { JSON_DATA } from './pages/json.js';
import { LAYOUT } from './pages/layout.js';
import { SAFETENSORS } from './pages/safetensors.js';
import { SPEC } from './pages/spec.js';
import { TABLES } from './pages/tables.js';
import { TRANSFORMS } from './pages/transforms.js';

/** The pages by topic, as in the list above. */
export const TOPICS = {
  SPEC,
  FILES,
  COMPRESSION,
  TABLES,
  JSON_DATA,
  ARRAYS,
  SAFETENSORS,
  COLUMNAR,
  TRANSFORMS,
  COLORS,
  LAYOUT,
  BATCH,
};

/** The page of each code. */
export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map(
  Object.values(TOPICS).flatMap((pages) => Object.entries<Explanation>(pages)),
);
