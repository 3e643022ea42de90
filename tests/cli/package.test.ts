/**
 * The package as npm packs it: what it contains, and its library as an ES module, with `require`, in a worker, in Deno and Bun,
 * and typed.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { publicSurface } from '../support/public-surface.js';

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
  writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "heatmap-cli": "*" } }');
  for (const name of [...Object.keys(dependencies), '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
});

/** Runs a program in the folder in which the package is installed. */
function run(name: string, code: string, command: readonly string[] = [process.execPath]) {
  writeFileSync(join(folder, name), code);
  const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), name], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0;

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

    // Node before 20.19 cannot require an ECMAScript module.
    const flags = process.features.require_module ? ['--no-experimental-require-module'] : [];
    const code = `const { heatmap, HeatmapError } = require('heatmap-cli');${DRAW}
      import('heatmap-cli').then((module) => { if (module.HeatmapError === HeatmapError) ${PRINT} });`;
    expect(run('require.cjs', code, [process.execPath, ...flags])).toEqual(imported);
  });

  const FORMATS = `${IMPORT}
    const data = Buffer.from('day,9,10\\nMon,4,5\\nTue,6,7\\n');
    const result = ['svg', 'html', 'pdf'].map((format) => String(heatmap(data, { format, colorbar: { title: 'n' } })));`;
  const PIXELS = "result.push(Buffer.from(heatmap(data, { format: 'png' })).toString('base64'));";

  it('reads only the files of its package, and runs native code only for a PNG with slanted lines or rare glyphs', () => {
    const readable = [folder, realpathSync(join(ROOT, 'node_modules'))].map(
      (path) => `--allow-fs-read=${path}/*`,
    );
    const node = [process.execPath, '--no-warnings', '--experimental-permission', ...readable];
    expect(run('pixels.mjs', `${FORMATS}${PIXELS}`, node)).toEqual({ status: 0, stdout: '', stderr: '' });
    const hatched = `${IMPORT} heatmap([[1, null]], { format: 'png' });`;
    expect(run('hatched.mjs', hatched, node).stderr).toContain('ERR_DLOPEN_DISABLED');
  });

  const RUNTIMES = {
    bun: [],
    deno: ['run', '--no-prompt', '--node-modules-dir=manual', '--allow-read', '--allow-ffi'],
  };
  describe.each(Object.entries(RUNTIMES))('in %s', (runtime, flags) => {
    it.skipIf(!isInstalled(runtime))(`draws the same figures as in Node (needs ${runtime})`, () => {
      const code = `import { Buffer } from 'node:buffer';${FORMATS}${PIXELS}${PRINT}`;
      const [expected, drawn] = [[process.execPath], [runtime, ...flags]].map((command) => {
        const { stdout, stderr } = run('runtime.mjs', code, command);
        expect(stderr).toBe('');
        const figures: string[] = JSON.parse(stdout);
        // Runtimes compress the same pixels to other bytes.
        const { data } = PNG.sync.read(Buffer.from(figures[3], 'base64'));
        return [...figures.slice(0, 3), data.toString('base64')];
      });
      expect(drawn).toEqual(expected);
    });
  });

  it('has types for its data and options, which reject wrong ones', async () => {
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
    writeFileSync(join(folder, 'types.cts'), code);
    const compile = (...flags: string[]) => {
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      const all = [
        tsc,
        '--noEmit',
        '--strict',
        '--target',
        'es2023',
        '--types',
        'node',
        '--skipLibCheck',
        ...flags,
      ];
      return promisify(execFile)(process.execPath, all, { cwd: folder }).catch(({ stdout }) => ({ stdout }));
    };
    const compiled = await Promise.all([
      compile('--module', 'nodenext', 'types.mts', 'types.cts'),
      compile('--module', 'esnext', '--moduleResolution', 'bundler', 'types.mts'),
    ]);
    expect(compiled.map(({ stdout }) => stdout)).toEqual(['', '']);
  });

  const types = join(folder, 'node_modules/heatmap-cli/dist/types');

  it('has the public surface that tests/cli/public-surface.txt shows; UPDATE=1 accepts changes', () => {
    const file = join(ROOT, 'tests/cli/public-surface.txt');
    const surface = publicSurface(types);
    if (process.env.UPDATE) writeFileSync(file, surface);
    expect(surface).toBe(readFileSync(file, 'utf8'));
  });

  it('has types without `any`, and without types of Node or missing files, which would be `any` for some programs', () => {
    const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.d\.m?ts$/.test(path),
    );
    const wrong = files.flatMap((path) => {
      const code = readFileSync(join(types, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const imports = [...code.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)].map(
        ([, target]) => target,
      );
      const missing = imports.filter((target) => !existsSync(join(types, dirname(path), `${target}.d.ts`)));
      const names = code.replace(/'[^'\n]*'|"[^"\n]*"/g, '').match(/\b(?:any|Buffer|NodeJS)\b/g) ?? [];
      return [...missing, ...names].map((problem) => `${path}: ${problem}`);
    });
    expect(files.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

describe('the package', () => {
  it('and the packages that it needs run no scripts when they are installed', () => {
    const { scripts } = JSON.parse(
      readFileSync(join(folder, 'node_modules/heatmap-cli/package.json'), 'utf8'),
    );
    expect(Object.keys(scripts).filter((name) => /install$/.test(name))).toEqual([]);
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    const needed = Object.entries<{ dev?: true; hasInstallScript?: true }>(packages).filter(
      ([, { dev }]) => !dev,
    );
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  it('has the licences of all packages that the program imports, and of the fonts', () => {
    const licences = readFileSync(
      join(folder, 'node_modules/heatmap-cli/dist/THIRD-PARTY-LICENSES.txt'),
      'utf8',
    );
    const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
      .join('\n');
    const imported = [...source.matchAll(/ from '((?:@[^/']+\/)?[a-z][^/':]*)(?:\/[^']*)?';$/gm)].map(
      ([, name]) => name,
    );
    const names = [...new Set(imported), 'd3-interpolate', 'DejaVu', 'Arimo', 'ColorBrewer'];
    expect(names).toContain('zod');
    expect(names.filter((name) => !new RegExp(`^(?:the .*)?${name}\\b`, 'm').test(licences))).toEqual([]);
  });
});
