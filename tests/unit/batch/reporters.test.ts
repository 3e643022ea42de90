import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStepSummary } from '../../../src/batch/pages/step-summary.js';
import type { ReporterOptions, ReporterOutput } from '../../../src/batch/reporter.js';
import { REPORTER_NAMES, REPORTERS, type ReporterName } from '../../../src/batch/reporters/index.js';
import type { BatchResult, Outcome } from '../../../src/batch/task.js';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { parseXml } from '../../support/xml.js';
import { ERROR, NOTE, obsolete, outcome, result, WARNING } from './outcomes.js';

interface FakeOutput extends ReporterOutput {
  readonly written: string[];
  columns: number;
}

function createOutput(change: Partial<ReporterOutput> = {}): FakeOutput {
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

/** Returns what a reporter writes for a batch. */
function runReporter(
  name: ReporterName,
  batch: BatchResult,
  options: Partial<ReporterOptions> = {},
  output = createOutput(),
) {
  const reporter = REPORTERS[name](output, { quiet: false, verbose: false, ...options });
  reporter.onBatchStart(batch.outcomes.length);
  for (const each of batch.outcomes) {
    if (each.status !== 'unchanged') reporter.onFigureStart(each.task.name);
    reporter.onFigureEnd(each);
  }
  for (const figure of batch.obsolete) reporter.onObsoleteFigure(figure);
  reporter.onBatchEnd(batch);
  return output.written.join('');
}

const BATCH = result([
  outcome('one', 'made'),
  outcome('two', 'made', [WARNING, NOTE]),
  outcome('same', 'unchanged'),
  outcome('deep/bad', 'failed', [ERROR]),
]);
const CHECKED = result([outcome('one', 'same'), outcome('two', 'drifted')]);

describe('the table of reporters', () => {
  it('contains the reporter of each file in the folder', async () => {
    const folder = new URL('../../../src/batch/reporters/', import.meta.url);
    const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    expect(names.filter((name) => name !== 'index').sort()).toEqual([...REPORTER_NAMES].sort());
    for (const name of REPORTER_NAMES) {
      const module = await import(new URL(`${name}.ts`, folder).href);
      expect(module[name]).toBe(REPORTERS[name]);
    }
  });
});

describe('every reporter', () => {
  it.each(REPORTER_NAMES)(
    '%s shows warnings, notes only with --verbose, and errors also with --quiet',
    (name) => {
      const normal = runReporter(name, BATCH);
      const verbose = runReporter(name, BATCH, { verbose: true });
      const quiet = runReporter(name, BATCH, { quiet: true });
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

  it.each(REPORTER_NAMES)('%s shows diagnostics of the batch as a whole', (name) => {
    const output = createOutput();
    const reporter = REPORTERS[name](output, { quiet: false, verbose: false });
    reporter.onBatchStart(0);
    reporter.onDiagnostic({
      severity: 'warning',
      code: 'unwritable',
      message: 'the manifest cannot be written',
    });
    reporter.onBatchEnd(result([]));
    expect(output.written.join('')).toContain('the manifest cannot be written');
  });

  it.each(REPORTER_NAMES)('%s lets no name control the terminal or start a line', (name) => {
    const evil = 'x\u001b[2J\n::error::evil\n';
    const text = runReporter(name, result([outcome(evil, 'made'), outcome(evil, 'failed', [ERROR])]));
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^::error::evil/m);
  });
});

describe('plain', () => {
  it('has a line for each figure that was made or failed, followed by its diagnostics, and counts the others', () => {
    expect(runReporter('plain', BATCH)).toBe(
      [
        'made   out/one.svg, one.png   0.12 s',
        'made   out/two.svg, two.png   0.12 s',
        '  figs/two.json:4:5: warning: 3 of 4 values are missing [mostly-missing]',
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

  it('lists the changes of figures that drifted', () => {
    expect(runReporter('plain', CHECKED)).toBe(
      'drifted out/two.svg, two.png   0.12 s\n  the maximum was 1 and is 2\n1 same, 1 drifted in 2.1 s\n',
    );
  });

  it('shows drift with --quiet only if it is a failure', () => {
    expect(runReporter('plain', CHECKED, { quiet: true })).toContain('drifted out/two.svg');
    expect(runReporter('plain', CHECKED, { quiet: true, failsOnDrift: false })).toBe('');
  });

  it('shows the diagnostics of unchanged figures', () => {
    expect(runReporter('plain', result([outcome('one', 'unchanged', [WARNING])]))).toContain(
      'unchanged out/one.svg, one.png   0.12 s\n  figs/two.json:4:5: warning',
    );
  });

  it('writes only diagnostics in a format for programs', () => {
    expect(runReporter('plain', BATCH, { diagnosticFormat: 'short' })).toBe(
      'figs/two.json:4:5: warning: 3 of 4 values are missing [mostly-missing]\n' +
        'figs/bad.json:2:3: error: unknown key "colour" [unknown-key]\n',
    );
  });

  it.each([
    [40, '0.04 s'],
    [9_960, '10.0 s'],
    [185_000, '3 min 5 s'],
    [3_600_000, '1 h 0 min'],
  ])('writes %d ms as %s', (time, text) => {
    expect(runReporter('plain', { ...result([]), time })).toBe(`nothing to do in ${text}\n`);
  });
});

describe('pretty', () => {
  it('is the same as plain without a terminal', () => {
    expect(runReporter('pretty', BATCH)).toBe(runReporter('plain', BATCH));
  });

  it('shows no progress bar with --quiet', () => {
    const output = createOutput({ isTerminal: true });
    expect(runReporter('pretty', BATCH, { quiet: true }, output)).toBe(
      runReporter('plain', BATCH, { quiet: true }),
    );
  });

  describe('on a terminal', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const CLEAR = '\r\u001b[K';

    function startBatch(total: number, change: Partial<ReporterOutput> = {}) {
      const output = createOutput({ isTerminal: true, ...change });
      const reporter = REPORTERS.pretty(output, { quiet: false, verbose: false });
      reporter.onBatchStart(total);
      return { output, reporter };
    }

    it('shows the number of finished figures, the rate, the remaining time and the current figure', () => {
      const { output, reporter } = startBatch(4);
      reporter.onFigureStart('one');
      expect(output.written).toEqual([`${CLEAR}${'░'.repeat(24)} 0/4  one`]);
      vi.advanceTimersByTime(500);
      reporter.onFigureEnd(outcome('one', 'made'));
      expect(output.written.at(-1)).toBe(`${CLEAR}${'█'.repeat(6)}${'░'.repeat(18)} 1/4  2.0/s  2 s left`);
    });

    it('ignores unchanged figures in the estimate of the remaining time', () => {
      const { output, reporter } = startBatch(1000);
      for (let i = 0; i < 990; i++) reporter.onFigureEnd(outcome(`old ${i}`, 'unchanged'));
      reporter.onFigureStart('one');
      vi.advanceTimersByTime(1000);
      reporter.onFigureEnd(outcome('one', 'made'));
      expect(output.written.at(-1)).toContain('991/1000  1.0/s  9 s left');
    });

    it('is painted at most ten times a second, and always shows the last event', () => {
      const { output, reporter } = startBatch(1000);
      for (let i = 0; i < 100; i++) {
        reporter.onFigureStart(`figure ${i}`);
        vi.advanceTimersByTime(5);
        reporter.onFigureEnd(outcome(`figure ${i}`, 'made'));
        vi.advanceTimersByTime(5);
      }
      expect(output.written.length).toBeGreaterThan(5);
      expect(output.written.length).toBeLessThanOrEqual(11);
      reporter.onFigureStart('slow');
      vi.advanceTimersByTime(100);
      expect(output.written.at(-1)).toMatch(/100\/1000 .* {2}slow$/);
    });

    it.each(['x'.repeat(300), '漢字'.repeat(100), '👩‍👩‍👧'.repeat(100), 'e\u0301'.repeat(300)])(
      'is truncated to the current width of the terminal (%#)',
      (name) => {
        const { output, reporter } = startBatch(1);
        reporter.onFigureStart(name);
        output.columns = 50;
        vi.advanceTimersByTime(200);
        reporter.onFigureEnd(outcome('other', 'made'));
        const widths = output.written.map((text) =>
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

    it.each([0, 1, 2, 3])('works on a terminal with %d columns', (columns) => {
      const { output, reporter } = startBatch(1, { columns });
      reporter.onFigureStart('one');
      expect(output.written[0].length - CLEAR.length).toBeLessThanOrEqual(Math.max(0, columns - 1));
    });

    it('is cleared before other output and at the end', () => {
      const { output, reporter } = startBatch(2);
      reporter.onFigureStart('two');
      reporter.onFigureEnd(outcome('two', 'made', [WARNING]));
      reporter.onFigureStart('one');
      vi.advanceTimersByTime(100);
      reporter.onFigureEnd(outcome('one', 'made'));
      reporter.onBatchEnd(result([outcome('two', 'made'), outcome('one', 'made')]));
      vi.advanceTimersByTime(1000);
      expect(visibleLines(output.written)).toBe(
        'made   out/two.svg, two.png   0.12 s\n' +
          '  figs/two.json:4:5: warning: 3 of 4 values are missing [mostly-missing]\n' +
          '2 made in 2.1 s\n',
      );
    });

    it('lists figures without messages only with --verbose', () => {
      const output = createOutput({ isTerminal: true });
      expect(visibleLines([runReporter('pretty', BATCH, {}, output)])).not.toContain('one.svg');
      const verboseOutput = createOutput({ isTerminal: true });
      expect(visibleLines([runReporter('pretty', BATCH, { verbose: true }, verboseOutput)])).toContain(
        'made   out/one.svg',
      );
    });

    it('uses colours if the output allows them', () => {
      const colored = createOutput({ isTerminal: true, colored: true });
      expect(runReporter('pretty', BATCH, {}, colored)).toContain('\u001b[31m');
    });

    /** Returns the text that remains visible on the terminal. */
    function visibleLines(written: readonly string[]): string {
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
    runReporter('json', batch, options)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('has one line for the start, each figure and the end', () => {
    const [begin, ...rest] = lines(result(BATCH.outcomes, [{ path: 'figs/m.json', reason: 'a matrix' }]));
    expect(begin).toEqual({ event: 'begin', figures: 4 });
    expect(rest.map(({ event }) => event)).toEqual(['figure', 'figure', 'figure', 'figure', 'end']);
    expect(rest.at(-1)).toEqual({
      ...{ event: 'end', made: 2, unchanged: 1, same: 0, drifted: 0, failed: 1 },
      ...{ obsolete: 0, removed: 0, skipped: 1, time: 2140 },
    });
  });

  it('describes the outputs, inputs and diagnostics of a figure', () => {
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
          ...{ severity: 'warning', code: 'mostly-missing', message: '3 of 4 values are missing' },
          ...{ file: 'figs/two.json', line: 4, column: 5, hints: [] },
        },
      ],
    });
  });

  it('has the same keys for figures of every status', () => {
    const figures = lines(result([...BATCH.outcomes, ...CHECKED.outcomes])).filter(
      ({ event }) => event === 'figure',
    );
    for (const figure of figures) expect(Object.keys(figure)).toEqual(Object.keys(figures[0]));
    expect(figures.map(({ changes }) => changes.length)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('has every figure also with --quiet', () => {
    expect(lines(BATCH, { quiet: true })).toHaveLength(6);
  });
});

describe('github', () => {
  it('annotates files, in a group for each figure', () => {
    expect(runReporter('github', BATCH)).toBe(
      [
        'made   out/one.svg, one.png   0.12 s',
        '::group::made   out/two.svg, two.png   0.12 s',
        '::warning file=figs/two.json,line=4,col=5::3 of 4 values are missing [mostly-missing]',
        '::endgroup::',
        '::group::failed figs/deep/bad.json   0.12 s',
        '::error file=figs/bad.json,line=2,col=3::unknown key "colour" [unknown-key]%0Ahint: did you mean "color"?',
        '::endgroup::',
        '2 made, 1 unchanged, 1 failed in 2.1 s',
        '',
      ].join('\n'),
    );
  });

  it('shows drift as an error if it fails the run, otherwise as a warning', () => {
    const text =
      'file=figs/two.json::out/two.svg, out/two.png differs from what its spec draws: the maximum was 1 and is 2 [drifted]';
    expect(runReporter('github', CHECKED)).toContain(`\n::error ${text}\n`);
    expect(runReporter('github', CHECKED, { failsOnDrift: false })).toContain(`\n::warning ${text}\n`);
  });
});

describe('the step summary', () => {
  it('lists failures, figures that drifted and warnings', () => {
    expect(createStepSummary(result([...BATCH.outcomes, outcome('three', 'drifted')]))).toBe(
      [
        '## Figures\n\n2 made, 1 unchanged, 1 drifted, 1 failed in 2.1 s\n',
        '### Failed\n\n- `figs/deep/bad.json`\n  - line 2: unknown key "colour" `unknown-key`\n',
        '### Drifted\n\n- `figs/three.json`\n  - the maximum was 1 and is 2\n',
        '### Warnings\n\n- `figs/two.json`\n  - line 4: 3 of 4 values are missing `mostly-missing`\n',
      ].join('\n'),
    );
  });

  it('escapes markup', () => {
    const evil = { ...ERROR, message: '<img src=x> [a](b) *c*' };
    expect(createStepSummary(result([outcome('a`b', 'failed', [evil])]))).toContain(
      '- `` figs/a`b.json ``\n  - line 2: \\<img src=x\\> \\[a\\](b) \\*c\\* ',
    );
  });

  it('stays below the limit of GitHub', () => {
    const long = { ...ERROR, message: '漢'.repeat(100_000) };
    const many = Array.from({ length: 5000 }, (_, i) => outcome(`bad ${i}`, 'failed', [long]));
    const text = createStepSummary(result(many));
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(text).toContain('See the log for the complete list.');
  });
});

describe('junit', () => {
  const suite = (batch: BatchResult, options?: Partial<ReporterOptions>) => {
    const elements = parseXml(runReporter('junit', batch, options));
    return { elements, names: elements.map(({ name }) => name) };
  };

  it('is a test for each figure; a failed figure is an error, drift is a failure', () => {
    const outcomes: Outcome[] = [...BATCH.outcomes, ...CHECKED.outcomes];
    const { elements, names } = suite(result(outcomes, [{ path: 'figs/m.json', reason: 'it is a matrix' }]));
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

  it('shows drift that does not fail the run as output', () => {
    const { names, elements } = suite(CHECKED, { failsOnDrift: false });
    expect(names).not.toContain('failure');
    expect(names).toContain('system-out');
    expect(elements[1].attributes.get('failures')).toBe('0');
  });

  it('keeps line breaks', () => {
    expect(runReporter('junit', BATCH)).toContain('\n  hint: did you mean &quot;color&quot;?</error>');
  });

  it.each(['<&">', ']]>', '\u0000\u0008\u001b', '\ufffe\uffff', '\ud800', '\u0085', '😀'])(
    'is valid XML for any text (%#)',
    (evil) => {
      const bad: Diagnostic = { ...ERROR, message: evil, code: evil, hints: [evil] };
      const outcomes = [
        outcome(evil, 'failed', [bad]),
        outcome(`x/${evil}`, 'drifted', [{ ...bad, severity: 'warning' }], { changes: [evil] }),
      ];
      expect(suite(result(outcomes, [{ path: evil, reason: evil }])).names).toContain('skipped');
    },
  );
});

describe('figures without a spec', () => {
  const checked = result(
    [outcome('one', 'same')],
    [],
    [obsolete('old', 'unchanged', 'changed'), obsolete('deep/gone', 'unchanged')],
  );
  const pruned = result(
    [outcome('one', 'made')],
    [],
    [obsolete('old', 'removed', 'changed'), obsolete('deep/gone', 'removed')],
  );
  const changed = 'out/old.png was changed after it was made, so --prune does not remove it';

  it.each(['pretty', 'plain'] as const)('are lines of %s', (name) => {
    expect(runReporter(name, checked).split('\n')).toEqual([
      'obsolete out/old.svg, old.png   figs/old.json does not exist',
      `  ${changed}`,
      'obsolete out/deep/gone.svg   figs/deep/gone.json does not exist',
      '1 same, 2 obsolete in 2.1 s',
      '',
    ]);
    const text = runReporter(name, pruned, { failsOnDrift: false });
    expect(text).toContain('removed out/deep/gone.svg   figs/deep/gone.json does not exist\n');
    expect(text).toContain('1 made, 1 obsolete, 1 removed in 2.1 s\n');
    expect(runReporter(name, checked, { quiet: true })).toContain('obsolete out/old.svg');
    expect(runReporter(name, pruned, { quiet: true, failsOnDrift: false })).toBe('');
  });

  it('are diagnostics in other formats', () => {
    const text = runReporter('plain', checked, { diagnosticFormat: 'short' });
    expect(text).toContain(
      'out/deep/gone.svg: error: figs/deep/gone.json, from which out/deep/gone.svg was made, does not exist [obsolete]\n',
    );
  });

  it('are events of json', () => {
    const events = runReporter('json', pruned)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event === 'obsolete')).toEqual([
      {
        event: 'obsolete',
        name: 'old',
        input: 'figs/old.json',
        outputs: [
          { path: 'out/old.svg', state: 'removed' },
          { path: 'out/old.png', state: 'changed' },
        ],
      },
      {
        event: 'obsolete',
        name: 'deep/gone',
        input: 'figs/deep/gone.json',
        outputs: [{ path: 'out/deep/gone.svg', state: 'removed' }],
      },
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'end', made: 1, obsolete: 1, removed: 1 });
  });

  it('are annotations of github, and a part of its summary', () => {
    expect(runReporter('github', checked)).toMatch(
      /^::error file=out\/old\.svg::.*does not exist; .*\[obsolete\]/m,
    );
    expect(createStepSummary(checked)).toContain(
      '### Obsolete\n\n- `old`: `figs/old.json` does not exist\n  - out/old.png was changed',
    );
    expect(createStepSummary(pruned)).not.toContain('deep/gone');
    expect(createStepSummary(result([]))).not.toContain('Obsolete');
  });

  it('are failed tests of junit', () => {
    const suite = (batch: BatchResult, options?: Partial<ReporterOptions>) =>
      /<testsuite [^>]*>/.exec(runReporter('junit', batch, options))?.[0];
    expect(suite(checked)).toContain('tests="3" failures="2" errors="0"');
    expect(suite(pruned, { failsOnDrift: false })).toContain('tests="1" failures="0"');
    expect(runReporter('junit', checked)).toContain('<failure type="obsolete"');
  });
});
