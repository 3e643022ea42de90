import type { Explanations } from '../explanation.js';

/** Figures that carry their spec and data. */
export const EMBEDDING: Explanations = {
  embedded: {
    title: 'The figure carries its spec and its data',
    meaning:
      'With --embed or "embed": true, an SVG, PNG, PDF or HTML file carries its spec and all files that the spec names. The files are complete: they also have the columns and rows that the figure does not show. Names of files are kept, folders are not. --zoom and --font are not kept.',
    example: 'heatmap auc.csv --embed -o fig.png && heatmap extract fig.png -o spec.json',
    fix: 'Before you publish the figure, check with "heatmap extract" that it may be known.',
  },
  'embedded-hash-only': {
    title: 'A file is too large to be carried',
    meaning:
      'A figure carries files of 4 MiB together. Of further files it carries the SHA-256 hash. The figure can be drawn again where these files are beside it.',
    fix: 'Keep the data beside the figure, or write the part that is drawn to a smaller file.',
  },
  'embed-too-large': {
    title: 'A spec is too large to be carried',
    meaning: 'The data in the spec itself is too large for the figure, which carries at most 8 MiB.',
    fix: 'Move the data to a file that "data" names, or remove "embed".',
  },
  'not-embedded': {
    title: 'A picture carries no spec',
    meaning:
      'The input is a picture. Only figures that were drawn with --embed or "embed": true carry their spec and data. Other programs may remove them when they save a picture again.',
    example: 'heatmap auc.csv --embed -o fig.svg && heatmap render fig.svg --theme dark -o dark.svg',
    fix: 'Use the original spec or data, or a figure with its spec. If the picture was meant as the output, write -o before it.',
  },
  'not-a-figure': {
    title: 'The file is not a figure',
    meaning: 'A spec is extracted from a file in an output format of heatmap, such as SVG, PNG or PDF.',
    fix: 'Name a figure that was drawn with --embed.',
  },
  'no-pixels': {
    title: 'Figures cannot be compared by their pixels',
    meaning:
      'Where both figures have their data, heatmap diff compares values, labels and settings. If one of them carries no spec, only the pixels of SVG and PNG files can be compared. The picture of the difference is then a PNG.',
    example: 'heatmap diff old.png new.png -o diff.png',
    fix: 'Compare the specs or the data instead, or draw the figures with --embed.',
  },
  'edges-ignored': {
    title: 'Edges of letters were not compared',
    meaning:
      'The pictures have different formats or sizes, so the pixels at the edges of their letters and shapes differ although both show the same. Changes of a few pixels, such as one letter, may not be found: "exact" is false in the JSON of heatmap diff.',
    fix: 'Compare pictures of the same format and size, or figures that were drawn with --embed.',
  },
  'embedded-damaged': {
    title: 'The spec in a figure is damaged',
    meaning:
      'The figure has a spec, but it cannot be decompressed, its checksum or its hash is wrong, or it is not a spec of heatmap. Nothing of it is used.',
    fix: 'Use a copy of the figure that no other program has changed.',
  },
  'embedded-too-large': {
    title: 'The spec in a figure expands too much',
    meaning:
      'The compressed spec in the figure expands to more than heatmap ever writes. It was made to fill the memory.',
    fix: 'Do not use the figure.',
  },
  'embedded-file': {
    title: 'A file that the figure does not carry',
    meaning:
      'A figure can come from anyone. Its spec reads only the files that the figure carries, and never other files of your disk.',
    fix: 'Extract the spec, look at it, and draw it where its files are.',
  },
  'embedded-hash': {
    title: 'A file is not the one of the figure',
    meaning:
      'The figure was made from a file that was too large to be carried. The file with this name has another content now.',
    fix: 'Find the original file. To use the new one, extract the spec and remove the entry of the file from "files".',
  },
};
