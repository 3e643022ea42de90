import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CHROMIUM, openPage } from '../support/browser.js';
import { COMMAND, heatmap, ROOT, temporaryFolder } from '../support/cli.js';

/** The time limit of a wait in ms, long enough for a busy machine. */
const TIMEOUT = 300_000;

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface RunningWatch {
  readonly child: ChildProcess;
  /** Returns the text on standard error so far. */
  log(): string;
  address(): string;
  /** Resolves to the signal or exit code. */
  readonly ended: Promise<string | number | null>;
}

/** Starts `heatmap watch` and waits until it watches. */
async function startWatch(cwd: string, ...args: string[]): Promise<RunningWatch> {
  const child = spawn(COMMAND[0], [...COMMAND.slice(1), 'watch', ...args], { cwd });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<string | number | null>((done) =>
    child.on('exit', (code, signal) => done(signal ?? code)),
  );
  await until(() => /watching\n/.test(stderr) || child.exitCode !== null);
  return { child, log: () => stderr, address: () => stdout.trim(), ended };
}

async function until(condition: () => unknown, details: () => unknown = () => ''): Promise<void> {
  const end = Date.now() + TIMEOUT;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`timeout: ${condition}\n${details()}`);
    await new Promise((done) => setTimeout(done, 1));
  }
}

const SPEC = { data: 'm.csv', title: 'First', colorbar: { title: 'Value' } };

function project(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs'));
  writeFileSync(join(folder, 'figs/m.csv'), 'a,b\n1,2\n');
  writeSpec(folder, 'one', {});
  return folder;
}

function writeSpec(folder: string, name: string, keys: object): void {
  writeFileSync(join(folder, `figs/${name}.json`), JSON.stringify({ ...SPEC, ...keys }));
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Returns how often the log reports that the figure was drawn. */
function countDrawings(log: string, name: string): number {
  return log.split('\n').filter((line) => line.includes(` ${name} → `)).length;
}

/** Returns the number of folders that Linux watches for a process. */
function countWatchedFolders({ pid }: ChildProcess): number {
  const open = readdirSync(`/proc/${pid}/fdinfo`).map((fd) => readText(`/proc/${pid}/fdinfo/${fd}`));
  return open.join('').match(/^inotify wd/gm)?.length ?? 0;
}

describe('heatmap watch', () => {
  it('draws all figures, then redraws those that a changed spec, data file or configuration affects', async () => {
    const folder = project();
    writeSpec(folder, 'two', { data: [[5, 6]] });
    const { log } = await startWatch(folder, 'figs', '-o', 'out');
    const [one, two] = ['one', 'two'].map((name) => join(folder, `out/${name}.svg`));
    expect(log()).toMatch(/^\d\d:\d\d:\d\d 2 figures \(\d+ ms\); watching\n$/);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['one.svg', 'two.svg']);

    writeSpec(folder, 'one', { title: 'Second' });
    await until(() => readText(one).includes('Second'), log);
    writeFileSync(join(folder, 'figs/m.csv'), 'a,changed\n1,2\n');
    await until(() => readText(one).includes('changed'), log);
    expect(countDrawings(log(), 'two')).toBe(0);

    writeFileSync(join(folder, 'heatmap.config.json'), '{ "theme": "dark" }');
    const before = readText(two);
    await until(() => readText(two) !== before && countDrawings(log(), 'one') === 3, log);
    rmSync(join(folder, 'heatmap.config.json'));
    await until(() => readText(two) === before, log);
  });

  it('ignores a file whose modification time changes but not its content', async () => {
    const folder = project();
    const { log } = await startWatch(folder, 'figs', '-o', 'out');
    utimesSync(join(folder, 'figs/m.csv'), 1, 1);
    // Renamed, because writing in place empties the file for a moment, which is a change.
    writeFileSync(join(folder, 'm.tmp'), 'a,b\n1,2\n');
    renameSync(join(folder, 'm.tmp'), join(folder, 'figs/m.csv'));
    // Changes are handled in order, so the change above is handled before this one.
    writeSpec(folder, 'two', {});
    await until(() => log().includes('new: two'));
    expect(countDrawings(log(), 'one')).toBe(0);
  });

  it('detects every way in which editors save: in place, by renaming, by deleting, by linking', async () => {
    const folder = project();
    const [file, other] = [join(folder, 'figs/one.json'), join(folder, 'figs/.one.json.tmp')];
    const { log } = await startWatch(folder, 'figs/one.json', '-o', 'fig.svg');
    const content = (title: string) => JSON.stringify({ ...SPEC, title });
    const saves: ((title: string) => void | Promise<void>)[] = [
      (title) => {
        writeFileSync(other, content(title));
        renameSync(other, file);
      },
      (title) => {
        unlinkSync(file);
        writeFileSync(file, content(title));
      },
      async (title) => {
        truncateSync(file);
        await new Promise((done) => setTimeout(done, 120));
        writeFileSync(file, content(title));
      },
      (title) => {
        renameSync(file, `${file}~`);
        writeFileSync(file, content(title));
        unlinkSync(`${file}~`);
      },
      (title) => {
        unlinkSync(file);
        writeFileSync(join(folder, 'linked.json'), content(title));
        symlinkSync('../linked.json', file);
      },
      (title) => writeFileSync(join(folder, 'linked.json'), content(title)),
    ];
    for (const [i, save] of saves.entries()) {
      await save(`Title ${i}`);
      await until(() => readText(join(folder, 'fig.svg')).includes(`Title ${i}`), log);
    }
    expect(log()).not.toContain('error');
  });

  it('reports errors in a spec, keeps the last good figure, and redraws it when they are fixed', async () => {
    const folder = project();
    const { log } = await startWatch(folder, 'figs', '-o', 'out');
    const svg = join(folder, 'out/one.svg');
    const before = readText(svg);
    writeFileSync(join(folder, 'figs/one.json'), '{ "data": "m.csv", "titel": "Second" }');
    await until(() => log().includes('one failed; its last good figure is kept'));
    expect(log()).toContain('did you mean "title"?');
    expect(readText(svg)).toBe(before);
    // The new data file does not exist yet.
    writeSpec(folder, 'one', { data: 'later/n.csv' });
    await until(() => log().includes('there is no file figs/later/n.csv'));
    mkdirSync(join(folder, 'figs/later'));
    writeFileSync(join(folder, 'figs/later/n.csv'), 'new,b\n1,2\n');
    await until(() => readText(svg).includes('new'), log);
  });

  it('redraws when a font changes and moves figures when the configured output changes', async () => {
    const folder = project();
    const font = readdirSync(join(ROOT, 'src/fonts/ttf')).find((name) => name.endsWith('.ttf')) as string;
    const bytes = readFileSync(join(ROOT, 'src/fonts/ttf', font));
    writeFileSync(join(folder, 'f.ttf'), bytes);
    writeFileSync(join(folder, 'heatmap.config.json'), '{ "output": "out" }');
    const { log } = await startWatch(folder, 'figs', '--font', 'f.ttf');
    writeFileSync(join(folder, 'f.ttf'), 'none');
    await until(() => log().includes('this is not a font'), log);
    writeFileSync(join(folder, 'f.ttf'), bytes);
    await until(() => countDrawings(log(), 'one') === 1, log);
    writeFileSync(join(folder, 'heatmap.config.json'), '{ "output": "other", "formats": ["svg", "png"] }');
    await until(() => existsSync(join(folder, 'other/one.png')), log);
    await until(() => log().includes(' one → other/one.svg, other/one.png ('), log);
    expect(countDrawings(log(), 'one')).toBe(2);
  });

  it('starts even if a spec has errors', async () => {
    const folder = project();
    writeSpec(folder, 'one', { data: 'none.csv' });
    const { log } = await startWatch(folder, 'figs', '-o', 'out');
    expect(log()).toContain('1 figure, 1 failed');
    writeFileSync(join(folder, 'figs/none.csv'), 'a,b\n1,2\n');
    await until(() => existsSync(join(folder, 'out/one.svg')), log);
  });

  it('draws new specs, also in new folders, and reports deleted ones', async () => {
    const folder = project();
    const { log } = await startWatch(folder, 'figs', '-o', 'out');
    mkdirSync(join(folder, 'figs/a/b'), { recursive: true });
    writeFileSync(join(folder, 'figs/a/b/new.json'), JSON.stringify({ ...SPEC, data: [[1, 2]] }));
    await until(() => log().includes('new: a/b/new → '), log);
    expect(existsSync(join(folder, 'out/a/b/new.svg'))).toBe(true);
    writeFileSync(
      join(folder, 'figs/a/b/new.json'),
      JSON.stringify({ ...SPEC, data: [[1, 2]], title: 'Again' }),
    );
    await until(() => readText(join(folder, 'out/a/b/new.svg')).includes('Again'), log);
    rmSync(join(folder, 'figs/one.json'));
    await until(() => log().includes('figs/one.json was deleted; its figure is kept'));
    expect(existsSync(join(folder, 'out/one.svg'))).toBe(true);
    expect(log()).not.toContain('error');
  });

  it('continues when a folder is deleted and created again', async () => {
    const folder = project();
    mkdirSync(join(folder, 'others/deep'), { recursive: true });
    const { child, log } = await startWatch(folder, 'figs', '-o', 'out');
    for (const [i, removeFolder] of [
      () => renameSync(join(folder, 'figs'), join(folder, 'away')),
      () => rmSync(join(folder, 'figs'), { recursive: true }),
    ].entries()) {
      removeFolder();
      await until(() => log().split('figs/one.json was deleted').length === i + 2, log);
      // Only the parent folder is watched, in which the folder may be created again.
      if (process.platform === 'linux')
        await until(
          () => countWatchedFolders(child) === 1,
          () => countWatchedFolders(child),
        );
      mkdirSync(join(folder, 'figs'));
      writeSpec(folder, 'one', { data: [[1, 2]], title: `Back ${i}` });
      await until(() => readText(join(folder, 'out/one.svg')).includes(`Back ${i}`), log);
    }
  });

  it('does not watch node_modules, hidden folders and the output folder', async () => {
    const folder = project();
    for (const name of ['node_modules', '.hidden', 'out']) {
      mkdirSync(join(folder, 'figs', name));
      writeFileSync(join(folder, 'figs', name, 'x.json'), JSON.stringify({ data: [[1]] }));
    }
    const { child, log } = await startWatch(folder, 'figs', '-o', 'figs/out');
    expect(log()).toContain(' 1 figure ');
    // figs, and the current folder, in which a configuration may be created.
    if (process.platform === 'linux') expect(countWatchedFolders(child)).toBe(2);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is terminated by %s, which a shell reports as 130 or 143',
    async (signal) => {
      const { child, ended } = await startWatch(project(), 'figs', '-o', 'out', '--serve');
      child.kill(signal);
      expect(await ended).toBe(signal);
    },
  );

  it.each([
    [['figs'], 'no output folder'],
    [['figs', '--serve', '70000'], '--serve takes a port'],
    [['none', '-o', 'out'], 'there is no file or folder none'],
    [['-', '-o', 'out'], 'not standard input'],
    [['figs', '-o', 'out', '--strict'], '--strict'],
  ])('rejects %j', (args, message) => {
    const { code, stderr } = heatmap(['watch', ...args], { cwd: project() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request for exactly this path. */
function fetchPath(
  address: string,
  path: string,
  headers: object = {},
  method = 'GET',
): Promise<HttpResponse> {
  const { hostname, port, host } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Returns a list that grows as events arrive. */
function collectEvents(address: string): { name: string; data: never }[] {
  const events: { name: string; data: never }[] = [];
  request(`${address}events`, (response) => {
    let buffer = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const parts = (buffer + text).split('\n\n');
      buffer = parts.pop() ?? '';
      for (const part of parts) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
        events.push({ name, data: JSON.parse(data) as never });
      }
    });
    response.on('error', () => {});
  })
    .on('error', () => {})
    .end();
  return events;
}

describe('heatmap watch --serve', () => {
  it('sends an event for each change and serves the figures without writing files', async () => {
    const folder = project();
    const { address } = await startWatch(folder, 'figs', '--serve', '--format', 'svg,png');
    expect(address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const events = collectEvents(address());
    await until(() => events.length === 1);
    const [{ name, data }] = events as unknown as [{ name: string; data: [{ files: { href: string }[] }] }];
    expect([name, data]).toEqual([
      'all',
      [expect.objectContaining({ name: 'one', title: 'First', hasErrors: false })],
    ]);
    const [svg, png] = await Promise.all(data[0].files.map(({ href }) => fetchPath(address(), href)));
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.body).toContain('First');
    expect(png.body.slice(1, 4)).toBe('PNG');

    writeSpec(folder, 'one', { title: 'Second', typo: 1 });
    await until(() => events.length === 2);
    expect(events[1]).toEqual({
      name: 'figure',
      data: expect.objectContaining({
        title: 'First',
        files: data[0].files,
        hasErrors: true,
        messages: [{ severity: 'error', text: expect.stringContaining('typo') }],
      }),
    });
    writeSpec(folder, 'one', { title: 'Second' });
    await until(() => events.length === 3);
    const changed = events[2].data as { files: { href: string }[] };
    expect((await fetchPath(address(), changed.files[0].href)).body).toContain('Second');
    expect((await fetchPath(address(), data[0].files[0].href)).status).toBe(404);
    rmSync(join(folder, 'figs/one.json'));
    await until(() => events.length === 4);
    expect(events[3]).toEqual({ name: 'removed', data: 0 });
    expect(readdirSync(folder)).toEqual(['figs']);
  });

  it('answers only requests of its own page, and serves nothing but figures', async () => {
    const folder = project();
    const { address } = await startWatch(folder, 'figs', '-o', 'out', '--serve');
    const { port } = new URL(address());
    const status = async (
      ...args: Parameters<typeof fetchPath> extends [string, ...infer Rest] ? Rest : never
    ) => (await fetchPath(address(), ...args)).status;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect(await status('/', { host })).toBe(200);
    for (const host of ['example.com', `example.com:${port}`, 'localhost', `localhost:${port}.example.com`])
      expect(await status('/', { host })).toBe(403);
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/figs/one.json',
      '/figs/one.json',
      '/out/one.svg',
      '//',
      '/?',
    ])
      expect([path, await status(path)]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])
      expect(await status('/', {}, method)).toBe(405);
    expect(await status('/events', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    const { headers } = await fetchPath(address(), '/');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*script-src 'self';/),
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('reports that a port is in use', async () => {
    const folder = project();
    const { address } = await startWatch(folder, 'figs', '--serve');
    const { code, stderr } = heatmap(['watch', 'figs', '--serve', new URL(address()).port], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
  });

  it.skipIf(!existsSync(CHROMIUM))(
    'shows a changed figure without reloading the page, and reconnects after a restart',
    async () => {
      const folder = project();
      writeSpec(folder, 'two', { data: [[1, 2]], size: { width: 600, height: 1500 } });
      const first = await startWatch(folder, 'figs', '--serve');
      const page = await openPage(first.address());
      try {
        const articles = () =>
          page.evaluate(
            `[...document.querySelectorAll('article')].map((a) => [a.querySelector('h2').textContent, a.querySelectorAll('pre').length, a.querySelector('img')?.naturalWidth > 0])`,
          );
        const shows = (expected: unknown) =>
          until(async () => JSON.stringify(await articles()) === JSON.stringify(expected), first.log);
        await shows([
          ['First', 0, true],
          ['First', 0, true],
        ]);
        await page.evaluate('window.kept = true; window.scrollTo(0, 700)');
        const source = () => page.evaluate(`document.querySelector('img').src`);
        const before = await source();

        writeSpec(folder, 'one', { title: 'Second <b>' });
        await shows([
          ['Second <b>', 0, true],
          ['First', 0, true],
        ]);
        await until(async () => (await source()) !== before);
        writeSpec(folder, 'one', { title: 'Second <b>', typo: 1 });
        await shows([
          ['Second <b>', 1, true],
          ['First', 0, true],
        ]);
        writeSpec(folder, 'a', { title: 'New' });
        await shows([
          ['New', 0, true],
          ['Second <b>', 1, true],
          ['First', 0, true],
        ]);
        rmSync(join(folder, 'figs/a.json'));
        await shows([
          ['Second <b>', 1, true],
          ['First', 0, true],
        ]);

        first.child.kill();
        await first.ended;
        await until(
          async () => (await page.evaluate(`document.getElementById('state').className`)) === 'disconnected',
        );
        writeSpec(folder, 'one', { title: 'Third' });
        await startWatch(folder, 'figs', '--serve', new URL(first.address()).port);
        await shows([
          ['Third', 0, true],
          ['First', 0, true],
        ]);
        expect(await page.evaluate('[window.kept, scrollY > 0]')).toEqual([true, true]);
      } finally {
        page.close();
      }
    },
  );
});
