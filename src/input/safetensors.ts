import { fail } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import { arrayLayout, formatShape } from './array.js';
import { withHead } from './bytes.js';
import { pickArray } from './named-arrays.js';
import { readNpyDataset } from './npy.js';
import type { Reader, ReadPlan, Source } from './reader.js';
import { safetensorsType } from './safetensors/dtype.js';
import { headerLength, parseHeader } from './safetensors/header.js';
import { isIndexFile, parseIndexFile } from './safetensors/index-file.js';
import { isSafetensors } from './signatures.js';

/** The limit for an index file. A model with 100,000 tensors has about ten million bytes. */
const MAX_INDEX_BYTES = 2 ** 25;

/**
 * Reads one tensor of a safetensors file, or of a model in several files by way of its index.
 *
 * - `options.array` names the tensor; it is needed if there are several.
 * - Only this tensor is read, row by row, as `readNpy` does.
 *
 * Errors: `safetensors-header`, `safetensors-empty`, `safetensors-truncated`, `safetensors-type`, `safetensors-size`,
 * `safetensors-index`, `too-large`, and those of `pickArray`, `arrayLayout` and `selectSlices`.
 */
export const readSafetensors: Reader = (source, options, _, readPlan = NO_REDUCTION) => {
  if (isSafetensors(source.bytes) || !isIndexFile(source.bytes)) {
    return readTensor(source, options.array, readPlan);
  }
  const { shard, array } = openShard(source, options.array);
  try {
    return readTensor(shard, array, readPlan);
  } finally {
    shard.rest?.close?.();
  }
};

function readTensor(compact: Source, array: string | undefined, readPlan: ReadPlan): Dataset {
  const file = compact.name;
  const source = withHead(compact, headerLength(compact.bytes, file));
  const size = source.rest ? source.rest.size : source.bytes.length;
  const headerEnd = headerLength(source.bytes, file);
  if (source.bytes.length < headerEnd) {
    fail(
      'safetensors-truncated',
      `the header ends at byte ${headerEnd}, but the file has ${source.bytes.length} bytes`,
      { file },
    );
  }
  const tensors = parseHeader(source.bytes.subarray(0, headerEnd), size, file);
  const { dtype: type, shape, start, end } = pickArray(tensors, array, { file });
  const dtype = safetensorsType(type, file);
  const layout = arrayLayout(shape, file);
  const cells = shape.reduce((product, length) => product * length, 1);
  if (end - start !== cells * dtype.size) {
    fail(
      'safetensors-size',
      `the tensor has ${end - start} bytes, but ${formatShape(shape)} of ${type} needs ${cells * dtype.size}`,
      { file },
    );
  }
  const header = { descr: type, fortranOrder: false, shape, start };
  const failTruncated = (message: string) => fail('safetensors-truncated', message, { file });
  const info = { header, dtype, layout, cells, end, failTruncated };
  return readNpyDataset(info, source, { name: file, selection: readPlan.selection }, readPlan);
}

/** Opens the file that has the tensor, and returns the name of the tensor. */
function openShard(index: Source, wanted: string | undefined): { shard: Source; array: string } {
  const place = { file: index.name };
  const { bytes } = withHead(index, MAX_INDEX_BYTES + 1);
  if (bytes.length > MAX_INDEX_BYTES) {
    fail('safetensors-index', `the index has more than ${MAX_INDEX_BYTES} bytes`, place);
  }
  const { name, file } = pickArray(parseIndexFile(bytes, index.name), wanted, place);
  if (!index.openSibling) {
    fail('safetensors-index', 'an index from standard input has no folder with its files', place);
  }
  return { shard: index.openSibling(file), array: name };
}
