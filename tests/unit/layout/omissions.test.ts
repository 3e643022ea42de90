/** Messages about what a figure omits describe the final page, not the sizes that were tried for it. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { Omissions } from '../../../src/layout/omissions.js';
import { rendered } from '../../support/figure.js';

const row = (count: number) => [Array.from({ length: count }, (_, i) => i)];
const column = (count: number) => row(count)[0].map((value) => [value]);

/** The severity and the message of each diagnostic with a code. */
function reported(spec: object, code: string): string[] {
  return rendered(spec)
    .diagnostics.filter((diagnostic) => diagnostic.code === code)
    .map(({ severity, message }) => `${severity}: ${message}`);
}

function textsOf(spec: object, role: string): string[] {
  return rendered(spec).scene.items.flatMap((item) =>
    item.kind === 'text' && item.role === role ? item.text : [],
  );
}

describe('titles of highlights', () => {
  const titled = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ x: 4 * i, title: `title ${i}` }));

  it.each([
    { size: { width: 900 } },
    { size: { width: '170mm', height: '80mm' } },
    { size: { height: 300 } },
    {},
  ])('are not reported if the page shows them: %j', (page) => {
    const spec = { data: row(12), highlights: titled(3), cells: { width: 40 }, ...page };
    expect(textsOf(spec, 'highlight')).toEqual(['title 0', 'title 1', 'title 2']);
    expect(reported(spec, 'labels-hidden')).toEqual([]);
  });

  it('are not reported if the rows of the page are high enough for them', () => {
    const highlights = [0, 1, 2].map((y) => ({ y, title: `row ${y}` }));
    const spec = { data: column(12), highlights, size: { height: 400 } };
    expect(textsOf(spec, 'highlight')).toEqual(['row 0', 'row 1', 'row 2']);
    expect(reported(spec, 'labels-hidden')).toEqual([]);
  });

  it('are counted and named if the page omits them', () => {
    const highlights = ['a long title', 'another one', 'the third'].map((title, x) => ({ x, title }));
    const spec = { data: row(40), highlights, cells: { width: 9 } };
    expect(textsOf(spec, 'highlight')).toEqual(['a long title']);
    expect(reported(spec, 'labels-hidden')).toContain(
      'warning: showing 1 of 3 titles of highlights, because the others do not fit: "another one", "the third"',
    );
  });

  it('are counted in all panels, also if they are equal', () => {
    const highlights = [0, 1, 2].map((x) => ({ x, title: 'a long title' }));
    const spec = { panels: [{ data: row(40) }, { data: row(40) }], highlights, cells: { width: 9 } };
    expect(reported(spec, 'labels-hidden')).toContain(
      'warning: showing 2 of 6 titles of highlights, because the others do not fit: "a long title"',
    );
  });
});

describe('labels', () => {
  const differentNames = Array.from({ length: 100 }, (_, i) => `name ${(i * 7919) % 997}`);

  it('that a reader can complete are an info, and others a warning', () => {
    const size = { height: 400 };
    expect(reported({ data: column(100), size }, 'labels-hidden')).toEqual([
      expect.stringMatching(/^info: showing \d+ of 100 row labels, /),
    ]);
    expect(reported({ data: column(100), y: { labels: differentNames }, size }, 'labels-hidden')).toEqual([
      expect.stringMatching(/^warning: showing \d+ of 100 row labels, /),
    ]);
  });

  it('of several panels are one warning if a reader cannot complete the labels of one panel', () => {
    const axisOf = (labels: string[]) => rendered({ data: column(100), y: { labels } }).figure.panels[0].y;
    const axes = [axisOf(differentNames), axisOf(differentNames.map((_, i) => `${i}`))];
    for (const ordered of [axes, axes.toReversed()]) {
      const omissions = new Omissions();
      for (const axis of ordered) omissions.hiddenLabels('row', axis, 50);
      const found: Diagnostic[] = [];
      omissions.report((diagnostic) => found.push(diagnostic));
      expect(found).toMatchObject([{ severity: 'warning', code: 'labels-hidden' }]);
    }
  });
});

describe('ticks of the colorbar', () => {
  it('are outside of the domain, do not fit, or both', () => {
    const hidden = (ticks: number[]) =>
      reported({ data: [[0, 1]], colorbar: { title: 't', length: 60, ticks } }, 'labels-hidden');
    const reasons = (reason: string) => [`warning: ${reason}`];
    expect(hidden([0, 1])).toEqual([]);
    expect(hidden([0, 1, 2, 3])).toEqual(
      reasons('showing 2 of 4 ticks of the colorbar, because 2 are outside the domain'),
    );
    expect(hidden([0, 0.02, 1])).toEqual(
      reasons('showing 2 of 3 ticks of the colorbar, because the others do not fit'),
    );
    expect(hidden([0, 0.02, 1, 2])).toEqual(
      reasons(
        'showing 2 of 4 ticks of the colorbar, because 1 is outside the domain and the others do not fit',
      ),
    );
  });
});

describe('values in cells', () => {
  const tiny = { width: 4, height: 4, values: true };

  it('are reported once for all panels', () => {
    const panels = [{ data: row(5) }, { data: row(5) }];
    expect(reported({ panels, cells: tiny }, 'values-hidden')).toEqual([
      'warning: the values are not printed, because the cells are too small',
    ]);
  });

  it('name the panels without values if others have them', () => {
    const panels = [{ data: [[1, 2]] }, { data: [[123456.5, 2.25]] }];
    const spec = { panels, cells: { width: 12, height: 16, values: true } };
    expect(textsOf(spec, 'value').sort()).toEqual(['1', '2']);
    expect(reported(spec, 'values-hidden')).toEqual([
      'warning: the values of 1 of 2 panels are not printed, because the cells are too small',
    ]);
  });

  it('are not reported if there are none', () => {
    const cells = { ...tiny, hide: [[1, 0]] };
    expect(reported({ data: [[1, null]], cells }, 'values-hidden')).toEqual([]);
    expect(reported({ data: [[1, 2]], cells }, 'values-hidden')).toHaveLength(1);
  });
});
