import type { Explanations } from './explanation.js';

/** What happens to a figure among others. */
export const BATCH: Explanations = {
  drifted: {
    title: 'A figure differs from what its spec draws',
    meaning:
      'The spec, its data or the program has changed since the figure was made, or the file was changed by hand. What changed is said as far as it is known.',
    mend: 'Look at it with "heatmap batch … --check --diff DIR", then make the figure anew with --update.',
  },
  'changed-while-read': {
    title: 'A file was changed while a figure was made from it',
    meaning:
      'A file is another one after drawing than it was before, three times in a row. What was read may be half of the old and half of the new, so nothing was written.',
    mend: 'Run again when whatever writes the file is done; better, have it write another file and rename that.',
  },
  timeout: {
    title: 'A figure took longer than --timeout allows',
    meaning:
      'The process that made it was ended. The other figures were made, and what was there before stays.',
    mend: 'Give it more time, or less to do: a smaller PNG, cells.reduce instead of what needs every value.',
  },
  'worker-died': {
    title: 'The process that made a figure ended before it was done',
    meaning:
      'It ran out of memory, was killed from outside, or met a defect in a library. The other figures were made, and what was there before stays.',
    mend: 'Run again: what is missing is made then. If memory is short use fewer --jobs. If the same figure fails each time, please report it.',
  },
};
