/** The examples in the doc comments of the library run, and every exported function and class has one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { expect, it, vi } from 'vitest';
import * as library from '../../../src/index.js';
import { ROOT } from '../../support/cli.js';

const SRC = join(ROOT, 'src');
const index = readFileSync(join(SRC, 'index.ts'), 'utf8');
const files = [...index.matchAll(/from '\.\/(.+)\.js'/g)].map(([, path]) => join(SRC, `${path}.ts`));

/** Returns the examples by the name of what they document. */
function readExamples(): Map<string, string> {
  const comment = /\/\*\*\n((?: \*.*\n)+) \*\/\nexport (?:type|function|class|const) (\w+)/g;
  const comments = [...new Set(files)].flatMap((file) => [...readFileSync(file, 'utf8').matchAll(comment)]);
  return new Map(
    comments.flatMap(([, text, name]): [string, string][] => {
      const example = / \* @example\n((?: \*(?! @).*\n)+)/.exec(text)?.[1];
      return example === undefined ? [] : [[name, example.replace(/^ \* ?/gm, '')]];
    }),
  );
}

const examples = readExamples();

it('every function and class of the library has an example', () => {
  const functions = Object.entries(library).filter(([, value]) => typeof value === 'function');
  expect(functions.map(([name]) => name).filter((name) => !examples.has(name))).toEqual([]);
});

it.each([...examples.keys()])('the example of %s runs', (name) => {
  const messages = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { code } = transformSync(examples.get(name) as string, { loader: 'ts' });
  expect(() => new Function(...Object.keys(library), code)(...Object.values(library))).not.toThrow();
  if (name === 'HeatmapError') expect(messages).toHaveBeenCalled();
  messages.mockRestore();
  warnings.mockRestore();
});
