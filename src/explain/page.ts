import type { Explanations } from './explanation.js';

/** What fits on the page, and what does not. */
export const PAGE: Explanations = {
  'page-too-small': {
    title: 'A page too small for its figure',
    meaning:
      'Labels, colorbar and the smallest cells need more room than the page has. Nothing is cut off or drawn over something else instead.',
    mend: 'Take the size that the hint names, use a smaller size.fontSize, or shorten labels.',
  },
  'page-too-large': {
    title: 'A page larger than any viewer takes',
    meaning: 'The cells, as large as the spec has them, make a page that no program could open.',
    mend: 'Leave cells.width and cells.height out, so that cells shrink as they need to, or make them smaller.',
  },
  'too-many-panels': {
    title: 'More panels than a figure has room for',
    meaning: 'The data is a stack or grid of so many matrices that none of them could be seen.',
    mend: 'Choose some of them with { "file": …, "select": … }, or make several figures.',
  },
  'labels-hidden': {
    title: 'Not all labels fit',
    meaning:
      'Labels were left out so that those that are shown can be read. The first and the last are kept.',
    example: '"x": { "ticks": { "every": 5 } }',
    mend: 'Make the figure larger, shorten labels, or choose which are shown with ticks.',
  },
  'text-cut': {
    title: 'A text is cut in its middle',
    meaning: 'A label or title is longer than its room, so its middle is replaced by an ellipsis.',
    mend: 'Make the page larger, shorten the text, or remove what labels have in common with "strip".',
  },
  'values-hidden': {
    title: 'The values in the cells are not printed',
    meaning: 'The cells are too small for numbers that can be read.',
    mend: 'Make cells larger with cells.width and cells.height, or use a shorter format such as ".1f".',
  },
  'small-text': {
    title: 'Text too small for print',
    meaning: 'At the size the figure has on paper some text is smaller than journals allow.',
    mend: 'Use a larger size.fontSize.',
  },
  reduced: {
    title: 'More cells than pixels',
    meaning:
      'A body has fewer pixels than the matrix has cells, or the matrix is too large to be held, so each drawn cell joins a block of values: their mean, or what cells.reduce says. Missing values are left out. A single extreme value is lost in a mean.',
    example: '"cells": { "reduce": { "by": "absmax", "caption": true } }',
    mend: 'Choose with cells.reduce what is kept, and let the caption say so; use a larger page or a higher size.dpi, or draw a part of the data. On purpose: "lint": ["reduced"].',
  },
  'png-too-large': {
    title: 'A picture of too many pixels',
    meaning:
      'A PNG of this size would take more memory than many machines have, and few programs would open it.',
    mend: 'Use a smaller size, a lower size.dpi or a smaller --zoom, or write an SVG.',
  },
  'missing-glyph': {
    title: 'A character that no font has',
    meaning:
      'The bundled fonts have Latin, Greek, Cyrillic, mathematics and much else, but not this character. It is drawn as a box.',
    mend: 'Name a font that has it with --font FILE, or write it otherwise.',
  },
  'needs-shaping': {
    title: 'A script whose letters change with their neighbours',
    meaning:
      'Letters of this script are joined, reordered or run from right to left, which is not done here: they are drawn one by one.',
    mend: 'In an SVG with "text": "font" the viewer sets them right.',
  },
  'bad-font': {
    title: 'A font that cannot be read',
    meaning: 'The file is no TrueType font, or is damaged.',
    mend: 'Give --font the .ttf file of the font.',
  },
};
