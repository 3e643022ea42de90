/** Text in Markdown that says exactly what it said. */
import { visible } from '../../host/diagnostic-formats.js';

/** As running text: nothing in it is markup, an entity, a formula or a mention. */
export function text(plain: string): string {
  return visible(plain.replace(/[\r\n]+/g, ' '))
    .replace(/[\\`*_[\]<>|~#&$@!]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d{1,9}(?=[.)]))/, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** In a fixed-width font. */
export function code(plain: string): string {
  const line = visible(plain);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
