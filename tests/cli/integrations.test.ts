/**
 * Runs the recipes of examples/integrations, and the steps of examples/ci/action.yml, with the programs for which they are
 * written, if these are installed. Snakemake and knitr need seconds to start, so they run with HEATMAP_TEST_INTEGRATIONS=1.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { ROOT, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';

const RECIPES = join(ROOT, 'examples/integrations');
const README = readFileSync(join(RECIPES, 'README.md'), 'utf8');
const isFull = process.env.HEATMAP_TEST_INTEGRATIONS === '1';
const succeeds = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const skipNote = (isReady: boolean, reason: string) => (isReady ? '' : ` (skipped: ${reason})`);

/** Creates a folder with a matrix and a spec, in which "heatmap" runs the built program. */
function createProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  const program = join(folder, 'bin/heatmap');
  writeFileSync(program, `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
  chmodSync(program, 0o755);
  const all = {
    'auc.csv': 'layer,x,y\nfirst,1,2\nlast,3,4\n',
    'auc.json': '{ "data": "auc.csv" }',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) writeFileSync(join(folder, path), text);
  return folder;
}

function run(folder: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
  });
  return { status, stdout, stderr };
}

/** Returns the first code block of the README in `language`; its fence has as many marks as needed. */
function recipe(language: string): string {
  const block = new RegExp(`^(\`{3,})${language}\\n([\\s\\S]*?)^\\1$`, 'm').exec(README)?.[2];
  if (!block) throw new Error(`the README has no block in ${language}`);
  return block;
}

const hasPandoc = succeeds('pandoc', '--version');

describe.skipIf(!hasPandoc)(`the filter of pandoc${skipNote(hasPandoc, 'pandoc must be installed')}`, () => {
  const FILTER = `--lua-filter=${join(RECIPES, 'heatmap.lua')}`;

  it('draws the blocks of the README as SVG in HTML', () => {
    const folder = createProject({ 'paper.md': recipe('markdown') });
    const { status, stdout } = run(folder, 'pandoc', ['paper.md', FILTER]);
    expect(status).toBe(0);
    const figures = [...stdout.matchAll(/src="data:image\/svg\+xml,([^"]*)"/g)].map(([, svg]) =>
      decodeURIComponent(svg),
    );
    expect(figures).toHaveLength(2);
    // 88 mm are 332.6 px. The first colour of magma is #000004.
    expect(figures[0]).toMatch(/^<svg [^>]*width="332\.\d+"[\s\S]*#000004[\s\S]*<\/svg>\s*$/);
    expect(figures[1]).toMatch(/^<svg [\s\S]*>AUC<[\s\S]*<\/svg>\s*$/);
    expect(stdout).toContain('<figcaption');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/id="fig-auc"[\s\S]*AUC of <em>each<\/em> layer/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('alt="Heatmap of 2 rows by 2 columns. Rows: ');
  });

  it('draws PDF in LaTeX, from a matrix in a quote', () => {
    const block = '> ```{.heatmap alt="Four numbers"}\n> a,b\n> 1,2\n> 3,4\n> ```\n';
    const folder = createProject({ 'paper.md': block });
    const { status, stdout } = run(folder, 'pandoc', [
      'paper.md',
      FILTER,
      '-t',
      'latex',
      '--extract-media=.',
    ]);
    expect(status).toBe(0);
    const path = /\\includegraphics(?:\[[^\]]*\])?\{(.*?\.pdf)\}/.exec(stdout)?.[1] ?? '';
    expect(readFileSync(join(folder, path)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('passes no flags of a document to the program', () => {
    const folder = createProject({ 'paper.md': '```{.heatmap file="--output=auc.png"}\n```\n' });
    const { status, stderr } = run(folder, 'pandoc', ['paper.md', FILTER]);
    expect(status).not.toBe(0);
    expect(stderr).toContain('there is no file --output=auc.png');
  });

  it('writes nothing if a block has errors, and says where', () => {
    const text =
      'Text\n\n```{.heatmap file="auc.cvs"}\n```\n\n- ~~~heatmap\n  { "data": [[1]],\n    "titel": "A" }\n  ~~~\n';
    const folder = createProject({ 'paper.md': text });
    const { status, stderr } = run(folder, 'pandoc', ['paper.md', FILTER, '-o', 'paper.html']);
    expect(status).not.toBe(0);
    expect(existsSync(join(folder, 'paper.html'))).toBe(false);
    expect(stderr).toContain('there is no file auc.cvs');
    expect(stderr).toContain('paper.md:3: error: this heatmap block was not drawn');
    expect(stderr).toMatch(/^<stdin>:8:\d+: error: unknown key "titel"/m);
    expect(stderr).toContain('paper.md:6: error: this heatmap block was not drawn');
  });
});

/** Imports the plugins as a site does. In node_modules, Node loads the library, not vitest, which would need seconds. */
async function importPlugins() {
  const modules = join(temporaryFolder(), 'node_modules');
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, 'heatmap-cli'));
  cpSync(join(RECIPES, 'markdown.mjs'), join(modules, 'markdown.mjs'));
  return import(/* @vite-ignore */ pathToFileURL(join(modules, 'markdown.mjs')).href);
}

describe('the plugins for Markdown', async () => {
  const { remarkHeatmap, markdownItHeatmap } = await importPlugins();
  const code = (value: string, line = 3) => ({
    type: 'code',
    lang: 'heatmap',
    meta: 'a < b',
    value,
    position: { start: { line, column: 1 }, end: { line: line + 2, column: 4 } },
  });

  /** Runs the remark plugin on a tree as mdast describes it, and on a file with the methods of a VFile. */
  function runRemark(folder: string, ...children: object[]) {
    const messages: object[] = [];
    const file = {
      cwd: folder,
      path: 'docs/page.md',
      message: (reason: string, options: object) => messages.push({ reason, ...options }),
      fail: (reason: string, options: object) => {
        throw Object.assign(new Error(reason), options);
      },
    };
    const tree = { type: 'root', children: [{ type: 'listItem', children }] };
    remarkHeatmap({ root: folder })(tree, file);
    return { nodes: tree.children[0].children as { type: string; value: string }[], messages };
  }

  /** Runs the rule for fences of a hand-made markdown-it. */
  function runMarkdownIt(folder: string, content: string, info = 'heatmap a < b') {
    const markdown = {
      renderer: { rules: { fence: () => 'other' } as Record<string, (...args: unknown[]) => string> },
    };
    markdownItHeatmap(markdown, { root: folder });
    const env = { path: join(folder, 'docs/page.md') };
    return markdown.renderer.rules.fence([{ info, content, map: [2, 5] }], 0, {}, env, {});
  }

  it('turn a block into a figure with a caption, the same in both', () => {
    const folder = createProject();
    const spec = '{ "data": "../auc.csv",\n "title": "T" }';
    const other = { ...code('1'), lang: 'js' };
    const { nodes, messages } = runRemark(folder, code(spec), other);
    expect(nodes[0].type).toBe('html');
    expect(nodes[0].value).toMatch(
      /^<figure><svg [\s\S]*>T<[\s\S]*<\/svg>\s*<figcaption>a &#60; b<\/figcaption><\/figure>$/,
    );
    expect(nodes[1]).toEqual({ ...code('1'), lang: 'js' });
    expect(messages).toEqual([
      expect.objectContaining({ ruleId: 'untitled-colorbar', place: code('').position }),
    ]);
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(runMarkdownIt(folder, spec).trimEnd()).toBe(nodes[0].value);
    expect(warn.mock.calls.join()).toContain('docs/page.md:3: warning: the colorbar has no title');
    warn.mockRestore();
    expect(runMarkdownIt(folder, '1', 'js')).toBe('other');
  });

  it.each([
    ['an unknown key', '{ "data": [[1]],\n  "titel": "A" }', 5, 3, 'unknown key "titel"'],
    ['a syntax error', '{ "data": [[1]]\n  "title": "A" }', 5, 3, "expected ','"],
    ['a missing file', '{\n "data": "../auc.cvs" }', 5, 10, '../auc.cvs cannot be read'],
    ['a file outside of the root', '{ "data": "../../x.csv" }', 4, 11, '../../x.csv is outside of'],
  ])('report %s at its place in the page', (_, spec, line, column, message) => {
    const folder = createProject();
    const place = expect.objectContaining({ place: { line, column } });
    expect(() => runRemark(folder, code(spec))).toThrow(message);
    expect(() => runRemark(folder, code(spec))).toThrow(place);
    expect(() => runMarkdownIt(folder, spec)).toThrow(`docs/page.md:${line}:${column}: error: ${message}`);
  });

  it('report an error in a data file at the block', () => {
    const folder = createProject({ 'words.csv': 'a,b\n1,2\n3,x\n' });
    const { position } = code('');
    expect(() => runRemark(folder, code('{ "data": "../words.csv" }'))).toThrow(
      expect.objectContaining({ place: position, message: expect.stringContaining('words.csv:3:3: error') }),
    );
  });
});

const hasPython = succeeds('python3', '--version');

describe.skipIf(!hasPython)(`the lines for Jupyter${skipNote(hasPython, 'Python must be installed')}`, () => {
  // Stand-ins for a DataFrame and for IPython, which need a second to start.
  const runLines = (csv: string) => {
    const folder = createProject();
    mkdirSync(join(folder, 'IPython'));
    writeFileSync(join(folder, 'IPython/__init__.py'), '');
    writeFileSync(join(folder, 'IPython/display.py'), 'SVG = print\n');
    const frame = `class df:\n    to_csv = staticmethod(lambda: ${JSON.stringify(csv)})\n`;
    return run(folder, 'python3', ['-c', frame + recipe('python')], { PYTHONIOENCODING: 'utf-8' });
  };

  it('show the figure, and an error as an exception', () => {
    expect(runLines(',x,y\né,1,2\nb,3,4\n').stdout).toMatch(/<svg [\s\S]*>AUC<[\s\S]*>é</);
    const failed = runLines('');
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/<stdin>: error: [\s\S]*CalledProcessError/);
  });
});

const hasKnitr = isFull && succeeds('Rscript', '-e', 'stopifnot(requireNamespace("knitr"))');

describe.skipIf(!hasKnitr)(
  `the lines for R${skipNote(hasKnitr, 'install R and knitr and set HEATMAP_TEST_INTEGRATIONS=1')}`,
  () => {
    it('draw a matrix, and stop after an error', () => {
      const lines = recipe('r');
      const script = `m <- matrix(1:6, 2)\n${lines}file.copy("failing", "bin/heatmap", overwrite = TRUE)\n${lines}`;
      const folder = createProject({ 'figure.R': script, failing: '#!/bin/sh\nexit 1\n' });
      const { status, stdout, stderr } = run(folder, 'Rscript', ['figure.R']);
      expect(stdout.match(/auc\.svg/g)).toHaveLength(1);
      expect(readFileSync(join(folder, 'auc.svg'), 'utf8')).toContain(
        '<desc>Heatmap of 2 rows by 3 columns.',
      );
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('status == 0 is not TRUE'),
      });
    });
  },
);

const canSnakemake = isFull && succeeds('snakemake', '--version');
const snakemakeNote = skipNote(canSnakemake, 'install Snakemake and set HEATMAP_TEST_INTEGRATIONS=1');

describe.skipIf(!canSnakemake)(`the wrapper for Snakemake${snakemakeNote}`, () => {
  it('draws the rule of the README', () => {
    const rule = /^rule figure:[\s\S]*?^```/m.exec(README)?.[0].replace('```', '') ?? '';
    const folder = createProject({ Snakefile: rule });
    cpSync(join(RECIPES, 'snakemake'), join(folder, 'snakemake'), { recursive: true });
    const result = run(folder, 'snakemake', ['--cores', '1', 'auc.svg']);
    expect(result, result.stderr).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'auc.svg'), 'utf8')).toContain('#000004');
    expect(readFileSync(join(folder, 'auc.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('the GitHub action', () => {
  const ACTION = readFileSync(join(ROOT, 'examples/ci/action.yml'), 'utf8');
  const scripts = [...ACTION.matchAll(/^( +)run: \|\n((?:\1 {2}.*\n)+)/gm)].map(([, , body]) =>
    body.replace(/^ {8}/gm, ''),
  );
  const defaults = [...ACTION.matchAll(/^ {2}(\w+):\n {4}description: .*\n {4}default: (.*)$/gm)];

  /** Runs the steps as the runner does: each with bash, then with the folders of GITHUB_PATH in front of the path. */
  function runSteps(folder: string, mode?: string) {
    const inputs = Object.fromEntries(defaults.map(([, name, value]) => [name.toUpperCase(), value]));
    const env = {
      ...inputs,
      ...(mode && { MODE: mode }),
      RUNNER_TEMP: folder,
      GITHUB_PATH: join(folder, 'paths'),
    };
    writeFileSync(env.GITHUB_PATH, '');
    const bash = (script: string, path: string) =>
      run(
        folder,
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `PATH="${path}$PATH"\n${script}`],
        env,
      );
    const installed = bash(scripts[0], '');
    expect(installed, installed.stderr).toMatchObject({ status: 0 });
    return bash(scripts[1], `${readFileSync(join(folder, 'paths'), 'utf8').trim()}:`);
  }

  /** Creates a repository in which npm installs a link to the program. */
  function createRepository(): string {
    const folder = createProject();
    const npm = `#!/bin/sh
[ "$1 $2 $3 $5" = "install --global --prefix heatmap-cli" ] || exit 9
mkdir -p "$4/bin" && mv bin/heatmap "$4/bin/heatmap" 2>/dev/null || true
`;
    writeFileSync(join(folder, 'bin/npm'), npm);
    chmodSync(join(folder, 'bin/npm'), 0o755);
    mkdirSync(join(folder, 'figures'));
    writeFileSync(join(folder, 'figures/one.json'), '{ "data": [[1, 2]], "colorbar": false }');
    return folder;
  }

  it('makes the figures, and fails when one differs', () => {
    expect(scripts).toHaveLength(2);
    expect(defaults.map(([, name]) => name)).toEqual(['figures', 'output', 'format', 'mode', 'package']);
    const folder = createRepository();
    expect(runSteps(folder, 'make')).toMatchObject({ status: 0 });
    expect(existsSync(join(folder, 'build/one.png'))).toBe(true);
    writeFileSync(join(folder, 'figures/one.json'), '{ "data": [[1, 9]], "colorbar": false }');
    expect(runSteps(folder)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('::error file=figures/one.json'),
    });
    expect(readdirSync(join(folder, 'heatmap-diffs')).length).toBeGreaterThan(0);
    expect(runSteps(folder, 'draw')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('mode is "draw"'),
    });
  });
});
