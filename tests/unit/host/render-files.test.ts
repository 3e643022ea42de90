import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { OUTPUT_FORMATS } from '../../../src/output/index.js';
import { temporaryFolder } from '../../support/cli.js';

vi.mock('../../../src/render.js', async (original) => {
  const actual = await original<typeof import('../../../src/render.js')>();
  return { ...actual, draw: vi.fn(actual.draw) };
});

// Other tests may have loaded the modules before, without the mock.
vi.resetModules();
const { renderFiles } = await import('../../../src/host/render-files.js');
const { draw } = await import('../../../src/render.js');

it('writes all formats from one layout', async () => {
  const folder = temporaryFolder();
  const input = join(folder, 'm.csv');
  writeFileSync(input, 'layer,a,b\nL0,1,2\nL1,3,4\n');
  const code = await renderFiles({
    inputs: [input],
    outputs: [join(folder, `fig.{${OUTPUT_FORMATS.join(',')}}`)],
    formats: null,
    inTerminal: null,
    proof: false,
    stage: null,
    job: { overrides: [], zoom: 1, root: null, inputFormat: null, config: false },
    fontFiles: [],
    strict: false,
    diagnostics: { quiet: true },
  });
  expect(code).toBe(0);
  expect(draw).toHaveBeenCalledTimes(1);
  const starts = { svg: '<svg', png: '\x89PNG', pdf: '%PDF-', html: '<!doctype html>' };
  for (const format of OUTPUT_FORMATS) {
    const bytes = readFileSync(join(folder, `fig.${format}`), 'latin1');
    expect(bytes.slice(0, starts[format].length)).toBe(starts[format]);
  }
});
