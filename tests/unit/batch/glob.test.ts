import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, isGlob } from '../../../src/batch/find/glob.js';

/** Expands braces, then tries every way to match. */
function matchesNaively(pattern: string, path: string): boolean {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (braces)
    return braces[2].split(',').some((one) => matchesNaively(`${braces[1]}${one}${braces[3]}`, path));
  const folders = pattern.split('/');
  return matchesFolders(folders, path.split('/'));
}

function matchesFolders([first, ...others]: string[], names: string[]): boolean {
  if (first === undefined) return names.length === 0;
  if (first === '**' && others.length === 0) return names.length > 0;
  if (first === '**') return names.some((_, i) => matchesFolders(others, names.slice(i)));
  return names.length > 0 && matchesName(first, names[0]) && matchesFolders(others, names.slice(1));
}

function matchesName(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern[0] === '*') {
    return Array.from({ length: name.length + 1 }, (_, i) => name.slice(i)).some((rest) =>
      matchesName(pattern.slice(1), rest),
    );
  }
  const set = /^\[(!?)([a-z]+)\]/.exec(pattern);
  const [length, fits] = set
    ? [set[0].length, set[2].includes(name[0]) === (set[1] === '')]
    : [1, pattern[0] === '?' || pattern[0] === name[0]];
  return name !== '' && fits && matchesName(pattern.slice(length), name.slice(1));
}

const plain = fc.constantFrom('a', 'b', 'ab', '*', '?', '[ab]', '[!a]', '*b');
const name = fc.array(fc.oneof(plain, fc.constantFrom('{a,b}', '{ab,*a}')), { minLength: 1, maxLength: 3 });
const pattern = fc
  .array(
    fc.oneof(
      name.map((parts) => parts.join('')),
      fc.constant('**'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((folders) => folders.join('/'));
const path = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((names) => names.join('/'));

describe('a glob', () => {
  it('matches the same paths as a search by trial and error', () => {
    fc.assert(
      fc.property(pattern, path, (pattern, path) => {
        const glob = compileGlob(pattern);
        const below =
          glob.base === '.' ? path : path.startsWith(glob.base) ? path.slice(glob.base.length) : null;
        expect(below !== null && glob.matches(below)).toBe(matchesNaively(pattern, path));
      }),
      { numRuns: 5000 },
    );
  });

  it('may match inside every folder that contains a match', () => {
    fc.assert(
      fc.property(pattern, path, (pattern, path) => {
        const glob = compileGlob(pattern);
        const folders = path.split('/').slice(0, -1);
        for (let depth = 1; glob.matches(path) && depth <= folders.length; depth++)
          expect(glob.mayMatchInside(folders.slice(0, depth).join('/'))).toBe(true);
      }),
    );
  });

  it.each([
    ['figs/*.json', 'figs/', 'one.json', true],
    ['figs/*.json', 'figs/', 'deep/one.json', false],
    ['figs/**/*.json', 'figs/', 'one.json', true],
    ['figs/**/*.json', 'figs/', 'a/b/one.json', true],
    ['**', '.', 'a/b', true],
    ['a**', '.', 'a/b', false],
    ['/data/run?/{auc,{loss,kl}-[0-9]}.csv', '/data/', 'run1/kl-7.csv', true],
    ['/data/run?/{auc,{loss,kl}-[0-9]}.csv', '/data/', 'run1/kl-x.csv', false],
    ['[!a-c]?[x/y', '.', 'd😀[x/y', true],
    ['{a,b', '.', '{a,b', true],
    ['*[', '.', 'a[', true],
    ['*,}', '.', 'a,}', true],
    ['[^]*', '.', '^x', true],
    ['a{,/**}/b', '.', 'a/x/y/b', true],
  ])('%s with base %s matches %s: %s', (pattern, base, path, expected) => {
    const glob = compileGlob(pattern);
    expect(glob.base).toBe(base);
    expect(glob.matches(path)).toBe(expected);
  });

  it('does not match inside other folders', () => {
    const glob = compileGlob('figs/*/[ab]*.json');
    expect([glob.mayMatchInside('x'), glob.mayMatchInside('x/a'), glob.mayMatchInside('x/y')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('takes time linear in the path, also with many stars', () => {
    expect(compileGlob(`${'*a'.repeat(50)}b`).matches('a'.repeat(2000))).toBe(false);
  });

  it('is recognized by its special characters', () => {
    expect(['a*', 'a?', '[a]', '{a}'].every(isGlob)).toBe(true);
    expect(isGlob('figs/a-b_c (1)!.json')).toBe(false);
  });
});
