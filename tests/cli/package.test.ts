/** The package as npm packs it: what it contains, and its library as an ES module, with `require`, in a worker, and typed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** Packs the package and installs it, with links to the packages that it depends on. */
beforeAll(() => {
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@resvg'), { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'heatmap-cli')]);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
});

/** Runs a program in the folder in which the package is installed. */
function run(name: string, code: string, ...flags: string[]) {
  writeFileSync(join(folder, name), code);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, name], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const DRAW = `
const options = { x: 'hour', y: 'day', value: 'n', title: 'Visits', colorbar: { title: 'n' } };
const records = [{ day: 'Mon', hour: 9, n: 4 }, { day: 'Tue', hour: 10, n: 7 }];
const svg = heatmap(records, options);
const png = heatmap({ values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] }, { format: 'png' });
let error = null;
try {
  heatmap('auc.csv');
} catch (thrown) {
  error = thrown instanceof HeatmapError ? thrown.diagnostics[0].code : String(thrown);
}
const result = { svg, png: Buffer.from(png.subarray(1, 4)).toString(), error };
`;
const PRINT = 'console.log(JSON.stringify(result));';
const IMPORT = "import { heatmap, HeatmapError } from 'heatmap-cli';";

describe('the library in the package', () => {
  it('draws the same figure as a module, with require if Node supports it, and in a worker', () => {
    const imported = run('import.mjs', `${IMPORT}${DRAW}${PRINT}`);
    expect([imported.status, imported.stderr]).toEqual([0, '']);
    const result = JSON.parse(imported.stdout);
    expect(result).toMatchObject({ png: 'PNG', error: 'unsupported-data' });
    expect(result.svg).toMatch(/^<svg[\s\S]*Visits[\s\S]*<\/svg>\s*$/);

    const worker = `import { parentPort, Worker, isMainThread } from 'node:worker_threads';
      ${IMPORT}
      if (isMainThread) new Worker(new URL(import.meta.url)).on('message', (text) => console.log(text));
      else { ${DRAW} parentPort.postMessage(JSON.stringify(result)); }`;
    expect(run('worker.mjs', worker)).toEqual({ ...imported });

    if (process.features.require_module) {
      const required = run(
        'require.cjs',
        `const { heatmap, HeatmapError } = require('heatmap-cli');${DRAW}${PRINT}`,
      );
      expect([required.status, required.stdout]).toEqual([0, imported.stdout]);
    }
  });

  it('has types for its data and options, which reject wrong ones', () => {
    const code = `${IMPORT}
      import type { HeatmapData, HeatmapOptions } from 'heatmap-cli';
      interface Visit { day: string; hour: number; n: number }
      const visits: Visit[] = [{ day: 'Mon', hour: 9, n: 4 }];
      const svg: string = heatmap(visits, { x: 'hour', y: 'day', value: 'n', color: { map: 'magma', domain: [0, 9] } });
      const png: Uint8Array = heatmap([[1, null]], { format: 'png', size: { width: '88mm' }, y: { origin: 'bottom' } });
      const either: string | Uint8Array = heatmap([[1]], {} as HeatmapOptions);
      const format: 'svg' = 'svg';
      const text: string = heatmap([[1]], { format });
      const all: HeatmapData[] = [
        [[1, 'a', true, undefined]], [Float32Array.of(1)], [[[1]], [[2]]], { a: [1], b: Int8Array.of(2) },
        { values: new Uint8Array(6), shape: [2, 3], rows: ['r', 's'] }, { values: [[1, 2]], columns: [1, 2] },
        Buffer.from('1,2'), new ArrayBuffer(3),
      ];
      heatmap([[1]], { transform: [{ minus: [[1]] }, 'abs'], data: { transpose: true }, lint: ['join-partial'] });
      // @ts-expect-error A number is no data.
      heatmap(1);
      // @ts-expect-error There is no such option.
      heatmap([[1]], { colour: {} });
      // @ts-expect-error There is no such theme.
      heatmap([[1]], { theme: 'blue' });
      // @ts-expect-error A path is no data.
      heatmap('auc.csv');
      void [svg, png, either, text, all, HeatmapError];`;
    writeFileSync(join(folder, 'types.mts'), code);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, 'types.mts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });
});
