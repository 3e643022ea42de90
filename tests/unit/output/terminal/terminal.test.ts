/** Figures in terminals of several widths and abilities, read back as cells of text and colours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../../src/diagnostics.js';
import { drawInColumns, terminalAbilities, windowColumns } from '../../../../src/host/terminal.js';
import { fromValue } from '../../../../src/json/from-value.js';
import { nearestIndex, type TerminalAbilities } from '../../../../src/output/terminal/colors.js';
import { parseSpec } from '../../../../src/spec/parse.js';
import { halvesOf, linesOf, readTerminal } from '../../../support/terminal.js';

const RGB: TerminalAbilities = { colors: 'rgb', unicode: true };
const PLAIN: TerminalAbilities = { colors: 'none', unicode: true };
const ASCII: TerminalAbilities = { colors: 'none', unicode: false };

function draw(
  spec: object,
  columns = 80,
  abilities = RGB,
  report: (diagnostic: Diagnostic) => void = () => {},
): string {
  const open = () => {
    throw new Error('no files in this test');
  };
  const job = { parsed: parseSpec(fromValue(spec)), primary: null, open, zoom: 1 };
  return drawInColumns(job, columns, abilities, report);
}

const sequence = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i * columns + j) / (rows * columns)),
  );

const labelled = {
  title: 'Accuracy',
  data: {
    values: [
      [0, 1],
      [1, 0],
    ],
    rows: ['first', 'second'],
    columns: ['a', 'b'],
  },
  x: { title: 'Token' },
  y: { title: 'Layer' },
  color: { map: ['#000000', '#ffffff'], domain: [0, 1] },
  colorbar: { title: 'share' },
};

describe('a figure in a terminal', () => {
  it('has titles and labels as text, and each cell in its colour beside its label', () => {
    const output = draw(labelled);
    const lines = linesOf(output);
    for (const text of ['Accuracy', 'Token', 'Layer', 'first', 'second', 'share', '1.0', '0.0'])
      expect(lines.join('\n')).toContain(text);
    const cells = readTerminal(output);
    const row = lines.findIndex((line) => line.includes('first'));
    const start = lines[row].indexOf('first') + 'first '.length;
    const colors = cells[row].slice(start).map((cell) => halvesOf(cell)[0]);
    const boundary = colors.lastIndexOf('2;0;0;0', colors.indexOf('2;255;255;255'));
    expect(colors[0]).toBe('2;0;0;0');
    expect(colors[boundary + 1]).toBe('2;255;255;255');
    // The column labels are below the middles of their cells.
    const axis = lines.findIndex((line) => /^\s+a\s+b\b/.test(line));
    expect(lines[axis].indexOf('a')).toBeGreaterThanOrEqual(start);
    expect(lines[axis].indexOf('a')).toBeLessThanOrEqual(start + boundary);
    expect(lines[axis].indexOf('b')).toBeGreaterThan(start + boundary);
    // The second row has the opposite colours.
    const second = lines.findIndex((line) => line.includes('second'));
    expect(halvesOf(cells[second][start])[0]).toBe('2;255;255;255');
  });

  it('shows two rows of cells in each line', () => {
    const values = Array.from({ length: 90 }, (_, i) => [i % 2, i % 2]);
    const output = draw({ data: values, color: { map: ['#000000', '#ffffff'] }, colorbar: false });
    const cells = readTerminal(output).filter((line) => line.some(({ text }) => text === '▀'));
    expect(cells).toHaveLength(45);
    for (const line of cells) {
      const body = line.filter(({ background }) => background !== null);
      expect(new Set(body.map((cell) => halvesOf(cell).join()))).toEqual(new Set(['2;0;0;0,2;255;255;255']));
    }
  });

  it('never is wider than the window, whatever the figure', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 40 }),
          columns: fc.integer({ min: 1, max: 60 }),
          width: fc.integer({ min: 12, max: 200 }),
          text,
          labels: fc.array(text, { minLength: 3, maxLength: 3 }),
          kind: fc.constantFrom(RGB, PLAIN, ASCII),
          values: fc.boolean(),
        }),
        ({ rows, columns, width, text: title, labels, kind, values }) => {
          const spec = {
            title,
            data: {
              values: matrix(rows, columns),
              rows: Array.from({ length: rows }, (_, i) => `${labels[i % 3]}${i}`),
              columns: Array.from({ length: columns }, (_, i) => `${labels[(i + 1) % 3]}${i}`),
            },
            x: { title: labels[0] },
            y: { title: labels[1], split: rows > 2 ? [1] : [] },
            colorbar: { title: labels[2] },
            cells: { values },
          };
          let output: string;
          try {
            output = draw(spec, width, kind);
          } catch (error) {
            // A window may be too narrow, but never without the width that would do.
            expect((error as HeatmapError).diagnostics[0].code).toBe('terminal-too-narrow');
            return;
          }
          for (const line of readTerminal(output)) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([20, 40, 80, 120, 200])(
    'shows the first and the last label of both axes in %i columns',
    (width) => {
      const data = { values: matrix(12, 16), rows: sequence(12, 'L'), columns: sequence(16, '') };
      const text = linesOf(draw({ data, colorbar: { title: 'p' } }, width)).join('\n');
      expect(text).toMatch(/\bL0\b/);
      expect(text).toMatch(/\bL11\b/);
      expect(text).toMatch(/\n\s*0 /);
    },
  );

  it('says how wide the window must be, and fits then', () => {
    const spec = {
      title: 'split',
      data: matrix(2, 12),
      x: { split: Array.from({ length: 11 }, (_, i) => i + 1) },
      colorbar: false,
    };
    const attempt = (width: number) => draw(spec, width);
    let message = '';
    try {
      attempt(20);
    } catch (error) {
      expect(error).toBeInstanceOf(HeatmapError);
      [{ message }] = (error as HeatmapError).diagnostics;
    }
    const [, needed] = /20 columns wide, but the figure needs (\d+)/.exec(message) ?? [];
    expect(Number(needed)).toBeGreaterThan(20);
    expect(linesOf(attempt(Number(needed))).join('\n')).toContain('split');
  });

  it('stacks panels that do not fit side by side', () => {
    const panels = sequence(4, 'p').map((title) => ({ title, data: matrix(2, 2) }));
    const lineOf = (title: string, width: number) =>
      linesOf(draw({ panels, layout: { columns: 4 }, colorbar: false }, width)).findIndex((line) =>
        line.includes(title),
      );
    for (const title of ['p0', 'p1', 'p2', 'p3']) expect(lineOf(title, 60)).toBe(lineOf('p0', 60));
    expect(lineOf('p1', 12)).toBeGreaterThan(0);
    expect(lineOf('p3', 12)).toBeGreaterThan(lineOf('p0', 12));
  });

  it('reports a reduced matrix with a hint for terminals, and hidden labels only as a note', () => {
    const diagnostics: Diagnostic[] = [];
    const data = { values: matrix(4, 150), rows: sequence(4, 'r'), columns: sequence(150, 'column ') };
    draw({ data }, 60, RGB, (diagnostic) => diagnostics.push(diagnostic));
    const found = Object.fromEntries(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic]));
    expect(found.reduced.hints?.join()).toContain('window');
    expect(found['labels-hidden'].severity).toBe('note');
  });

  it('uses a wide window to show more cells', () => {
    const data = { values: matrix(4, 150) };
    const diagnostics: Diagnostic[] = [];
    draw({ data }, 200, RGB, (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics.map(({ code }) => code)).not.toContain('reduced');
  });
});

describe('hostile texts', () => {
  const hostile = [
    '\x1b]0;title\x07',
    '\x1b[2J',
    '\x9b31m',
    'line\nbreak',
    'tab\there',
    '\u202edesrever',
    'zero\u200bwidth',
    '\x7f\0\b',
    '\ud800',
  ];

  it.each([RGB, PLAIN, ASCII])('cannot send control sequences to the terminal (%o)', (abilities) => {
    const size = hostile.length;
    const spec = {
      title: hostile.join(''),
      caption: hostile.join('x'),
      data: { values: matrix(size, size), rows: hostile, columns: hostile },
      x: { title: hostile[0] },
      y: { title: hostile[1] },
      colorbar: { title: hostile[2] },
    };
    // `readTerminal` throws for any control character.
    expect(linesOf(draw(spec, 100, abilities)).join('\n')).toContain('line break');
  });

  it('keeps the columns in place beside wide and combining characters', () => {
    const rows = ['日本語', 'e\u0301\u0300\u0301\u0302\u0303\u0304\u0305', 'plain', '한국'];
    const data = { values: [[1], [1], [1], [1]], rows };
    const cells = readTerminal(draw({ data, colorbar: false }));
    const starts = cells
      .filter((line) => line.some(({ background }) => background !== null))
      .map((line) => line.findIndex(({ background }) => background !== null));
    expect(new Set(starts).size).toBe(1);
    expect(cells.flat().filter(({ text }) => text.length > 5)).toEqual([]);
  });
});

describe('a terminal without colours', () => {
  it('shows higher values as darker shades, in the cells and in the colorbar', () => {
    const output = draw(
      { data: Array.from({ length: 15 }, () => [0, 1, 2, 3, 4]), colorbar: { title: 'v' } },
      80,
      PLAIN,
    );
    expect(output).not.toContain('\x1b');
    const lines = linesOf(output);
    const row = lines.find((line) => line.includes('▒')) as string;
    expect(row.replace(/[^ ░▒▓█]/g, '').trim()).toMatch(/^░+▒+▓+█+/);
    const bar = lines.map((line) => / {2}([░▒▓█])\1(?: [\d.]+)?$/.exec(line)?.[1] ?? '').join('');
    expect(bar).toMatch(/^█+▓+▒+░+$/);
  });

  it('shows categories as the letters of the legend', () => {
    const data = [
      ['cat', 'dog'],
      ['dog', 'cow'],
    ];
    const lines = linesOf(draw({ data, colorbar: { title: 'pet' } }, 80, PLAIN));
    const letterOf = (label: string) =>
      /([A-Z])\1 (?=\w)/.exec(lines.find((line) => line.includes(` ${label}`)) ?? '')?.[1];
    const [cat, dog, cow] = ['cat', 'dog', 'cow'].map(letterOf);
    expect(new Set([cat, dog, cow]).size).toBe(3);
    expect(lines.some((line) => new RegExp(`${cat}+${dog}+`).test(line))).toBe(true);
    expect(lines.some((line) => new RegExp(`${dog}+${cow}+`).test(line))).toBe(true);
  });

  it('uses only ASCII where the locale has no more', () => {
    const spec = {
      title: 'Çà et là – “tout” − 日本',
      data: [
        [1, null],
        [2, 3],
      ],
      cells: { values: true },
      colorbar: { title: 'µ' },
    };
    const output = draw(spec, 80, ASCII);
    expect(output).toMatch(/^[\n -~]*$/);
    expect(output).toContain('Ca et la - "tout" - ??');
  });
});

describe('the abilities of a terminal', () => {
  it.each([
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'rgb', true],
    [{ TERM: 'xterm', COLORTERM: '24bit' }, 'rgb', true],
    [{ TERM: 'xterm-direct' }, 'rgb', true],
    [{ TERM: 'xterm-256color' }, 'indexed', true],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1' }, 'none', true],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '' }, 'rgb', true],
    [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none', false],
    [{}, 'none', true],
    [{ TERM: 'xterm', LANG: 'C' }, 'indexed', false],
    [{ TERM: 'xterm', LANG: 'C', LC_ALL: 'en_US.UTF-8' }, 'indexed', true],
    [{ TERM: 'xterm', LANG: 'C', LC_CTYPE: 'UTF-8', LC_ALL: '' }, 'indexed', true],
    [{ TERM: 'xterm', LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX' }, 'indexed', false],
    [{ TERM: 'xterm', LANG: 'C.utf8', LC_CTYPE: 'C.utf8', LC_ALL: 'de_DE.ISO-8859-1' }, 'indexed', false],
    [{ TERM: 'xterm', LANG: 'en_US' }, 'indexed', false],
  ])('%o', (env, colors, unicode) => {
    expect(terminalAbilities(env)).toEqual({ colors, unicode });
  });

  it('has the width of the window, of COLUMNS, or 80', () => {
    expect(windowColumns(120, { COLUMNS: '60' })).toBe(120);
    expect(windowColumns(undefined, { COLUMNS: '60' })).toBe(60);
    for (const COLUMNS of [undefined, '', '0', '-5', 'many', '1e99', '7.5'])
      expect(windowColumns(undefined, { COLUMNS })).toBe(COLUMNS === '1e99' ? 400 : 80);
  });

  it('finds the nearest of 256 colours', () => {
    expect(nearestIndex('#000000')).toBe(16);
    expect(nearestIndex('#ffffff')).toBe(231);
    expect(nearestIndex('#ff0000')).toBe(196);
    expect(nearestIndex('#808080')).toBe(244);
    expect(nearestIndex('#5f87af')).toBe(67);
  });
});
