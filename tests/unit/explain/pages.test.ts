import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPLANATIONS, TOPICS } from '../../../src/explain/index.js';
import { LINTS } from '../../../src/spec/lint-codes.js';

const SRC = new URL('../../../src', import.meta.url).pathname;
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('explain/'))
  .map((file) => [file, readFileSync(join(SRC, file), 'utf8')] as const);

const CODE = "'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'";

/** The functions with a parameter `code`, and the position of that parameter. */
function reportingFunctions(): Map<string, number> {
  const signature = /\b(\w+)(?: =)?\s*\(([^()]*?)\bcode: (?:string\b(?! \|)|\(typeof)/g;
  return new Map(
    sources.flatMap(([, text]) =>
      [...text.matchAll(signature)].map(([, name, before]) => [name, before.split(',').length - 1] as const),
    ),
  );
}

/** The codes in the source, with a file that uses them: `fail('code', …)`, `{ code: 'code' }`. */
function codesInSource(): Map<string, string> {
  const calls = [...reportingFunctions()].map(
    ([name, position]) => `\\b${name}\\(\\s*${"[^'`;{}]*?,\\s*".repeat(position)}${CODE}`,
  );
  const patterns = [...calls, `\\b(?:code:|const code =)\\s*${CODE}`].map(
    (pattern) => new RegExp(pattern, 'g'),
  );
  const codes = new Map<string, string>(LINTS.map((code) => [code, 'spec/lint.ts']));
  for (const [file, text] of sources)
    for (const pattern of patterns) for (const [, code] of text.matchAll(pattern)) codes.set(code, file);
  return codes;
}

describe('the pages of heatmap explain', () => {
  const codes = codesInSource();

  it('include one for every code in the source', () => {
    expect(reportingFunctions().get('fail')).toBe(0);
    const missing = [...codes].filter(([code]) => !EXPLANATIONS.has(code));
    expect(missing.map(([code, file]) => `${code} (${file})`)).toEqual([]);
  });

  it('include none for a code that is not in the source', () => {
    expect([...EXPLANATIONS.keys()].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('are in one topic each', () => {
    const all = Object.values(TOPICS).flatMap((pages) => Object.keys(pages));
    expect(all.filter((code, i) => all.indexOf(code) !== i)).toEqual([]);
  });

  it('are in the files that src/explain/index.ts lists', () => {
    const files = readdirSync(join(SRC, 'explain/pages')).map((file) => `pages/${file}`);
    const index = readFileSync(join(SRC, 'explain/index.ts'), 'utf8');
    const listed = [...index.matchAll(/^ \* - `(pages\/.*?)`/gm)].map(([, file]) => file);
    expect(listed.sort()).toEqual(files.sort());
  });

  it.each([...EXPLANATIONS])('explain %s in sentences below a short headline', (_, page) => {
    expect(page.title).toMatch(/^[A-Z].{7,59}$/);
    expect(page.title).not.toMatch(/\.$/);
    for (const text of [page.meaning, page.fix]) {
      expect(text).toMatch(/^[A-Z"](?:(?! {2}).)*\.$/);
      for (const sentence of text.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(25);
    }
  });
});
