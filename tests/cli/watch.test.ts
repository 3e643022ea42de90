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
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';

/** Longer than anything takes, on a busy machine too. */
const PATIENCE = 60_000;

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

interface Watching {
  readonly child: ChildProcess;
  said(): string;
  address(): string;
  /** How it ended. */
  readonly ended: Promise<string | number | null>;
}

/** Starts to watch, and waits until it does. */
async function watching(cwd: string, ...args: string[]): Promise<Watching> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/heatmap.cjs'), 'watch', ...args], { cwd });
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<string | number | null>((done) =>
    child.on('exit', (code, signal) => done(signal ?? code)),
  );
  await until(() => /watching\n/.test(stderr) || child.exitCode !== null);
  return { child, said: () => stderr, address: () => stdout.trim(), ended };
}

async function until(holds: () => unknown, what: () => unknown = () => ''): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came to be: ${holds}\n${what()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const SPEC = { data: 'm.csv', title: 'First', colorbar: { title: 'Value' } };

function project(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs'));
  writeFileSync(join(folder, 'figs/m.csv'), 'a,b\n1,2\n');
  spec(folder, 'one', {});
  return folder;
}

function spec(folder: string, name: string, more: object): void {
  writeFileSync(join(folder, `figs/${name}.json`), JSON.stringify({ ...SPEC, ...more }));
}

function text(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** How often a line says that the figure was made. */
function times(said: string, name: string): number {
  return said.split('\n').filter((line) => line.includes(` ${name} → `)).length;
}

/** How many folders Linux watches for a process. */
function watchedBy({ pid }: ChildProcess): number {
  const open = readdirSync(`/proc/${pid}/fdinfo`).map((fd) => text(`/proc/${pid}/fdinfo/${fd}`));
  return open.join('').match(/^inotify wd/gm)?.length ?? 0;
}

describe('heatmap watch', () => {
  it('draws everything at first and anew what a change of a spec, of data or of the configuration is about', async () => {
    const folder = project();
    spec(folder, 'two', { data: [[5, 6]] });
    const { said } = await watching(folder, 'figs', '-o', 'out');
    const [one, two] = ['one', 'two'].map((name) => join(folder, `out/${name}.svg`));
    expect(said()).toMatch(/^\d\d:\d\d:\d\d 2 figures \(\d+ ms\); watching\n$/);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['one.svg', 'two.svg']);

    spec(folder, 'one', { title: 'Second' });
    await until(() => text(one).includes('Second'), said);
    writeFileSync(join(folder, 'figs/m.csv'), 'a,changed\n1,2\n');
    await until(() => text(one).includes('changed'), said);
    expect(times(said(), 'two')).toBe(0);

    writeFileSync(join(folder, 'heatmap.config.json'), '{ "theme": "dark" }');
    const before = text(two);
    await until(() => text(two) !== before && times(said(), 'one') === 3, said);
    rmSync(join(folder, 'heatmap.config.json'));
    await until(() => text(two) === before, said);
  });

  it('does nothing where only the time of a file has changed', async () => {
    const folder = project();
    const { said } = await watching(folder, 'figs', '-o', 'out');
    utimesSync(join(folder, 'figs/m.csv'), 1, 1);
    writeFileSync(join(folder, 'figs/m.csv'), 'a,b\n1,2\n');
    // What comes later is done later.
    spec(folder, 'two', {});
    await until(() => said().includes('new: two'));
    expect(times(said(), 'one')).toBe(0);
  });

  it('is not deceived by how editors save: in place, by renaming, by deleting, by linking', async () => {
    const folder = project();
    const [file, other] = [join(folder, 'figs/one.json'), join(folder, 'figs/.one.json.tmp')];
    const { said } = await watching(folder, 'figs/one.json', '-o', 'fig.svg');
    const content = (title: string) => JSON.stringify({ ...SPEC, title });
    const ways: ((title: string) => void | Promise<void>)[] = [
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
    for (const [i, save] of ways.entries()) {
      await save(`Title ${i}`);
      await until(() => text(join(folder, 'fig.svg')).includes(`Title ${i}`), said);
    }
    expect(said()).not.toContain('error');
  });

  it('says what is wrong with a spec, leaves the last good figure, and goes on when it is mended', async () => {
    const folder = project();
    const { said } = await watching(folder, 'figs', '-o', 'out');
    const svg = join(folder, 'out/one.svg');
    const before = text(svg);
    writeFileSync(join(folder, 'figs/one.json'), '{ "data": "m.csv", "titel": "Second" }');
    await until(() => said().includes('one could not be made; it stays as it was'));
    expect(said()).toContain('did you mean "title"?');
    expect(text(svg)).toBe(before);
    // It still knows of the data, and now of some that is missing.
    spec(folder, 'one', { data: 'later/n.csv' });
    await until(() => said().includes('there is no file figs/later/n.csv'));
    mkdirSync(join(folder, 'figs/later'));
    writeFileSync(join(folder, 'figs/later/n.csv'), 'come,b\n1,2\n');
    await until(() => text(svg).includes('come'), said);
  });

  it('heeds fonts and where the configuration would have figures', async () => {
    const folder = project();
    const font = readdirSync(join(ROOT, 'src/fonts/ttf')).find((name) => name.endsWith('.ttf')) as string;
    const bytes = readFileSync(join(ROOT, 'src/fonts/ttf', font));
    writeFileSync(join(folder, 'f.ttf'), bytes);
    writeFileSync(join(folder, 'heatmap.config.json'), '{ "output": "out" }');
    const { said } = await watching(folder, 'figs', '--font', 'f.ttf');
    writeFileSync(join(folder, 'f.ttf'), 'none');
    await until(() => said().includes('this is not a font'), said);
    writeFileSync(join(folder, 'f.ttf'), bytes);
    await until(() => times(said(), 'one') === 1, said);
    writeFileSync(join(folder, 'heatmap.config.json'), '{ "output": "other", "formats": ["svg", "png"] }');
    await until(() => existsSync(join(folder, 'other/one.png')), said);
    expect(said()).toContain(' one → other/one.svg, other/one.png (');
    expect(times(said(), 'one')).toBe(2);
  });

  it('begins with a spec that has a fault', async () => {
    const folder = project();
    spec(folder, 'one', { data: 'none.csv' });
    const { said } = await watching(folder, 'figs', '-o', 'out');
    expect(said()).toContain('1 figure, 1 not made');
    writeFileSync(join(folder, 'figs/none.csv'), 'a,b\n1,2\n');
    await until(() => existsSync(join(folder, 'out/one.svg')), said);
  });

  it('takes new specs up, also in new folders, and says which are gone', async () => {
    const folder = project();
    const { said } = await watching(folder, 'figs', '-o', 'out');
    mkdirSync(join(folder, 'figs/a/b'), { recursive: true });
    writeFileSync(join(folder, 'figs/a/b/new.json'), JSON.stringify({ ...SPEC, data: [[1, 2]] }));
    await until(() => existsSync(join(folder, 'out/a/b/new.svg')), said);
    expect(said()).toContain('new: a/b/new → ');
    writeFileSync(
      join(folder, 'figs/a/b/new.json'),
      JSON.stringify({ ...SPEC, data: [[1, 2]], title: 'Again' }),
    );
    await until(() => text(join(folder, 'out/a/b/new.svg')).includes('Again'), said);
    rmSync(join(folder, 'figs/one.json'));
    await until(() => said().includes('figs/one.json is gone; what was made of it stays'));
    expect(existsSync(join(folder, 'out/one.svg'))).toBe(true);
    expect(said()).not.toContain('error');
  });

  it('bears that a folder vanishes and comes back', async () => {
    const folder = project();
    mkdirSync(join(folder, 'others/deep'), { recursive: true });
    const { child, said } = await watching(folder, 'figs', '-o', 'out');
    for (const [i, vanish] of [
      () => renameSync(join(folder, 'figs'), join(folder, 'away')),
      () => rmSync(join(folder, 'figs'), { recursive: true }),
    ].entries()) {
      vanish();
      await until(() => said().split('figs/one.json is gone').length === i + 2, said);
      // The folder above, in which it may come to be again, and none beside it.
      if (process.platform === 'linux')
        await until(
          () => watchedBy(child) === 1,
          () => watchedBy(child),
        );
      mkdirSync(join(folder, 'figs'));
      spec(folder, 'one', { data: [[1, 2]], title: `Back ${i}` });
      await until(() => text(join(folder, 'out/one.svg')).includes(`Back ${i}`), said);
    }
  });

  it('watches no folder of packages, no hidden one and not what it makes', async () => {
    const folder = project();
    for (const name of ['node_modules', '.hidden', 'out']) {
      mkdirSync(join(folder, 'figs', name));
      writeFileSync(join(folder, 'figs', name, 'x.json'), JSON.stringify({ data: [[1]] }));
    }
    const { child, said } = await watching(folder, 'figs', '-o', 'figs/out');
    expect(said()).toContain(' 1 figure ');
    // figs, and the folder that it was started in, where a configuration may come to be.
    if (process.platform === 'linux') expect(watchedBy(child)).toBe(2);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('dies of %s, which a shell shows as 130 or 143', async (signal) => {
    const { child, ended } = await watching(project(), 'figs', '-o', 'out', '--serve');
    child.kill(signal);
    expect(await ended).toBe(signal);
  });

  it.each([
    [['figs'], 'say where the figures go'],
    [['figs', '--serve', '70000'], '--serve takes a port'],
    [['none', '-o', 'out'], 'there is no file or folder none'],
    [['-', '-o', 'out'], 'not standard input'],
    [['figs', '-o', 'out', '--strict'], '--strict'],
  ])('refuses %j', (args, why) => {
    const { code, stderr } = heatmap(['watch', ...args], { cwd: project() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for exactly this path. */
function ask(address: string, path: string, headers: object = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port, host } = new URL(address);
  return new Promise((done, failed) => {
    request({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => (body += text));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', failed)
      .end();
  });
}

/** The events of a stream, as they come. */
function eventsOf(address: string): { name: string; data: never }[] {
  const events: { name: string; data: never }[] = [];
  request(`${address}events`, (response) => {
    let held = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const parts = (held + text).split('\n\n');
      held = parts.pop() ?? '';
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
  it('tells of each change and has what it made, writing nothing', async () => {
    const folder = project();
    const { address } = await watching(folder, 'figs', '--serve', '--format', 'svg,png');
    expect(address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const events = eventsOf(address());
    await until(() => events.length === 1);
    const [{ name, data }] = events as unknown as [{ name: string; data: [{ files: { href: string }[] }] }];
    expect([name, data]).toEqual([
      'all',
      [expect.objectContaining({ name: 'one', title: 'First', isBroken: false })],
    ]);
    const [svg, png] = await Promise.all(data[0].files.map(({ href }) => ask(address(), href)));
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.body).toContain('First');
    expect(png.body.slice(1, 4)).toBe('PNG');

    spec(folder, 'one', { title: 'Second', typo: 1 });
    await until(() => events.length === 2);
    expect(events[1]).toEqual({
      name: 'figure',
      data: expect.objectContaining({
        title: 'First',
        files: data[0].files,
        isBroken: true,
        said: [{ severity: 'error', text: expect.stringContaining('typo') }],
      }),
    });
    spec(folder, 'one', { title: 'Second' });
    await until(() => events.length === 3);
    const changed = events[2].data as { files: { href: string }[] };
    expect((await ask(address(), changed.files[0].href)).body).toContain('Second');
    expect((await ask(address(), data[0].files[0].href)).status).toBe(404);
    rmSync(join(folder, 'figs/one.json'));
    await until(() => events.length === 4);
    expect(events[3]).toEqual({ name: 'gone', data: 0 });
    expect(readdirSync(folder)).toEqual(['figs']);
  });

  it('answers its own page only, and with nothing but what it made', async () => {
    const folder = project();
    const { address } = await watching(folder, 'figs', '-o', 'out', '--serve');
    const { port } = new URL(address());
    const status = async (...args: Parameters<typeof ask> extends [string, ...infer Rest] ? Rest : never) =>
      (await ask(address(), ...args)).status;
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
    const { headers } = await ask(address(), '/');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*script-src 'self';/),
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('says that a port is taken', async () => {
    const folder = project();
    const { address } = await watching(folder, 'figs', '--serve');
    const { code, stderr } = heatmap(['watch', 'figs', '--serve', new URL(address()).port], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
  });

  it.skipIf(!existsSync(CHROMIUM))(
    'shows a changed figure without loading the page anew, and comes back after an end',
    async () => {
      const folder = project();
      spec(folder, 'two', { data: [[1, 2]], size: { width: 600, height: 1500 } });
      const first = await watching(folder, 'figs', '--serve');
      const page = await openPage(first.address());
      try {
        const seen = () =>
          page.evaluate(
            `[...document.querySelectorAll('article')].map((a) => [a.querySelector('h2').textContent, a.querySelectorAll('pre').length, a.querySelector('img')?.naturalWidth > 0])`,
          );
        const shows = (expected: unknown) =>
          until(async () => JSON.stringify(await seen()) === JSON.stringify(expected), first.said);
        await shows([
          ['First', 0, true],
          ['First', 0, true],
        ]);
        await page.evaluate('window.kept = true; window.scrollTo(0, 700)');
        const source = () => page.evaluate(`document.querySelector('img').src`);
        const before = await source();

        spec(folder, 'one', { title: 'Second <b>' });
        await shows([
          ['Second <b>', 0, true],
          ['First', 0, true],
        ]);
        await until(async () => (await source()) !== before);
        spec(folder, 'one', { title: 'Second <b>', typo: 1 });
        await shows([
          ['Second <b>', 1, true],
          ['First', 0, true],
        ]);
        spec(folder, 'a', { title: 'New' });
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
          async () => (await page.evaluate(`document.getElementById('state').className`)) === 'lost',
        );
        spec(folder, 'one', { title: 'Third' });
        await watching(folder, 'figs', '--serve', new URL(first.address()).port);
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
