/** Formats the page of a key of a spec as text for the terminal. */
import { maxOf } from '../extremes.js';
import { MAX_WIDTH, wrapLines } from './format.js';

export interface KeyPage {
  readonly path: string;
  readonly description: string;
  /** What is known of the key, such as its type and its default, by name. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** The keys of its values. */
  readonly children: readonly KeySummary[];
}

export interface KeySummary {
  readonly path: string;
  readonly description: string;
}

export function formatKeyPage({ path, description, facts, children }: KeyPage): string {
  const width = maxOf(facts, ([name]) => name.length) + 2;
  const lines = facts.map(([name, text]) => {
    const wrapped = wrapLines(text, MAX_WIDTH - width);
    return `${name.padEnd(width)}${wrapped.replaceAll('\n', `\n${' '.repeat(width)}`)}`;
  });
  const keys = children.length > 0 ? ['', 'Keys:', formatKeyList(children).trimEnd()] : [];
  return `${[`${path}`, '', wrapLines(description), '', ...lines, ...keys].join('\n')}\n`;
}

/** Returns one line per key with the start of its description. */
export function formatKeyList(keys: readonly KeySummary[]): string {
  const width = keys.reduce((longest, { path }) => Math.max(longest, path.length), 0);
  return keys.map(({ path, description }) => formatSummary(path.padEnd(width), description)).join('');
}

function formatSummary(start: string, description: string): string {
  const [sentence] = description.split(/(?<=\.) (?=[A-Z"])/);
  const room = MAX_WIDTH - start.length - 4;
  const text = sentence.length <= room ? sentence : `${wrapLines(sentence, room - 1).split('\n')[0]}…`;
  return `  ${start}  ${text}\n`;
}
