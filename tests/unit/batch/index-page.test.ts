import { describe, expect, it } from 'vitest';
import { indexHtml, indexMarkdown } from '../../../src/batch/pages/index-page.js';
import { parseXml } from '../../support/xml.js';
import { ERROR, NOTE, outcome, result, WARNING } from './outcomes.js';

/** The elements of the page; its void elements and its doctype are all that is not XML. */
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

describe('the page about all figures', () => {
  it('shows each figure that exists: PNG, title, description, warnings, what it was made from', () => {
    const html = indexHtml(result([outcome('one', 'made', [WARNING, NOTE]), outcome('two', 'unchanged')]));
    for (const text of ['Title of one', 'Title of two', 'A heatmap.', 'line 4: 3 values are clipped'])
      expect(html).toContain(text);
    expect(html).toContain('<code>../figs/one.json</code> <code>a1b2c3d4a1b2</code>');
    expect(valuesOf(html, 'src')).toEqual(['one.png', 'two.png']);
    expect(valuesOf(html, 'href')).toEqual([
      ...['one.svg', 'one.svg', 'one.png'],
      ...['two.svg', 'two.svg', 'two.png'],
    ]);
    expect(html).not.toContain(NOTE.message);
  });

  it('shows the SVG where there is no PNG', () => {
    const { task, ...rest } = outcome('one', 'same');
    const svg = { ...rest, task: { ...task, targets: task.targets.slice(0, 1) } } as typeof rest & {
      task: typeof task;
    };
    expect(valuesOf(indexHtml(result([svg])), 'src')).toEqual(['one.svg']);
  });

  it('names figures that failed, with their errors, and shows no picture of them', () => {
    const html = indexHtml(result([outcome('bad', 'failed', [ERROR]), outcome('one', 'made')]));
    expect(html).toContain('1 figure, 1 not made');
    expect(html).toContain('line 2: unknown key &quot;colour&quot;');
    expect(valuesOf(html, 'src')).toEqual(['one.png']);
  });

  it('says what has drifted', () => {
    expect(indexHtml(result([outcome('one', 'drifted')]))).toContain('drifted: the maximum was 1 and is 2');
  });

  it('calls a figure without a title by its name', () => {
    for (const title of ['', 'Heatmap'])
      expect(indexHtml(result([outcome('deep/one', 'made', [], { title })]))).toContain('<h2>one</h2>');
  });

  it('is the same however the figures came to be, in whatever order and time', () => {
    const [one, two] = [outcome('one', 'made'), outcome('two', 'made')];
    const again = [outcome('two', 'unchanged'), { ...outcome('one', 'same'), time: 9 }];
    expect(indexHtml({ ...result(again), time: 1 })).toBe(indexHtml(result([one, two])));
    expect(indexMarkdown({ ...result(again), time: 1 })).toBe(indexMarkdown(result([one, two])));
  });

  it('lists the figures at its top when they are many, each with a link that leads to it', () => {
    const names = ['a', 'b', 'c', 'd', 'deep er/e', '50% #1?'];
    const html = indexHtml(result(names.map((name) => outcome(name, 'made'))));
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
  ])('links to files called %s', (name) => {
    const html = indexHtml(result([outcome(name, 'made')]));
    const [src] = valuesOf(html, 'src');
    expect(new URL(src, 'file:///out/index.html').search).toBe('');
    expect(new URL(src, 'file:///out/index.html').hash).toBe('');
    expect(decodeURIComponent(new URL(src, 'file:///out/index.html').pathname)).toBe(`/out/${name}.png`);
    const link = /\]\(([^()\s]*)\)$/m.exec(indexMarkdown(result([outcome(name, 'made')])));
    expect(link?.[1]).toBe(src.replace(/png$/, 'svg'));
  });

  it('survives a name that no address can have', () => {
    expect(() => indexHtml(result([outcome('lone \ud800', 'made')]))).not.toThrow();
  });

  it('takes no text for markup, runs nothing and loads nothing from elsewhere', () => {
    const evil = { ...WARNING, message: EVIL, place: undefined };
    const html = indexHtml(
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

describe('the same as Markdown', () => {
  it('has a picture that leads to the SVG, and the same facts', () => {
    const text = indexMarkdown(
      result([outcome('a b', 'made', [WARNING]), outcome('bad', 'failed', [ERROR])]),
    );
    expect(text).toContain('[![Title of a b](a%20b.png)](a%20b.svg)');
    expect(text).toContain('- warning: line 4: 3 values are clipped');
    expect(text).toContain('- made from `../figs/a b.json` (`a1b2c3d4a1b2`)');
    expect(text).toContain('- `bad`\n  - line 2: unknown key "colour"');
  });

  it('takes no text for markup', () => {
    const title = '*x* _y_ [z](u) `c` <b> | #1 &amp; $m$\n# next';
    const text = indexMarkdown(result([outcome('one', 'made', [], { title, description: '1. not a list' })]));
    expect(text).toContain(
      '## \\*x\\* \\_y\\_ \\[z\\](u) \\`c\\` \\<b\\> \\| \\#1 \\&amp; \\$m\\$ \\# next\n',
    );
    expect(text).toContain('\n1\\. not a list\n');
  });
});
