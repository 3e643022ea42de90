import type { Explanations } from '../explanation.js';

/** The figures of `heatmap batch`. */
export const BATCH: Explanations = {
  drifted: {
    title: 'Figure differs from its spec',
    meaning:
      'The spec, its data or the program changed after the figure was drawn, or the figure was edited. The message lists the known changes.',
    example: 'heatmap batch figures -o build --check --diff DIR',
    fix: 'Look at the differences with --check --diff DIR, then draw the figure again with --update.',
  },
  obsolete: {
    title: 'Figure without a spec',
    meaning:
      'The figure is in the output folder, and the manifest there knows that it was made from a spec or matrix that no longer exists. It was deleted or renamed.',
    example: 'heatmap batch figures -o build --prune',
    fix: 'Remove such figures with --prune. It keeps files that were changed after they were made. Delete these by hand, or move them to another folder.',
  },
  'changed-while-read': {
    title: 'File changed while a figure was drawn',
    meaning:
      'A file changed while a figure was drawn from it; in a batch, during each of three attempts. The data may be partly old and partly new, so nothing was written.',
    fix: 'Run again after the other program finishes. Better: let it write to another file and rename that file.',
  },
  timeout: {
    title: 'Time limit exceeded',
    meaning:
      'Drawing the figure took longer than --timeout, so its process was stopped. Existing files are unchanged. The other figures were drawn.',
    fix: 'Increase --timeout, or draw less: a smaller PNG, or cells.reduce instead of keys that need all values.',
  },
  'merged-pdf-incomplete': {
    title: 'Merged PDF without some figures',
    meaning:
      'Some figures failed, or were not drawn after --fail-fast, so --merge-pdf wrote a file with the others only. If no figure was made, it wrote nothing.',
    example: 'heatmap batch figures -o build --merge-pdf all.pdf',
    fix: 'Fix the errors of the figures that the message names, then run the command again.',
  },
  'not-compressed': {
    title: 'Pixels could not be compressed',
    meaning:
      'The library zlib failed while it compressed the pixels of a PNG, mostly because memory ran out. The file was not written. The other figures were drawn.',
    fix: 'Run again to draw the missing figures. If memory is low, use --jobs 1 or a lower size.dpi.',
  },
  'worker-died': {
    title: 'Worker process ended unexpectedly',
    meaning:
      'The process ran out of memory, was killed, or crashed in a library. Existing files are unchanged. The other figures were drawn.',
    fix: 'Run again to draw the missing figures. If memory is low, use fewer --jobs. If the batch itself dies, run it again: it then draws the unfinished figures in a process of their own. That names the figure at fault, and makes the others. With --check, which records nothing, use --jobs 2.',
  },
};
