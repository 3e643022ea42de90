/** Formats explanations as text for the terminal. */
import type { Explanation } from './explanation.js';
import { EXPLANATIONS } from './index.js';
import { STEPS } from './pages/transforms.js';

/** Returns one line per code with its title, sorted by code. */
export function formatIndex(): string {
  const entries = [...EXPLANATIONS].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = entries.reduce((longest, [code]) => Math.max(longest, code.length), 0);
  return entries.map(([code, { title }]) => `${code.padEnd(width)}  ${title}\n`).join('');
}

export function formatExplanation(code: string, { title, meaning, example, fix }: Explanation): string {
  const paragraphs = [
    `${title} [${code}]`,
    wrapLines(meaning),
    example?.replace(/^/gm, '    '),
    wrapLines(fix),
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** Returns the definition of a step of `data.transform`, such as "correlate"; null if there is no such step. */
export function formatStep(name: string): string | null {
  const [list] = STEPS.split('\n\n');
  const entry = list.split(/\n(?! )/).find((text) => notationOf(text).includes(name));
  if (entry === undefined) return null;
  const where =
    '"heatmap explain transformed" defines all steps, and "heatmap explain data.transform" the key.';
  return `${name}: a step of data.transform\n\n${entry.replace(/^/gm, '    ')}\n\n${wrapLines(where)}\n`;
}

/** Returns the names of the steps that an entry of the list defines: "log2", "log10" and "ln". */
function notationOf(entry: string): string[] {
  const [notation] = entry.split(/ {3,}/);
  return notation.split(/ {2,}/).flatMap((text) => text.match(/^[a-z]\w*/)?.[0] ?? []);
}

export const MAX_WIDTH = 80;

/** Breaks a paragraph at spaces into lines of at most `width` characters. */
export function wrapLines(paragraph: string, width = MAX_WIDTH): string {
  let line = '';
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line].join('\n');
}
