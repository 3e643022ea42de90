import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Out,
  REPORTER_NAMES,
  REPORTERS,
  type ReporterName,
  type ReporterOptions,
  stepSummary,
} from '../../../src/batch/reporters/index.js';
import type { BatchResult, Outcome } from '../../../src/batch/task.js';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { parseXml } from '../../support/xml.js';
import { ERROR, NOTE, outcome, result, WARNING } from './outcomes.js';

interface FakeOut extends Out {
  readonly written: string[];
  columns: number;
}

function fakeOut(change: Partial<Out> = {}): FakeOut {
  const written: string[] = [];
  return {
    write: (text) => void written.push(text),
    columns: 80,
    isTerminal: false,
    colored: false,
    ...change,
    written,
  };
}

/** What a reporter writes about a whole batch. */
function reported(
  name: ReporterName,
  batch: BatchResult,
  options: Partial<ReporterOptions> = {},
  out = fakeOut(),
) {
  const reporter = REPORTERS[name](out, { quiet: false, verbose: false, ...options });
  reporter.begin(batch.outcomes.length);
  for (const each of batch.outcomes) {
    if (each.status !== 'unchanged') reporter.working(each.task.name);
    reporter.done(each);
  }
  reporter.end(batch);
  return out.written.join('');
}

const BATCH = result([
  outcome('one', 'made'),
  outcome('two', 'made', [WARNING, NOTE]),
  outcome('same', 'unchanged'),
  outcome('deep/bad', 'failed', [ERROR]),
]);
const CHECKED = result([outcome('one', 'same'), outcome('two', 'drifted')]);

describe('every reporter', () => {
  it.each(REPORTER_NAMES)(
    '%s shows warnings, notes only to those who ask, and errors even when quiet',
    (name) => {
      const normal = reported(name, BATCH);
      const verbose = reported(name, BATCH, { verbose: true });
      const quiet = reported(name, BATCH, { quiet: true });
      expect([normal, verbose, quiet].map((text) => text.includes(WARNING.message))).toEqual([
        true,
        true,
        false,
      ]);
      expect([normal, verbose, quiet].map((text) => text.includes(NOTE.message))).toEqual([
        false,
        true,
        false,
      ]);
      for (const text of [normal, verbose, quiet]) expect(text).toContain('unknown key');
    },
  );

  it.each(REPORTER_NAMES)('%s says what is about the batch as a whole', (name) => {
    const out = fakeOut();
    const reporter = REPORTERS[name](out, { quiet: false, verbose: false });
    reporter.begin(0);
    reporter.say({ severity: 'warning', code: 'unwritable', message: 'the manifest cannot be written' });
    reporter.end(result([]));
    expect(out.written.join('')).toContain('the manifest cannot be written');
  });

  it.each(REPORTER_NAMES)('%s lets no name steer the terminal or begin a line', (name) => {
    const evil = 'x\u001b[2J\n::error::evil\n';
    const text = reported(name, result([outcome(evil, 'made'), outcome(evil, 'failed', [ERROR])]));
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^::error::evil/m);
  });
});

describe('plain', () => {
  it('has a line for each figure that was made or failed, what there is to say below, and counts the others', () => {
    expect(reported('plain', BATCH)).toBe(
      [
        'made   out/one.svg, one.png   0.12 s',
        'made   out/two.svg, two.png   0.12 s',
        '  figs/two.json:4:5: warning: 3 values are clipped [clipped]',
        'failed figs/deep/bad.json   0.12 s',
        '  figs/bad.json:2:3: error: unknown key "colour" [unknown-key]',
        '  2 |   "colour": 1',
        '    |   ^^^^^^^^',
        '    hint: did you mean "color"?',
        '2 made, 1 unchanged, 1 failed in 2.1 s',
        '',
      ].join('\n'),
    );
  });

  it('says with --check what has drifted, and how', () => {
    expect(reported('plain', CHECKED)).toBe(
      'drifted out/two.svg, two.png   0.12 s\n  the maximum was 1 and is 2\n1 same, 1 drifted in 2.1 s\n',
    );
  });

  it('says when quiet what has drifted only if that is a failure', () => {
    expect(reported('plain', CHECKED, { quiet: true })).toContain('drifted out/two.svg');
    expect(reported('plain', CHECKED, { quiet: true, driftFails: false })).toBe('');
  });

  it('shows the diagnostics of figures that are as they were', () => {
    expect(reported('plain', result([outcome('one', 'unchanged', [WARNING])]))).toContain(
      'unchanged out/one.svg, one.png   0.12 s\n  figs/two.json:4:5: warning',
    );
  });

  it('writes nothing but diagnostics in a style that programs read', () => {
    expect(reported('plain', BATCH, { style: 'short' })).toBe(
      'figs/two.json:4:5: warning: 3 values are clipped [clipped]\n' +
        'figs/bad.json:2:3: error: unknown key "colour" [unknown-key]\n',
    );
  });

  it.each([
    [40, '0.04 s'],
    [9_960, '10.0 s'],
    [185_000, '3 min 5 s'],
    [3_600_000, '1 h 0 min'],
  ])('writes %d ms as %s', (time, text) => {
    expect(reported('plain', { ...result([]), time })).toBe(`nothing to do in ${text}\n`);
  });
});

describe('pretty', () => {
  it('behaves as plain where there is no terminal', () => {
    expect(reported('pretty', BATCH)).toBe(reported('plain', BATCH));
  });

  it('shows on a terminal no bar to those who want quiet', () => {
    const out = fakeOut({ isTerminal: true });
    expect(reported('pretty', BATCH, { quiet: true }, out)).toBe(reported('plain', BATCH, { quiet: true }));
  });

  describe('on a terminal', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const CLEAR = '\r\u001b[K';

    function begun(total: number, change: Partial<Out> = {}) {
      const out = fakeOut({ isTerminal: true, ...change });
      const reporter = REPORTERS.pretty(out, { quiet: false, verbose: false });
      reporter.begin(total);
      return { out, reporter };
    }

    it('shows how many are done, how fast, how long it takes still, and what is waited for', () => {
      const { out, reporter } = begun(4);
      reporter.working('one');
      expect(out.written).toEqual([`${CLEAR}${'░'.repeat(24)} 0/4  one`]);
      vi.advanceTimersByTime(500);
      reporter.done(outcome('one', 'made'));
      expect(out.written.at(-1)).toBe(`${CLEAR}${'█'.repeat(6)}${'░'.repeat(18)} 1/4  2.0/s  2 s left`);
    });

    it('reckons the time left without figures that were left as they were', () => {
      const { out, reporter } = begun(1000);
      for (let i = 0; i < 990; i++) reporter.done(outcome(`old ${i}`, 'unchanged'));
      reporter.working('one');
      vi.advanceTimersByTime(1000);
      reporter.done(outcome('one', 'made'));
      expect(out.written.at(-1)).toContain('991/1000  1.0/s  9 s left');
    });

    it('is painted at most ten times a second, and shows the last that happened nevertheless', () => {
      const { out, reporter } = begun(1000);
      for (let i = 0; i < 100; i++) {
        reporter.working(`figure ${i}`);
        vi.advanceTimersByTime(5);
        reporter.done(outcome(`figure ${i}`, 'made'));
        vi.advanceTimersByTime(5);
      }
      expect(out.written.length).toBeGreaterThan(5);
      expect(out.written.length).toBeLessThanOrEqual(11);
      reporter.working('slow');
      vi.advanceTimersByTime(100);
      expect(out.written.at(-1)).toMatch(/100\/1000 .* {2}slow$/);
    });

    it.each(['x'.repeat(300), '漢字'.repeat(100), '👩‍👩‍👧'.repeat(100), 'e\u0301'.repeat(300)])(
      'is cut to the terminal, be it resized (%#)',
      (name) => {
        const { out, reporter } = begun(1);
        reporter.working(name);
        out.columns = 50;
        vi.advanceTimersByTime(200);
        reporter.done(outcome('other', 'made'));
        const widths = out.written.map((text) =>
          [...new Intl.Segmenter('en').segment(text.slice(CLEAR.length))].reduce(
            (sum, { segment }) => sum + (/[漢字👩]/u.test(segment) ? 2 : 1),
            0,
          ),
        );
        expect(widths[0]).toBeLessThan(80);
        expect(widths[0]).toBeGreaterThan(76);
        expect(widths[1]).toBeLessThan(50);
        expect(widths[1]).toBeGreaterThan(46);
      },
    );

    it.each([0, 1, 2, 3])('survives a terminal of %d columns', (columns) => {
      const { out, reporter } = begun(1, { columns });
      reporter.working('one');
      expect(out.written[0].length - CLEAR.length).toBeLessThanOrEqual(Math.max(0, columns - 1));
    });

    it('is cleared before anything else is written, and at the end', () => {
      const { out, reporter } = begun(2);
      reporter.working('two');
      reporter.done(outcome('two', 'made', [WARNING]));
      reporter.working('one');
      vi.advanceTimersByTime(100);
      reporter.done(outcome('one', 'made'));
      reporter.end(result([outcome('two', 'made'), outcome('one', 'made')]));
      vi.advanceTimersByTime(1000);
      expect(seen(out.written)).toBe(
        'made   out/two.svg, two.png   0.12 s\n' +
          '  figs/two.json:4:5: warning: 3 values are clipped [clipped]\n' +
          '2 made in 2.1 s\n',
      );
    });

    it('says nothing else of figures that were made as they should', () => {
      const out = fakeOut({ isTerminal: true });
      expect(seen([reported('pretty', BATCH, {}, out)])).not.toContain('one.svg');
      const loud = fakeOut({ isTerminal: true });
      expect(seen([reported('pretty', BATCH, { verbose: true }, loud)])).toContain('made   out/one.svg');
    });

    it('has colours only where they are wanted', () => {
      const colored = fakeOut({ isTerminal: true, colored: true });
      expect(reported('pretty', BATCH, {}, colored)).toContain('\u001b[31m');
    });

    /** What stays on the terminal. */
    function seen(written: readonly string[]): string {
      return written
        .join('')
        .split('\n')
        .map((line) => line.slice(line.lastIndexOf('\r') + 1).replace(/^\u001b\[K/, ''))
        .join('\n');
    }
  });
});

describe('json', () => {
  const lines = (batch: BatchResult, options?: Partial<ReporterOptions>) =>
    reported('json', batch, options)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('is a line for the beginning, each figure and the end', () => {
    const [begin, ...rest] = lines(result(BATCH.outcomes, [{ path: 'figs/m.json', why: 'a matrix' }]));
    expect(begin).toEqual({ event: 'begin', figures: 4 });
    expect(rest.map(({ event }) => event)).toEqual(['figure', 'figure', 'figure', 'figure', 'end']);
    expect(rest.at(-1)).toEqual({
      ...{ event: 'end', made: 2, unchanged: 1, same: 0, drifted: 0, failed: 1 },
      ...{ skipped: 1, time: 2140 },
    });
  });

  it('says of a figure where it is, what it was made from and what was said of it', () => {
    expect(lines(BATCH)[2]).toEqual({
      event: 'figure',
      name: 'two',
      status: 'made',
      input: 'figs/two.json',
      title: 'Title of two',
      description: 'A heatmap.',
      time: 120,
      outputs: [
        { path: 'out/two.svg', format: 'svg', sha256: 'f00d'.repeat(16) },
        { path: 'out/two.png', format: 'png', sha256: 'f00d'.repeat(16) },
      ],
      inputs: [
        { path: 'figs/two.json', sha256: 'a1b2c3d4'.repeat(8) },
        { path: 'data.csv', sha256: 'a1b2c3d4'.repeat(8) },
      ],
      changes: [],
      diagnostics: [
        {
          ...{ severity: 'warning', code: 'clipped', message: '3 values are clipped' },
          ...{ file: 'figs/two.json', line: 4, column: 5, hints: [] },
        },
      ],
    });
  });

  it('has the same keys for every figure, whatever became of it', () => {
    const figures = lines(result([...BATCH.outcomes, ...CHECKED.outcomes])).filter(
      ({ event }) => event === 'figure',
    );
    for (const figure of figures) expect(Object.keys(figure)).toEqual(Object.keys(figures[0]));
    expect(figures.map(({ changes }) => changes.length)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('has every figure also when quiet', () => {
    expect(lines(BATCH, { quiet: true })).toHaveLength(6);
  });
});

describe('github', () => {
  it('annotates files, in a group for each figure', () => {
    expect(reported('github', BATCH)).toBe(
      [
        'made   out/one.svg, one.png   0.12 s',
        '::group::made   out/two.svg, two.png   0.12 s',
        '::warning file=figs/two.json,line=4,col=5::3 values are clipped [clipped]',
        '::endgroup::',
        '::group::failed figs/deep/bad.json   0.12 s',
        '::error file=figs/bad.json,line=2,col=3::unknown key "colour" [unknown-key]%0Ahint: did you mean "color"?',
        '::endgroup::',
        '2 made, 1 unchanged, 1 failed in 2.1 s',
        '',
      ].join('\n'),
    );
  });

  it('has drift as an error where it fails the run, else as a warning', () => {
    const text =
      'file=figs/two.json::out/two.svg, out/two.png differs from what its spec draws: the maximum was 1 and is 2 [drifted]';
    expect(reported('github', CHECKED)).toContain(`\n::error ${text}\n`);
    expect(reported('github', CHECKED, { driftFails: false })).toContain(`\n::warning ${text}\n`);
  });
});

describe('the summary of a step', () => {
  it('lists what failed, what has drifted and what was warned of', () => {
    expect(stepSummary(result([...BATCH.outcomes, outcome('three', 'drifted')]))).toBe(
      [
        '## Figures\n\n2 made, 1 unchanged, 1 drifted, 1 failed in 2.1 s\n',
        '### Failed\n\n- `figs/deep/bad.json`\n  - line 2: unknown key "colour" `unknown-key`\n',
        '### Drifted\n\n- `figs/three.json`\n  - the maximum was 1 and is 2\n',
        '### Warnings\n\n- `figs/two.json`\n  - line 4: 3 values are clipped `clipped`\n',
      ].join('\n'),
    );
  });

  it('takes no text for markup', () => {
    const evil = { ...ERROR, message: '<img src=x> [a](b) *c*' };
    expect(stepSummary(result([outcome('a`b', 'failed', [evil])]))).toContain(
      '- `` figs/a`b.json ``\n  - line 2: \\<img src=x\\> \\[a\\](b) \\*c\\* ',
    );
  });

  it('stays below what GitHub takes', () => {
    const long = { ...ERROR, message: '漢'.repeat(100_000) };
    const many = Array.from({ length: 5000 }, (_, i) => outcome(`bad ${i}`, 'failed', [long]));
    const text = stepSummary(result(many));
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text).toContain('The list goes on in the log.');
  });
});

describe('junit', () => {
  const suite = (batch: BatchResult, options?: Partial<ReporterOptions>) => {
    const elements = parseXml(reported('junit', batch, options));
    return { elements, names: elements.map(({ name }) => name) };
  };

  it('is a test for each figure; one that cannot be made is an error, one that has drifted a failure', () => {
    const outcomes: Outcome[] = [...BATCH.outcomes, ...CHECKED.outcomes];
    const { elements, names } = suite(result(outcomes, [{ path: 'figs/m.json', why: 'it is a matrix' }]));
    expect(names.slice(0, 2)).toEqual(['testsuites', 'testsuite']);
    for (const { attributes } of elements.slice(0, 2)) {
      const counted = ['tests', 'failures', 'errors', 'time'].map((key) => attributes.get(key));
      expect(counted).toEqual(['7', '1', '1', '2.14']);
    }
    expect(elements[1].attributes.get('skipped')).toBe('1');
    expect(names.slice(2)).toEqual([
      ...['testcase', 'testcase', 'system-out', 'testcase', 'testcase', 'error'],
      ...['testcase', 'testcase', 'failure', 'testcase', 'skipped'],
    ]);
    const bad = elements.find(({ attributes }) => attributes.get('name') === 'deep/bad');
    expect(bad?.attributes.get('classname')).toBe('heatmap.deep');
    expect(elements.find(({ name }) => name === 'error')?.attributes.get('type')).toBe('unknown-key');
  });

  it('has drift that does not fail the run as output', () => {
    const { names, elements } = suite(CHECKED, { driftFails: false });
    expect(names).not.toContain('failure');
    expect(names).toContain('system-out');
    expect(elements[1].attributes.get('failures')).toBe('0');
  });

  it('keeps its lines', () => {
    expect(reported('junit', BATCH)).toContain('\n  hint: did you mean &quot;color&quot;?</error>');
  });

  it.each(['<&">', ']]>', '\u0000\u0008\u001b', '\ufffe\uffff', '\ud800', '\u0085', '😀'])(
    'is XML whatever the texts hold (%#)',
    (evil) => {
      const bad: Diagnostic = { ...ERROR, message: evil, code: evil, hints: [evil] };
      const outcomes = [
        outcome(evil, 'failed', [bad]),
        outcome(`x/${evil}`, 'drifted', [{ ...bad, severity: 'warning' }], { changes: [evil] }),
      ];
      expect(suite(result(outcomes, [{ path: evil, why: evil }])).names).toContain('skipped');
    },
  );
});
