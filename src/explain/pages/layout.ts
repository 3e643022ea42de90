import type { Explanations } from '../explanation.js';

/** Content that does not fit on the page. */
export const LAYOUT: Explanations = {
  'page-too-small': {
    title: 'Page too small',
    meaning:
      'Labels, colorbar and the smallest cells need more space than the page has. The program does not cut or overlap them.',
    example: '"size": { "width": "88mm", "fontSize": "6pt" }',
    fix: 'Use the size that the hint gives, a smaller size.fontSize or shorter labels.',
  },
  'terminal-too-narrow': {
    title: 'Terminal too narrow',
    meaning:
      'Labels, guides and the narrowest cells need more columns than the window has. A figure in a terminal is as wide as its window at most.',
    example: 'COLUMNS=100 heatmap auc.csv --format terminal',
    fix: 'Make the window wider, use a smaller font in it, or write a file with -o.',
  },
  'terminal-silent': {
    title: 'Terminal without an answer',
    meaning:
      'Before a figure is shown, the terminal is asked whether it shows pictures (by the protocol of kitty, of iTerm2, or sixels). It did not answer in time, so the figure is shown with characters, which every terminal has.',
    fix: 'Nothing is wrong. For a picture, use a terminal with graphics, outside of tmux and screen, or write a file with -o.',
  },
  'page-too-large': {
    title: 'Page too large',
    meaning: 'With the cell size of the spec, the page is larger than most programs can open.',
    fix: 'Remove cells.width and cells.height so that cells can shrink, or set smaller ones.',
  },
  'too-many-panels': {
    title: 'Too many panels',
    meaning: 'The data has more matrices than a figure can show.',
    example: '{ "file": "attention.npy", "select": 3 }',
    fix: 'Choose some of them with "select", or draw several figures.',
  },
  'labels-hidden': {
    title: 'Not all labels fit',
    meaning:
      'Some labels of an axis, ticks of the colorbar or titles of highlights are hidden so that the others are readable. Labels are wrapped and rotated before any is hidden, and the shown ones are at equal distances. Long sequences of numbers are not rotated.',
    example: '"x": { "ticks": { "every": 5 } }',
    fix: 'Make the figure larger, shorten the labels, or choose the visible labels with "ticks". Titles of highlights need space between their rows or columns.',
  },
  'text-cut': {
    title: 'Text is shortened',
    meaning:
      'A label or title is too long for its space. An ellipsis replaces its middle. Texts of the data with more than 10,000 characters are always shortened.',
    example: '"y": { "strip": "model.layers." }',
    fix: 'Make the page larger, shorten the text, or remove a common part of all labels with "strip".',
  },
  'values-hidden': {
    title: 'Cell values are not printed',
    meaning: 'The cells are too small for values that are readable in print.',
    example: '"cells": { "width": 40, "values": ".1f" }',
    fix: 'Set larger cells with cells.width and cells.height, use a shorter format such as ".1f", or shorter lines of text.',
  },
  'small-text': {
    title: 'Text too small for print',
    meaning: 'At the printed size of the figure, some text is smaller than journals allow.',
    example: '"size": { "width": "88mm", "fontSize": "7pt" }',
    fix: 'Set a larger size.fontSize or cells.values.fontSize.',
  },
  reduced: {
    title: 'More cells than pixels',
    meaning:
      'The matrix has more cells than the page has pixels, or it is too large for memory. Each drawn cell combines a block of values: their mean, or the function in cells.reduce. Missing values are ignored. In a mean, a single extreme value disappears.',
    example: '"cells": { "reduce": { "by": "absmax", "caption": true } }',
    fix: 'Choose the function with cells.reduce. To reduce less, use a larger page, a higher size.dpi or a part of the data. If this is intended: "lint": ["reduced"].',
  },
  'png-too-large': {
    title: 'PNG too large',
    meaning: 'A PNG of this size needs more memory than many computers have, and few programs can open it.',
    fix: 'Use a smaller size, a lower size.dpi or a smaller --zoom, or write an SVG.',
  },
  'html-too-large': {
    title: 'HTML too large',
    meaning:
      'A page with so much text and so many values would open slowly or not at all. Its limit is 64 MB.',
    fix: 'Draw fewer rows or columns with data.rows and data.columns, or write an SVG, PNG or PDF.',
  },
  'missing-glyph': {
    title: 'Character without a glyph',
    meaning:
      'The bundled fonts contain Latin, Greek, Cyrillic, mathematical and many other characters, but not this one. It is drawn as a box.',
    fix: 'Add a font that contains it with --font FILE or the key "fonts", or use another character. The message names a free font.',
  },
  'no-bold-face': {
    title: 'Bold text without a bold face',
    meaning:
      'Titles are bold, but no font has a bold face with these letters. They are drawn as they are: a face that is made bold by a program would look different everywhere.',
    fix: 'Add the bold face of the font with a second --font, or use a variable font.',
  },
  'no-italic-face': {
    title: 'Italic text without an italic face',
    meaning:
      'Text is italic by markup or by the style "italic" of labels, but the font with these letters has no italic face. They are drawn upright: letters that a program slants would look different everywhere.',
    fix: 'Add the italic face of the font with a second --font.',
  },
  'markup-underscore': {
    title: 'Names with underscores and markup',
    meaning:
      'With "markup": true, a number between two underscores, or any text between two at the end of a word, is a subscript. Labels of the data such as sample_1_rep are probably names, which lose their underscores.',
    example: 'sample\\_1\\_rep',
    fix: 'Write a backslash before underscores in the data, set the labels in the spec, or remove "markup". If the subscripts are meant, turn the warning off with "lint".',
  },
  'no-such-font': {
    title: 'Font of the system that was not found',
    meaning:
      'The flag --font-family searches the fonts of the system and of the user for a family, such as "Noto Sans".',
    fix: 'Correct the name, install the font, or name its file with --font FILE.',
  },
  'font-not-embeddable': {
    title: 'Font that documents may not contain',
    meaning:
      'A PDF contains the fonts of its text, as does an SVG with "text": "embed". The licence bits of this font (fsType in its table OS/2) forbid that.',
    fix: 'Use another font with --font, or write a PNG, or an SVG with "text": "font" or "outline".',
  },
  'bad-font': {
    title: 'Font cannot be read',
    meaning:
      'The file is not a font with outlines, it is damaged, or it lacks the font or the axis that is named. Fonts with TrueType and PostScript outlines, variable fonts, collections and web fonts can be read.',
    fix: 'Use a .ttf, .otf, .ttc, .woff or .woff2 file. The number or name of a font in a collection follows "#" (Noto.ttc#2), and the position of a variable font follows ":" (Inter.ttf:wght=600).',
  },
};
