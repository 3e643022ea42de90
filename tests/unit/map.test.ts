/** `src/README.md` reaches every file in `src/`, and names only files that exist. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeSpans, compareMap, mapPaths, tableBelow } from '../support/code-map.js';
import { SRC } from '../support/source-files.js';

const ROOT = join(SRC, '..');
const MAP = readFileSync(join(SRC, 'README.md'), 'utf8');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(join(SRC, path)).isFile() && path !== 'README.md');

describe('the map of the code', () => {
  const errors = compareMap(MAP, files, (path) => existsSync(join(ROOT, path)));

  it('reaches every file by its path or by a pattern', () => {
    expect(errors.unreached).toEqual([]);
  });

  it('names only paths that exist', () => {
    expect(errors.nonexistent).toEqual([]);
  });

  it('has patterns only for several files', () => {
    expect(errors.narrow).toEqual([]);
  });

  /** Whether each part of a name such as `DEFAULTS.color` is a word in one of the files that a text names. */
  const hasName = (text: string, name: string) =>
    codeSpans(text)
      .filter((path) => files.includes(path) || existsSync(join(ROOT, path)))
      .map((path) => readFileSync(join(files.includes(path) ? SRC : ROOT, path), 'utf8'))
      .some((code) => name.split('.').every((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code)));

  it.each(tableBelow(MAP, '## Where do I change …'))('names the place of %s', (_, place, names) => {
    expect(codeSpans(place)).not.toEqual([]);
    expect(codeSpans(names).filter((name) => !hasName(place, name))).toEqual([]);
  });

  it.each(tableBelow(MAP, '## How to add'))('names the places to change for %s', (_, places) => {
    const names = codeSpans(places).filter((span) => /^[A-Za-z_]+$/.test(span));
    expect(names.filter((name) => !hasName(places.replaceAll(/`[^`]+\/`/g, ''), name))).toEqual([]);
  });

  it('answers at least fifteen questions and says how to add things', () => {
    expect(tableBelow(MAP, '## Where do I change …').length).toBeGreaterThanOrEqual(15);
    expect(tableBelow(MAP, '## How to add').length).toBeGreaterThanOrEqual(5);
  });
});

describe('compareMap', () => {
  const compare = (map: string, paths: readonly string[]) =>
    compareMap(map, paths, (path) => path === 'bin/run');

  it('accepts paths, patterns and paths outside of src', () => {
    const map = 'The room `a/` has `a/b.ts`, `a/c/*.ts` and `top.ts`, with `someName` and `bin/run`.';
    expect(compare(map, ['a/b.ts', 'a/c/d.ts', 'a/c/e.ts', 'top.ts'])).toEqual({
      unreached: [],
      nonexistent: [],
      narrow: [],
    });
  });

  it('reports a file that no path reaches; a folder is not enough', () => {
    expect(compare('`a/`', ['a/b.ts']).unreached).toEqual(['a/b.ts']);
    expect(compare('`a/*.ts`', ['a/b.ts', 'a/e.ts', 'a/c/d.ts']).unreached).toEqual(['a/c/d.ts']);
  });

  it('reports a path that does not exist', () => {
    expect(compare('`a/b.ts` `a/gone.ts` `gone/` `gone/*.ts`', ['a/b.ts']).nonexistent).toEqual([
      'a/gone.ts',
      'gone/',
      'gone/*.ts',
    ]);
  });

  it('reports a pattern that matches one file', () => {
    expect(compare('`a/*.ts`', ['a/b.ts']).narrow).toEqual(['a/*.ts']);
  });

  it('ignores code blocks and code that is not a path', () => {
    expect(mapPaths('```\n`a/b.ts`\n```\n`x => x / 2` and `Figure` and `c.ts`')).toEqual(['c.ts']);
  });
});
