/** Binary formats in the built program: from the command line, from a spec, from a pipe. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';

const FIXTURES = join(ROOT, 'tests/fixtures');
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const description = (svg: Buffer) => /<desc>(.*?)<\/desc>/.exec(svg.toString())?.[1] ?? '';

/** Draws `args` in the folder; a failed run must leave no file and print nothing to standard output. */
function render(args: readonly string[], input?: Buffer) {
  const { code, stdout, stderr } = heatmap(['render', ...args], { cwd: folder, input });
  if (code !== 0) expect([stdout.length, existsSync(join(folder, 'out.svg'))]).toEqual([0, false]);
  return { code, stderr, stdout, description: description(stdout) };
}

describe('safetensors', () => {
  cpSync(join(FIXTURES, 'safetensors'), join(folder, 'model'), { recursive: true });
  const index = 'model/model.safetensors.index.json';

  it('draws the tensor that --array names, from one file or several', () => {
    const one = render(['model/model-00002-of-00002.safetensors', '--array', 'b.weight']);
    expect(one.description).toContain('Heatmap of 3 rows by 2 columns.');
    expect(one.description).toContain('from 6 at row 0, column 0, to 11 at row 2, column 1');
    expect(render([index, '--array', 'b.weight']).stdout.equals(one.stdout)).toBe(true);
  });

  it('draws the tensor that a spec names, from another folder', () => {
    writeFileSync(join(folder, 's.json'), `{ "data": { "file": "${index}", "array": "a.weight" } }`);
    expect(render(['s.json']).description).toContain('Heatmap of 2 rows by 3 columns.');
  });

  it('is recognised in a pipe', () => {
    const { description } = render([], readFileSync(join(folder, 'model/one.safetensors')));
    expect(description).toContain('3 rows by 4 columns');
  });

  it('lists the tensors if none is named', () => {
    const { code, stderr } = render([index, '-o', 'out.svg']);
    expect(code).toBe(1);
    expect(stderr).toContain('"a.weight", "b.weight", "b.bias" [several-arrays]');
    expect(stderr).toContain('--array a.weight');
  });

  it('does not open files outside of the root', () => {
    writeFileSync(
      join(folder, 'bad.safetensors.index.json'),
      '{ "weight_map": { "a": "model/one.safetensors" } }',
    );
    expect(render(['bad.safetensors.index.json', '-o', 'out.svg']).stderr).toContain('[safetensors-index]');
  });
});
