/** Large matrices in the built program: positions and colours, memory, limits, interruption, progress. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMAND, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { npyHeader, sparseNpy } from '../support/npy.js';
import { peakMemory } from '../support/peak-memory.js';
import { decodePng, type Picture } from '../support/pixels.js';
import { heatmap } from '../support/session.js';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
/** A matrix of 70 MB, too large to be read into memory at once. */
const LARGE = [4200, 4200] as const;
const HOT = { row: 1234, column: 3456, value: 1 };
sparseNpy(path('hot.npy'), '<f4', LARGE, [HOT]);
sparseNpy(path('bytes.npy'), '|u1', [8200, 8200]);

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns the bounding box of all pixels of a colour, and their number. */
function boxOf({ width, height, at }: Picture, color: string): Box & { readonly pixels: number } {
  let [left, top, right, bottom, pixels] = [width, height, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (at(x, y) !== color) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      pixels++;
    }
  }
  return { left, top, right, bottom, pixels };
}

const description = (svg: Buffer) => /<desc>(.*?)<\/desc>/.exec(svg.toString())?.[1] ?? '';

describe('a single hot cell among seventeen million', () => {
  const renderHotCell = (...flags: string[]) => {
    const flat = ['--colormap', 'viridis', '--set', 'colorbar=false'];
    const out = path('hot.{svg,png}');
    const { code, stderr } = heatmap(['render', path('hot.npy'), ...flat, ...flags, '-o', out]);
    expect(code).toBe(0);
    return {
      stderr,
      picture: decodePng(readFileSync(path('hot.png'))),
      description: description(readFileSync(path('hot.svg'))),
    };
  };

  it.each(['max', 'absmax'])('has its own colour and position with %s', (reduce) => {
    const { picture, stderr, description } = renderHotCell('--set', `cells.reduce=${reduce}`);
    const body = boxOf(picture, '#440154');
    const hot = boxOf(picture, '#fde725');
    expect(hot.pixels).toBeGreaterThan(0);
    const [rows, columns] = LARGE;
    const x = body.left + ((HOT.column + 0.5) / columns) * (body.right - body.left);
    const y = body.top + ((HOT.row + 0.5) / rows) * (body.bottom - body.top);
    expect(Math.abs((hot.left + hot.right) / 2 - x)).toBeLessThanOrEqual(2);
    expect(Math.abs((hot.top + hot.bottom) / 2 - y)).toBeLessThanOrEqual(2);
    const words = reduce === 'max' ? 'the largest' : 'the farthest from 0';
    const factor = /of (\d+ × \d+) values/.exec(description)?.[1];
    expect(stderr).toContain(`each ${words} of ${factor} values [reduced]`);
    expect(description).toContain(`Each cell shows ${words} of ${factor} values.`);
    expect(description).toContain('to 1 at row 1234, column 3456.');
    expect(description).toContain('Colours (viridis): 0 to 1.');
  });

  it('is averaged with mean: the domain is that of the means, the range that of the values', () => {
    const { description } = renderHotCell();
    const [, rows, columns] = /of (\d+) × (\d+) values/.exec(description) ?? [];
    const [, high] = /Colours \(viridis\): 0 to (\S+)\. /.exec(description) ?? [];
    expect(Number(high)).toBeCloseTo(1 / (Number(rows) * Number(columns)), 4);
    expect(description).toContain(`Values range from 0 in ${4200 * 4200 - 1} cells, one at row`);
    expect(description).toContain('to 1 at row 1234, column 3456.');
  });

  it('does not change a given domain', () => {
    const { description, stderr } = renderHotCell(
      '--verbose',
      '--domain',
      '0,0.5',
      '--set',
      'cells.reduce=max',
    );
    expect(description).toContain('Colours (viridis): 0 to 0.5.');
    expect(description).toContain(`Of ${4200 * 4200} cells, 1 lies above the colour domain.`);
    expect(stderr).toContain('values are outside of the colour domain: 1 above 0.5 (the highest is 1)');
  });
});

describe('a matrix that is too large for its spec', () => {
  it.each([
    ['cells.hide', '"upper"'],
    ['y.order', '"mean"'],
    ['x.order', '"label"'],
    ['x.split', '[10]'],
    ['highlights', '[{"top":3}]', 'highlights.top'],
    ['color.scale', '"category"', 'color.scale "category"'],
  ])('is an error if %s needs every value; the hint names the key', (key, value, name = key) => {
    const { code, stderr, stdout } = heatmap(['render', path('bytes.npy'), '--set', `${key}=${value}`]);
    expect([code, stdout.length]).toEqual([1, 0]);
    expect(stderr).toContain('error: the data has more than 67108864 cells [too-large]');
    expect(stderr).toContain(`  hint: remove ${name} so that the matrix can be reduced while it is read`);
  });

  it('is an error if data.normalize needs every value', () => {
    writeFileSync(path('keep.json'), '{ "data": { "file": "bytes.npy", "normalize": "row" } }');
    const { code, stderr } = heatmap(['render', path('keep.json')]);
    expect(code).toBe(1);
    expect(stderr).toContain('hint: remove data.normalize so that the matrix can be reduced');
  });

  it.each([
    ['rows', '{ "from": 0, "to": 9 }', 'Heatmap of 10 rows by'],
    ['columns', '[0]', 'by 1 column.'],
  ])('is drawn if data.%s selects a part of it', (key, value, size) => {
    writeFileSync(path('keep.json'), `{ "data": { "file": "bytes.npy", "${key}": ${value} } }`);
    const { code, stdout } = heatmap(['render', path('keep.json'), '-q']);
    expect(code).toBe(0);
    expect(description(stdout)).toContain(size);
  });

  it('is drawn without them, even reversed and transposed', () => {
    writeFileSync(
      path('whole.json'),
      '{ "data": { "file": "bytes.npy", "transpose": true }, "y": { "order": "reverse" } }',
    );
    const { code, stdout, stderr } = heatmap(['render', path('whole.json')]);
    expect(code).toBe(0);
    expect(description(stdout)).toMatch(
      /^Heatmap of 8200 rows by 8200 columns\. Each cell shows the mean of/,
    );
    expect(description(stdout)).toContain('Rows: 8199 (top) to 0 (bottom).');
    expect(stderr).not.toContain('error');
  });
});

describe('standard input', () => {
  it('with a large matrix gives the same bytes as the file', () => {
    const file = readFileSync(path('hot.npy'));
    const piped = heatmap(['render', '-'], { input: file });
    expect(piped.code).toBe(0);
    expect(piped.stdout.equals(heatmap(['render', path('hot.npy')]).stdout)).toBe(true);
  });

  it('with a table gives the same figure as the file, and as the same numbers in NPY', () => {
    const [rows, columns] = [1600, 1600];
    const digit = (i: number, j: number) => (i * i + 3 * j) % 10;
    const lines = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => digit(i, j)).join(','),
    );
    writeFileSync(path('digits.csv'), `${lines.join('\n')}\n`);
    const bytes = Uint8Array.from({ length: rows * columns }, (_, k) =>
      digit(Math.floor(k / columns), k % columns),
    );
    writeFileSync(path('digits.npy'), Buffer.concat([npyHeader('|u1', rows, columns), bytes]));
    const [csv, npy] = ['digits.csv', 'digits.npy'].map((name) => heatmap(['render', path(name)]));
    const piped = heatmap(['render', '-'], { input: readFileSync(path('digits.csv')) });
    expect(csv.stderr).toContain('1600 × 1600 values are drawn as');
    expect([csv, npy, piped].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(piped.stdout.equals(csv.stdout)).toBe(true);
    expect(npy.stdout.equals(csv.stdout)).toBe(true);
  });
});

it('400 million cells need less than 250 MiB of memory', () => {
  sparseNpy(path('huge.npy'), '|u1', [20_000, 20_000]);
  expect(peakMemory(['render', path('huge.npy'), '-q', '-o', path('huge.png')])).toBeLessThan(250);
  expect(decodePng(readFileSync(path('huge.png'))).width).toBeGreaterThan(100);
});

describe('an interruption', () => {
  /** Returns the milliseconds from the signal to the exit, and the signal that ended the process. */
  function interrupt(
    args: readonly string[],
    writesInput: boolean,
  ): Promise<{ elapsed: number; signal: string | null }> {
    const child = spawn(COMMAND[0], [...COMMAND.slice(1), 'render', ...args], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin?.on('error', () => {});
    if (writesInput) child.stdin?.write(npyHeader('<f8', 100_000, 100_000));
    return new Promise((done) => {
      let signalTime = 0;
      setTimeout(() => {
        signalTime = performance.now();
        child.kill('SIGINT');
      }, 500);
      child.on('exit', (_, signal) => done({ elapsed: performance.now() - signalTime, signal }));
    });
  }

  it('ends a run that reads a huge file at once, by its signal, and leaves no files', async () => {
    // Takes minutes to read.
    sparseNpy(path('endless.npy'), '<f8', [200_000, 200_000]);
    const before = readdirSync(folder);
    const { elapsed, signal } = await interrupt(['endless.npy', '-o', 'endless.svg'], false);
    expect(signal).toBe('SIGINT');
    expect(elapsed).toBeLessThan(60_000);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('ends a run that waits for a pipe', async () => {
    const { elapsed, signal } = await interrupt(['-', '-o', 'piped.svg'], true);
    expect(signal).toBe('SIGINT');
    expect(elapsed).toBeLessThan(60_000);
    expect(existsSync(path('piped.svg'))).toBe(false);
  });
});

describe('progress', () => {
  const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;
  /** Returns a command line that reads a table with a pause of `seconds`. */
  const slowRender = (seconds: number, out: string, ...flags: string[]) =>
    `(echo 1,2; sleep ${seconds}; echo 3,4; sleep 0.1; echo 5,6) | ${SHELL_COMMAND} render ${flags.join(' ')} -o ${out}`;
  const TERMINAL =
    'import pty, sys; pty.spawn(["sh", "-c", sys.argv[1]], lambda fd: __import__("os").read(fd, 65536), lambda fd: b"")';
  const onTerminal = async (command: string) =>
    (await promisify(execFile)('python3', ['-c', TERMINAL, command], { cwd: folder })).stdout;

  it.skipIf(!hasPython)(
    'is shown on a terminal after a second of reading, and removed at the end',
    async () => {
      const [output, quiet] = await Promise.all([
        onTerminal(slowRender(4, 'slow.svg')),
        onTerminal(slowRender(4, 'quiet.svg', '-q')),
      ]);
      expect(output).toContain('\r\x1b[Kreading <stdin>: 0 MiB');
      // The line is cleared before anything else is printed.
      expect(output.slice(output.lastIndexOf('MiB') + 3)).toMatch(/^\r\x1b\[K/);
      expect(quiet).toBe('');
    },
  );

  it.skipIf(!hasPython)('is not shown if reading takes less time', async () => {
    const output = await onTerminal(slowRender(0, 'slow.svg', '-v'));
    expect(output).toContain('[untitled-colorbar]');
    expect(output).not.toContain('reading');
  });

  it('is not shown if standard error is not a terminal', () => {
    const { status, stderr } = spawnSync('sh', ['-c', slowRender(1.2, 'slow.svg')], { cwd: folder });
    expect(status).toBe(0);
    expect(stderr.toString()).not.toContain('reading');
  });
});
