import { describe, expect, it } from 'vitest';
import { EXPLANATIONS } from '../../src/explain/index.js';
import { heatmap } from '../support/cli.js';

describe('heatmap explain', () => {
  it('prints a page', () => {
    const { code, stdout, stderr } = heatmap(['explain', 'label-count']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toBe(`Wrong number of labels [label-count]

Labels are assigned to rows or columns by position, so their number must be
equal. With one label too few, all labels after the gap would be wrong.

    { "data": [[1, 2]], "x": { "labels": ["a"] } }    // 1 label for 2 columns

Write one label for each item, or remove the list to use the labels of the data.
`);
    expect(heatmap(['explain', '[label-count]']).stdout.toString()).toBe(stdout.toString());
  });

  it('lists all codes in alphabetical order, one per line', () => {
    const lines = heatmap(['explain']).stdout.toString().trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...EXPLANATIONS.keys()].sort());
  });

  it('suggests the nearest code for one that does not exist', () => {
    const { code, stdout, stderr } = heatmap(['explain', 'unknow-key']);
    expect([code, stdout.length]).toEqual([2, 0]);
    expect(stderr).toBe('heatmap: there is no diagnostic unknow-key; did you mean unknown-key?\n');
  });
});
