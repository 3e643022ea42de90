/**
 * The pages of `heatmap explain`, one for each diagnostic code. They are grouped by topic:
 *
 * - `pages/spec.ts`: keys and values of a spec, and items that it names.
 * - `pages/files.ts`: paths, permissions, encodings, size limits, the command line.
 * - `pages/compression.ts`: gzip, zstd, bzip2 and brotli; codes that begin with `compressed-`, and `expands-too-much`.
 * - `pages/tables.ts`: CSV and other tables, long tables of any format.
 * - `pages/records.ts`: tables of records: functions of columns, conditions, dates.
 * - `pages/json.ts`: JSON, and matrices in it.
 * - `pages/arrays.ts`: NPY and NPZ; codes that begin with `npy-`, `npz-` or `zip-`.
 * - `pages/transforms.ts`: steps that change values, and joins of two matrices.
 * - `pages/safetensors.ts`: safetensors; codes that begin with `safetensors-`, and `several-arrays`.
 * - `pages/workbooks.ts`: workbooks; codes that begin with `xlsx-`, `sheet-` or `cell-`.
 * - `pages/hdf5.ts`: HDF5, AnnData and MATLAB; codes that begin with `hdf5-` or `mat-`.
 * - `pages/columnar.ts`: Parquet and Arrow; codes that begin with `parquet-` or `arrow-`, and columns of typed tables.
 * - `pages/text-formats.ts`: printed tables and arrays, formats of genomics, JSON of certain programs, files that cannot be read.
 * - `pages/colors.ts`: scales, domains, colormaps, missing values, colorbars.
 * - `pages/positions.ts`: numeric and time axes; codes that begin with `position`.
 * - `pages/layout.ts`: the size of the page, labels, printed values, fonts, reduced matrices.
 * - `pages/clusters.ts`: clustered orders, their trees, and annotations.
 * - `pages/annotations.ts`: annotations whose values are columns or statistics, texts, marks.
 * - `pages/plots.ts`: annotations that are plots with a value axis.
 * - `pages/marks.ts`: marks in cells, matrices in triangles, and second matrices.
 * - `pages/panels.ts`: panels that share an axis, and warnings of orders, groups and annotations.
 * - `pages/texts.ts`: texts in cells from templates, and stars.
 * - `pages/embedding.ts`: figures that carry their spec and data.
 * - `pages/batch.ts`: `heatmap batch`.
 * - `pages/parts.ts`: `heatmap reduce` and `heatmap merge`; codes that begin with `part-`.
 * - `pages/library.ts`: the function `heatmap` of the library.
 *
 * The message and the hints of a diagnostic are not here but in the code that reports it: search `src` for the code.
 * Tests compare these pages with the codes in `src`.
 */
import type { Explanation } from './explanation.js';
import { ANNOTATIONS } from './pages/annotations.js';
import { ARRAYS } from './pages/arrays.js';
import { BATCH } from './pages/batch.js';
import { CLUSTERS } from './pages/clusters.js';
import { COLORS } from './pages/colors.js';
import { COLUMNAR } from './pages/columnar.js';
import { COMPRESSION } from './pages/compression.js';
import { EMBEDDING } from './pages/embedding.js';
import { FILES } from './pages/files.js';
import { HDF5 } from './pages/hdf5.js';
import { JSON_DATA } from './pages/json.js';
import { LAYOUT } from './pages/layout.js';
import { LIBRARY } from './pages/library.js';
import { MARKS } from './pages/marks.js';
import { PANELS } from './pages/panels.js';
import { PARTS } from './pages/parts.js';
import { PLOTS } from './pages/plots.js';
import { POSITIONS } from './pages/positions.js';
import { RECORDS } from './pages/records.js';
import { SAFETENSORS } from './pages/safetensors.js';
import { SPEC } from './pages/spec.js';
import { TABLES } from './pages/tables.js';
import { TEXT_FORMATS } from './pages/text-formats.js';
import { TEXTS } from './pages/texts.js';
import { TRANSFORMS } from './pages/transforms.js';
import { WORKBOOKS } from './pages/workbooks.js';

/** The pages by topic, as in the list above. */
export const TOPICS = {
  SPEC,
  FILES,
  COMPRESSION,
  TABLES,
  RECORDS,
  JSON_DATA,
  ARRAYS,
  SAFETENSORS,
  WORKBOOKS,
  HDF5,
  COLUMNAR,
  TEXT_FORMATS,
  TRANSFORMS,
  COLORS,
  POSITIONS,
  LAYOUT,
  CLUSTERS,
  ANNOTATIONS,
  PLOTS,
  MARKS,
  PANELS,
  TEXTS,
  EMBEDDING,
  BATCH,
  PARTS,
  LIBRARY,
};

/** The page of each code. */
export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map(
  Object.values(TOPICS).flatMap((pages) => Object.entries<Explanation>(pages)),
);
