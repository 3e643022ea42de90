/** Loads the package that decodes Parquet, when the first Parquet file is read. */
import { createRequire } from 'node:module';
import { fail } from '../diagnostics.js';

/**
 * The parts of hyparquet that are synchronous and safe for hostile data. Its public functions are asynchronous, and one
 * run of its own decoder of runs can be longer than its page.
 */
type Hyparquet = Pick<typeof import('hyparquet/src/metadata.js'), 'parquetMetadata' | 'parquetSchema'> &
  Pick<typeof import('hyparquet/src/column.js'), 'parquetHeader'> &
  Pick<typeof import('hyparquet/src/convert.js'), 'DEFAULT_PARSERS' | 'convert'> &
  Pick<typeof import('hyparquet/src/plain.js'), 'readPlain'> &
  Pick<typeof import('hyparquet/src/delta.js'), 'deltaBinaryUnpack' | 'deltaLengthByteArray'> &
  Pick<typeof import('hyparquet/src/encoding.js'), 'byteStreamSplit'> &
  Pick<typeof import('hyparquet/src/snappy.js'), 'snappyUncompress'>;

const HYPARQUET_MODULES = ['metadata', 'column', 'convert', 'plain', 'delta', 'encoding', 'snappy'];

let hyparquet: Hyparquet | undefined;

export function loadHyparquet(): Hyparquet {
  if (!hyparquet) {
    const load = createRequire(import.meta.url);
    try {
      hyparquet = Object.assign({}, ...HYPARQUET_MODULES.map((name) => load(`hyparquet/src/${name}.js`)));
    } catch (error) {
      // The package consists of ECMAScript modules, which older versions of Node load only asynchronously.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
      fail('old-node', 'reading Parquet needs Node 20.19, 22.12 or a newer version');
    }
  }
  return hyparquet as Hyparquet;
}
