import { describe, expect, it } from 'vitest';
import { EXPLANATIONS } from '../../src/explain/index.js';
import { listKeys } from '../../src/spec/reference.js';
import { heatmap } from '../support/session.js';

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
    expect(stderr).toBe('heatmap: there is no key and no diagnostic unknow-key; did you mean unknown-key?\n');
  });

  it('prints the page of a key', () => {
    const { code, stdout, stderr } = heatmap(['explain', 'panels[0].color.scale']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toMatch(/^color\.scale\n\nScale from values to colours\./);
    expect(stdout.toString()).toMatch(
      /^Example +\{ "color": \{ "scale": "log" \} \}\nFlag +--color-scale <kind>$/m,
    );
    expect(
      stdout
        .toString()
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it('defines a step of data.transform', () => {
    const page = heatmap(['explain', 'correlate']).stdout.toString();
    expect(page).toMatch(
      /^correlate: a step of data\.transform\n\n {4}correlate\(pearson, columns\) .*\n {27,}each pair/,
    );
    expect(page).not.toContain('kmeans');
    expect(page).toContain('"heatmap explain transformed"');
  });

  it('says which key explains a function of records', () => {
    const { code, stderr } = heatmap(['explain', 'month']);
    expect(code).toBe(2);
    expect(stderr).toContain('the function month() of records is explained by "heatmap explain data.x"');
  });

  it('lists the keys of a key', () => {
    const page = heatmap(['explain', 'y.ticks']).stdout.toString();
    expect([...page.matchAll(/^ {2}([\w.]+) {2}/gm)].map(([, path]) => path)).toEqual([
      'x.ticks.every',
      'x.ticks.values',
      'x.ticks.rotate',
    ]);
  });

  it('lists all codes and keys with --list, one per line', () => {
    const lines = heatmap(['explain', '--list']).stdout.toString().trimEnd().split('\n');
    const names = lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(' ')[0]);
    const paths = listKeys().map(({ path }) => path);
    expect(names).toEqual([...[...EXPLANATIONS.keys()].sort(), ...paths]);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  it.each([
    ['cmap', 'color.map'],
    ['every', 'x.ticks.every'],
    ['color.scal', 'color.scale'],
  ])('suggests a key for %s', (name, key) => {
    const { code, stderr } = heatmap(['explain', name]);
    expect(code).toBe(2);
    expect(stderr).toBe(`heatmap: there is no key and no diagnostic ${name}; did you mean ${key}?\n`);
  });
});
