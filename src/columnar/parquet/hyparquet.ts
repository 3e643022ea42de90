/** Loads the package that decodes Parquet, when the first Parquet file is read. */
import { createRequire } from 'node:module';

/**
 * The parts of hyparquet that are synchronous and safe for hostile data. Its public functions are asynchronous, and one
 * run of its own decoder of runs can be longer than its page, and its Snappy decoder runs for minutes on some damaged blocks.
 */
type Hyparquet = Pick<typeof import('hyparquet/src/metadata.js'), 'parquetMetadata' | 'parquetSchema'> &
  Pick<typeof import('hyparquet/src/column.js'), 'parquetHeader'> &
  Pick<typeof import('hyparquet/src/convert.js'), 'DEFAULT_PARSERS' | 'convert'> &
  Pick<typeof import('hyparquet/src/plain.js'), 'readPlain'> &
  Pick<typeof import('hyparquet/src/delta.js'), 'deltaBinaryUnpack' | 'deltaLengthByteArray'> &
  Pick<typeof import('hyparquet/src/encoding.js'), 'byteStreamSplit'>;

const HYPARQUET_MODULES = ['metadata', 'column', 'convert', 'plain', 'delta', 'encoding'];

let hyparquet: Hyparquet | undefined;

/** The file of the package `heatmap-cli` with these modules as CommonJS, which every version of Node loads synchronously. */
const BUNDLE = './hyparquet.cjs';

/** Needs Node 20.19 or newer outside of the built package, where the modules are ECMAScript modules. */
export function loadHyparquet(): Hyparquet {
  if (!hyparquet) {
    const load = createRequire(import.meta.url);
    try {
      hyparquet = load(BUNDLE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      hyparquet = Object.assign({}, ...HYPARQUET_MODULES.map((name) => load(`hyparquet/src/${name}.js`)));
    }
  }
  return hyparquet as Hyparquet;
}
