import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPLANATIONS } from '../../src/explain/index.js';
import { LINTS } from '../../src/spec/lint.js';
import { heatmap, ROOT } from '../support/cli.js';

/** What a diagnostic is made with; the code is the first word in quotes behind it. */
const MAKERS = [
  /\b(?:fail|warn|error|fault|say|because)\(\s*'/, // fail('code', …
  /\bcode(?::| =)\s*'/, // { code: 'code', …
  /\.at\([^'`();]*?,\s*'/, // faults.at(node, 'code', …
];
const CODE = new RegExp(`(?:${MAKERS.map((maker) => maker.source).join('|')})([a-z]+(?:-[a-z0-9]+)*)'`, 'g');

const SRC = join(ROOT, 'src');
const used = new Map<string, string>();
for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.startsWith('cli/explanations/')) continue;
  for (const [, code] of readFileSync(join(SRC, file), 'utf8').matchAll(CODE)) used.set(code, file);
}

describe('heatmap explain', () => {
  it('has a page for every code that the program uses', () => {
    const missing = [...used, ...LINTS.map((code) => [code, 'spec/lint.ts'] as const)]
      .filter(([code]) => !EXPLANATIONS.has(code))
      .map(([code, file]) => `${code} (${file})`);
    expect(missing).toEqual([]);
  });

  it('has no page for a code that nothing uses', () => {
    expect([...EXPLANATIONS.keys()].filter((code) => !used.has(code))).toEqual([]);
  });

  it.each([...EXPLANATIONS])('writes of %s in sentences under a short headline', (_, page) => {
    expect(page.title).toMatch(/^.{8,60}$/);
    expect(page.title).not.toMatch(/\.$/);
    for (const text of [page.meaning, page.mend]) expect(text).toMatch(/^\S(?:(?! {2}).)*\.$/);
  });

  it('prints a page', () => {
    const { code, stdout, stderr } = heatmap(['explain', 'label-count']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toBe(`Labels and items do not match in number [label-count]

A list of labels is matched to the rows or columns by position, so it must be
exactly as long. If one is missing, every label after it would stand at the
wrong place.

    { "data": [[1, 2]], "x": { "labels": ["a"] } }    // 1 label for 2 columns

Give one label for each item, or leave the list out to have those of the data.
`);
    expect(heatmap(['explain', '[label-count]']).stdout.toString()).toBe(stdout.toString());
  });

  it('lists all codes, a line each, in order', () => {
    const lines = heatmap(['explain']).stdout.toString().trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...EXPLANATIONS.keys()].sort());
  });

  it('names the nearest code for one that does not exist', () => {
    const { code, stdout, stderr } = heatmap(['explain', 'unknow-key']);
    expect([code, stdout.length]).toEqual([2, 0]);
    expect(stderr).toBe('heatmap: there is no diagnostic unknow-key; did you mean unknown-key?\n');
  });
});
