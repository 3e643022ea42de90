import { fail } from '../diagnostics.js';

/** Data may expand to more than `bytes` only if that is at most `ratio` times the size of the file. */
export const MAX_EXPANSION = { bytes: 2 ** 30, ratio: 100 };

/**
 * Returns a function to call with each number of bytes before they are allocated.
 *
 * @throws HeatmapError `expands-too-much` from that function
 */
export function createExpansionLimit(fileSize: number, file: string): (bytes: number) => void {
  const { bytes: free, ratio } = MAX_EXPANSION;
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total <= free || total <= fileSize * ratio) return;
    fail(
      'expands-too-much',
      `the data expands to more than ${free} bytes, over ${ratio} times the size of the file`,
      { file },
    );
  };
}
