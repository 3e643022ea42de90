import type { Explanations } from './explanation.js';

/** How values become colours. */
export const COLORS: Explanations = {
  chosen: {
    title: 'What was chosen',
    meaning: 'The colormap, the scale and the domain, where the spec leaves them open. Shown with --verbose.',
    mend: 'Say otherwise with color.map, color.scale, color.domain and color.center.',
  },
  estimated: {
    title: 'Shares of the values are estimated',
    meaning:
      'The matrix is too large for its values to be sorted, so quantiles and the ends of a robust domain are taken from a histogram: each is off by less than 1/4096 of itself. Extremes and counts are exact.',
    mend: 'Nothing needs to be done. Give color.domain two numbers, or color.thresholds, for ends that are exact.',
  },
  clipped: {
    title: 'Values outside of the color domain',
    meaning:
      'Values below the low end have the first colour and values above the high end the last one, so that they cannot be told from those at the ends. Arrows at the ends of the colorbar say so.',
    mend: 'Widen color.domain, or give color.under and color.over colours of their own. On purpose: "lint": ["clipped"].',
  },
  missing: {
    title: 'Some cells are missing',
    meaning: 'These cells are hatched, and the colorbar has a key for them.',
    mend: 'Nothing needs to be done. color.missing is their colour.',
  },
  'mostly-missing': {
    title: 'Many cells are missing',
    meaning:
      'Much of the figure is empty. Often a word was read as "missing", or a long table was read by the wrong columns.',
    mend: 'See with --verbose how the data was read. On purpose: "lint": ["mostly-missing"].',
  },
  unshowable: {
    title: 'Values that a log scale cannot show',
    meaning: '0 and negative numbers have no logarithm. These cells are drawn as missing.',
    mend: 'Use the scale "symlog", which is linear around 0.',
  },
  'untitled-colorbar': {
    title: 'Nobody can tell what the colours mean',
    meaning: 'The colorbar has no title, and the data does not say what its values are.',
    example: '"colorbar": { "title": "AUC" }',
    mend: 'Give it a title, or "title": false if the caption of the figure says what the values are.',
  },
  'diverging-without-center': {
    title: 'A diverging map around nothing',
    meaning:
      'A map such as RdBu runs over a neutral colour in its middle, which readers take for a value that matters. Here it stands for none in particular.',
    mend: 'Give color.center a value, or use a sequential map such as viridis.',
  },
  'sequential-two-signs': {
    title: 'Values of both signs in one range of colours',
    meaning: 'Where 0 lies cannot be seen.',
    example: '"color": { "map": "RdBu_r", "center": 0 }',
    mend: 'Use a diverging map with color.center 0. On purpose: "lint": ["sequential-two-signs"].',
  },
  'rainbow-map': {
    title: 'A map that shows edges where there are none',
    meaning:
      'Rainbow maps get lighter and darker along the way, so that even slopes look like steps and real steps can vanish; printed in grey, or for colour-blind readers, they are misleading.',
    mend: 'Use viridis, magma or cividis. On purpose: "lint": ["rainbow-map"].',
  },
  'center-outside': {
    title: 'A center outside of the domain',
    meaning: 'The middle colour belongs to a value between the ends.',
    mend: 'Leave color.center or color.domain out, or change one of them.',
  },
  'center-scale': {
    title: 'A center on a scale that has none',
    meaning: 'Only linear and symlog scales have a middle that can be set.',
    mend: 'Leave color.center out, or use one of these scales.',
  },
  'log-domain': {
    title: 'A log scale down to 0',
    meaning: 'Both ends of the domain of a log scale lie above 0.',
    mend: 'Give color.domain ends above 0, or use the scale "symlog".',
  },
  'no-domain': {
    title: 'A domain without an extent',
    meaning: 'One end was given, and no number that can be held lies beyond it.',
    mend: 'Give both ends of color.domain.',
  },
  'no-thresholds': {
    title: 'A threshold scale without thresholds',
    meaning: 'A threshold scale changes colour at the values that color.thresholds lists.',
    example: '"color": { "scale": "threshold", "thresholds": [0.01, 0.05] }',
    mend: 'Give the thresholds.',
  },
  'threshold-domain': {
    title: 'A domain that ends within the thresholds',
    meaning: 'The colours below the first and above the last threshold need room in the domain.',
    mend: 'Widen color.domain, or leave it out.',
  },
  'words-need-category': {
    title: 'A scale of numbers for words',
    meaning:
      'The cells are words, and each word has a colour of its own. They have no order that another scale could use.',
    mend: 'Leave color.scale out. If the cells should be numbers, see how they were read with --verbose.',
  },
  'many-categories': {
    title: 'Too many different values for categories',
    meaning: 'A category scale has a colour for each different value, and there are hundreds.',
    mend: 'Use another scale, or group the values first.',
  },
  'many-words': {
    title: 'More words than colours can be told apart',
    meaning: 'Each word has a colour of its own, but readers tell about ten of them apart.',
    mend: 'Join rare words into one before drawing, or show numbers.',
  },
  'mixed-panels': {
    title: 'Words and numbers under one scale',
    meaning: 'Some panels hold words and others numbers, and all share one scale.',
    mend: 'Set layout.share.color to false, which gives each panel a scale and a colorbar of its own.',
  },
  'shared-color': {
    title: 'One scale for all, and one of its own',
    meaning:
      'layout.share.color says that all panels share one scale, but a panel has "color" or "colorbar" of its own.',
    mend: 'Leave layout.share.color out or set it to false, or remove what the panel says.',
  },
};
