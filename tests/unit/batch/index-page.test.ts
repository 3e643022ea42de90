import { describe, expect, it } from 'vitest';
import { createIndexHtml, createIndexMarkdown } from '../../../src/batch/pages/index-page.js';
import { parseXml } from '../../support/xml.js';
import { ERROR, NOTE, outcome, result, WARNING } from './outcomes.js';

/** Parses the page as XML, after its doctype, style sheet and void elements are adapted. */
function elements(html: string) {
  return parseXml(
    html
      .replace('<!doctype html>\n', '')
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<(meta|img)([^>]*)>/g, '<$1$2/>'),
  );
}

function valuesOf(html: string, name: string): string[] {
  return elements(html).flatMap(({ attributes }) => attributes.get(name) ?? []);
}

const EVIL = `"><script>alert(1)</script>&<img onerror=x> \u0000\u202e`;

describe('the index page', () => {
  it('shows the PNG, title, description, warnings and inputs of each figure', () => {
    const html = createIndexHtml(
      result([outcome('one', 'made', [WARNING, NOTE]), outcome('two', 'unchanged')]),
    );
    for (const text of ['Title of one', 'Title of two', 'A heatmap.', 'line 4: 3 of 4 values are missing'])
      expect(html).toContain(text);
    expect(html).toContain('<code>../figs/one.json</code> <code>a1b2c3d4a1b2</code>');
    expect(valuesOf(html, 'src')).toEqual(['one.png', 'two.png']);
    expect(valuesOf(html, 'href')).toEqual([
      ...['one.svg', 'one.svg', 'one.png'],
      ...['two.svg', 'two.svg', 'two.png'],
    ]);
    expect(html).not.toContain(NOTE.message);
  });

  it('shows the SVG if there is no PNG', () => {
    const { task, ...rest } = outcome('one', 'same');
    const svg = { ...rest, task: { ...task, targets: task.targets.slice(0, 1) } } as typeof rest & {
      task: typeof task;
    };
    expect(valuesOf(createIndexHtml(result([svg])), 'src')).toEqual(['one.svg']);
  });

  it('lists figures that failed with their errors, without a picture', () => {
    const html = createIndexHtml(result([outcome('bad', 'failed', [ERROR]), outcome('one', 'made')]));
    expect(html).toContain('1 figure, 1 not made');
    expect(html).toContain('line 2: unknown key &quot;colour&quot;');
    expect(valuesOf(html, 'src')).toEqual(['one.png']);
  });

  it('lists changes of figures that drifted', () => {
    expect(createIndexHtml(result([outcome('one', 'drifted')]))).toContain(
      'drifted: the maximum was 1 and is 2',
    );
  });

  it('shows the name of a figure without a title', () => {
    for (const title of ['', 'Heatmap'])
      expect(createIndexHtml(result([outcome('deep/one', 'made', [], { title })]))).toContain('<h2>one</h2>');
  });

  it('does not depend on status, order or duration', () => {
    const [one, two] = [outcome('one', 'made'), outcome('two', 'made')];
    const again = [outcome('two', 'unchanged'), { ...outcome('one', 'same'), time: 9 }];
    expect(createIndexHtml({ ...result(again), time: 1 })).toBe(createIndexHtml(result([one, two])));
    expect(createIndexMarkdown({ ...result(again), time: 1 })).toBe(createIndexMarkdown(result([one, two])));
  });

  it('has a table of contents with links if there are many figures', () => {
    const names = ['a', 'b', 'c', 'd', 'deep er/e', '50% #1?'];
    const html = createIndexHtml(result(names.map((name) => outcome(name, 'made'))));
    const ids = valuesOf(html, 'id');
    expect(ids).toHaveLength(names.length);
    expect(valuesOf(html, 'href').filter((href) => href.startsWith('#'))).toEqual(ids.map((id) => `#${id}`));
    for (const id of ids) expect(id).toMatch(/^[\w%.-]+$/);
  });

  it.each([
    'with space',
    'run #1',
    'what?',
    '50%',
    'a&b',
    'quote"',
    "it's",
    '(x)',
    '[y]',
    'Grüße',
    'a:b',
    'deep/er',
  ])('links to files named %s', (name) => {
    const html = createIndexHtml(result([outcome(name, 'made')]));
    const [src] = valuesOf(html, 'src');
    expect(new URL(src, 'file:///out/index.html').search).toBe('');
    expect(new URL(src, 'file:///out/index.html').hash).toBe('');
    expect(decodeURIComponent(new URL(src, 'file:///out/index.html').pathname)).toBe(`/out/${name}.png`);
    const link = /\]\(([^()\s]*)\)$/m.exec(createIndexMarkdown(result([outcome(name, 'made')])));
    expect(link?.[1]).toBe(src.replace(/png$/, 'svg'));
  });

  it('accepts a name that cannot be part of a URL', () => {
    expect(() => createIndexHtml(result([outcome('lone \ud800', 'made')]))).not.toThrow();
  });

  it('escapes markup, and contains no scripts and no external resources', () => {
    const evil = { ...WARNING, message: EVIL, place: undefined };
    const html = createIndexHtml(
      result([
        outcome('one', 'made', [evil], { title: EVIL, description: EVIL }),
        outcome(`bad${EVIL}`, 'failed', [{ ...ERROR, message: EVIL }]),
        outcome('two', 'drifted', [], { changes: [EVIL] }),
      ]),
    );
    const names = new Set(elements(html).map(({ name }) => name));
    for (const name of ['script', 'iframe', 'link', 'object']) expect(names).not.toContain(name);
    expect(
      elements(html).flatMap(({ attributes }) => [...attributes.keys()].filter((key) => /^on/.test(key))),
    ).toEqual([]);
    expect(html).not.toMatch(/https?:|url\(|@import/);
    expect(html).toContain("content=\"default-src 'none';");
  });
});

describe('the index page as Markdown', () => {
  it('has a picture with a link to the SVG, and the same content', () => {
    const text = createIndexMarkdown(
      result([outcome('a b', 'made', [WARNING]), outcome('bad', 'failed', [ERROR])]),
    );
    expect(text).toContain('[![Title of a b](a%20b.png)](a%20b.svg)');
    expect(text).toContain('- warning: line 4: 3 of 4 values are missing');
    expect(text).toContain('- made from `../figs/a b.json` (`a1b2c3d4a1b2`)');
    expect(text).toContain('- `bad`\n  - line 2: unknown key "colour"');
  });

  it('escapes markup', () => {
    const title = '*x* _y_ [z](u) `c` <b> | #1 &amp; $m$\n# next';
    const text = createIndexMarkdown(
      result([outcome('one', 'made', [], { title, description: '1. not a list' })]),
    );
    expect(text).toContain(
      '## \\*x\\* \\_y\\_ \\[z\\](u) \\`c\\` \\<b\\> \\| \\#1 \\&amp; \\$m\\$ \\# next\n',
    );
    expect(text).toContain('\n1\\. not a list\n');
  });
});
