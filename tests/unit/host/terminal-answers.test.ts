import { describe, expect, it } from 'vitest';
import { GRAPHICS_QUERY, isComplete, readGraphics } from '../../../src/host/terminal-answers.js';
import { acceptsQuery } from '../../../src/host/terminal-query.js';

const WINDOW = { columns: 80, rows: 24 };
/** What xterm 379 (-ti vt340), kitty 0.26 and iTerm2 answer, from real terminals and from its documentation. */
const XTERM = '\x1b[?1;0;256S\x1b[?2;0;804;484S\x1b[?63;1;2;4;6;9;15;16;22;28c';
const KITTY = '\x1b[6;18;9t\x1b[4;432;720t\x1b_Gi=31;OK\x1b\\\x1b[?62;c';
const ITERM2 = '\x1b]1337;ReportCellSize=17.5;8.0;2.0\x1b\\\x1b[?62;4c';

describe('the answers of a terminal', () => {
  it('name the protocol and the size of a character', () => {
    expect(readGraphics(KITTY, WINDOW)).toEqual({
      protocol: 'kitty',
      cell: { width: 9, height: 18 },
      maxColors: 256,
      maxSize: null,
    });
    expect(readGraphics(ITERM2, WINDOW)).toMatchObject({
      protocol: 'iterm2',
      cell: { width: 16, height: 35 },
    });
    expect(readGraphics(XTERM, WINDOW)).toMatchObject({
      protocol: 'sixel',
      maxSize: { width: 804, height: 484 },
    });
  });

  it('are those of a terminal without graphics if they name none', () => {
    for (const answers of [
      '\x1b[?62;22c',
      '\x1b[?1;2c',
      '\x1b[?6c',
      '\x1b[?44;14c',
      '\x1b[?4c',
      '\x1b_Gi=31;EINVAL:x\x1b\\\x1b[?62c',
    ])
      expect(readGraphics(answers, WINDOW)).toBeNull();
  });

  it('are complete only with the last one, whatever the user types before', () => {
    expect(isComplete(KITTY)).toBe(true);
    for (let length = 0; length < KITTY.length; length++)
      expect(isComplete(KITTY.slice(0, length))).toBe(false);
    expect(isComplete(`ls -l\r${XTERM}`)).toBe(true);
  });

  it('give no impossible size', () => {
    const cellOf = (size: string) => readGraphics(`${size}\x1b[?62;4c`, WINDOW)?.cell;
    expect(cellOf('\x1b[4;480;800t')).toEqual({ width: 10, height: 20 });
    for (const size of ['', '\x1b[6;0;0t', '\x1b[6;99999999;7t', '\x1b[4;0;0t'])
      expect(cellOf(size)).toEqual({ width: 8, height: 16 });
    expect(readGraphics('\x1b[?1;0;999999S\x1b[?62;4c', WINDOW)?.maxColors).toBe(256);
    expect(readGraphics('\x1b[?1;0;16S\x1b[?62;4c', WINDOW)?.maxColors).toBe(16);
    expect(readGraphics('\x1b[?1;3S\x1b[?2;3;0S\x1b[?62;4c', WINDOW)).toMatchObject({
      maxColors: 256,
      maxSize: null,
    });
  });

  it('are asked for with the attributes last', () => {
    expect(GRAPHICS_QUERY.endsWith('\x1b[c')).toBe(true);
  });
});

describe('a terminal is asked', () => {
  it.each([
    [{ TERM: 'xterm-256color' }, true],
    [{ TERM: 'xterm-kitty' }, true],
    [{ TERM: 'foot' }, true],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, false],
    [{ TERM: 'xterm-256color', TMUX: '/tmp/tmux-0/default,1,0' }, false],
    [{ TERM: 'xterm-256color', STY: '1.pts-0' }, false],
    [{ TERM: 'xterm-256color', ZELLIJ: '0' }, false],
    [{ TERM: 'tmux-256color' }, false],
    [{ TERM: 'screen.xterm-256color' }, false],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'linux' }, false],
    [{}, false],
  ])('with %j: %s', (env, expected) => {
    expect(acceptsQuery(env)).toBe(expected);
  });
});
