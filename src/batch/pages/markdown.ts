/** Escapes text for Markdown. */
import { maxOf } from '../../extremes.js';
import { replaceControlCharacters } from '../../host/diagnostic-formats.js';

/** Escapes running text, so that it contains no markup, entity, formula or mention. */
export function escapeMarkdown(text: string): string {
  return replaceControlCharacters(text.replace(/[\r\n]+/g, ' '))
    .replace(/[\\`*_[\]<>|~#&$@!]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d{1,9}(?=[.)]))/, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** Returns the text as inline code. */
export function formatCodeSpan(text: string): string {
  const line = replaceControlCharacters(text);
  const maxBackticks = maxOf(line.match(/`+/g) ?? [], ({ length }) => length, 0);
  const fence = '`'.repeat(maxBackticks + 1);
  return maxBackticks > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
