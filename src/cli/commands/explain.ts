import type { Command } from 'commander';
import { nearest } from '../../diagnostics.js';
import type { Explanation } from '../../explain/explanation.js';
import { EXPLANATIONS } from '../../explain/index.js';
import { UsageError } from '../../host/exit.js';
import { writeStdout } from '../../host/io.js';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('explain an error or a warning')
    .description(
      'Explains the diagnostic with this code, the word in brackets at its end; without one, lists all.',
    )
    .argument('[code]', 'such as unknown-key')
    .action((code: string | undefined) => writeStdout(code === undefined ? list() : page(code)));
}

function list(): string {
  const all = [...EXPLANATIONS].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...all.map(([code]) => code.length));
  return all.map(([code, { title }]) => `${code.padEnd(width)}  ${title}\n`).join('');
}

function page(given: string): string {
  const code = given.replace(/^\[|\]$/g, '');
  const found = EXPLANATIONS.get(code);
  if (found) return text(code, found);
  const near = nearest(code, EXPLANATIONS.keys());
  const meant = near.length ? `; did you mean ${near[0]}?` : '; "heatmap explain" lists all';
  throw new UsageError(`there is no diagnostic ${code}${meant}`);
}

function text(code: string, { title, meaning, example, mend }: Explanation): string {
  const shown = example?.replace(/^/gm, '    ');
  return `${[`${title} [${code}]`, wrapped(meaning), shown, wrapped(mend)].filter(Boolean).join('\n\n')}\n`;
}

const WIDTH = 80;

/** Short enough lines for a terminal. */
function wrapped(paragraph: string): string {
  let line = '';
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    if (line && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line].join('\n');
}
