/** CHANGELOG.md has the form of Keep a Changelog 1.1.0. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/cli.js';

const SECTIONS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/** Returns what is wrong with the form of a changelog. */
function formErrors(text: string): string[] {
  const [head, ...versions] = text.split(/^## /m);
  const errors = head.startsWith('# Changelog\n') ? [] : ['it does not begin with "# Changelog"'];
  const numbers = versions.map((version, i) => {
    const [title, ...sections] = version.split(/^### /m);
    const number = /^(?:\[Unreleased\]|\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d)\n\s*$/.exec(title);
    if (!number || (number[1] === undefined) !== (i === 0)) errors.push(`the title ${title.trim()}`);
    const names = sections.map((section) => /^.*/.exec(section)?.[0] ?? '');
    const known = SECTIONS.filter((name) => names.includes(name));
    if (names.join() !== known.join()) errors.push(`the sections ${names.join()} of ${title.trim()}`);
    for (const section of sections) {
      const body = section.slice(section.indexOf('\n'));
      if (!/^\n\n- \S/.test(body) || /\n\n(?=.)/.test(body.slice(2)))
        errors.push(`the list ${section.slice(0, 20)}`);
    }
    return (
      number?.[1]
        ?.split('.')
        .map((part) => part.padStart(6, '0'))
        .join('.') ?? '~'
    );
  });
  const isDescending = numbers.every((number, i) => i === 0 || number < numbers[i - 1]);
  return isDescending ? errors : [...errors, 'the versions are not in descending order'];
}

it('lists the versions, newest first, with one list of changes of each kind', () => {
  const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  expect(formErrors(text)).toEqual([]);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (version !== '0.1.0') expect(text).toContain(`## [${version}] - `);
});

it('the check finds wrong forms', () => {
  const released = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-02\n\n### Added\n\n- One.\n';
  expect(formErrors(released)).toEqual([]);
  const wrong = [
    released.replace('# Changelog', '# News'),
    released.replace('## [Unreleased]\n\n', ''),
    released.replace('2026-01-02', 'January'),
    released.replace('### Added', '### New'),
    released.replace('- One.', 'One.'),
    released.replace('- One.\n', '- One.\n\n### Added\n\n- Two.\n'),
    `${released}\n## [1.2.0] - 2026-01-01\n\n### Fixed\n\n- Two.\n`,
  ];
  expect(wrong.map((text) => formErrors(text).length > 0)).toEqual(wrong.map(() => true));
});
