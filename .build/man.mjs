/** Writes dist/heatmap.1, the man page, from the definitions of the commands, which are also those of `--help`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { importSource } from './import-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A flag of this many commands is described once, in a section of its own. */
const MIN_SHARED = 3;

/** Escapes a text, so that no character of it is a command of roff. */
function toRoff(text) {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\0-\x7f]/gu, (c) => `\\[u${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^[.']/gm, '\\&$&');
}

const paragraph = (text) => `.PP\n${toRoff(text)}`;
const section = (title, ...content) => [`.SH ${title}`, ...content].join('\n');
const code = (text) => `.PP\n.nf\n${toRoff(text)}\n.fi`;
const item = (term, text) => `.TP\n\\fB${toRoff(term)}\\fR\n${toRoff(text)}`;
const flag = ({ flags, description }) =>
  item(flags, `${description[0].toUpperCase()}${description.slice(1)}.`);
const synopsis = (command) => `heatmap ${command.name()} ${command.usage()}`;

const visibleOptions = ({ options }) => options.filter(({ hidden }) => !hidden);

/** Returns the flags of several commands, grouped by their commands. */
function groupShared(commands) {
  const names = new Map();
  for (const command of commands) {
    for (const { flags, description } of visibleOptions(command)) {
      const key = JSON.stringify({ flags, description });
      names.set(key, [...(names.get(key) ?? []), command.name()]);
    }
  }
  const groups = new Map();
  for (const [key, users] of names) {
    if (users.length < MIN_SHARED) continue;
    const title = users.join(', ');
    groups.set(title, [...(groups.get(title) ?? []), JSON.parse(key)]);
  }
  return groups;
}

function commandPage(command, shared, examples) {
  const own = visibleOptions(command).filter(
    ({ flags, description }) => !shared.has(JSON.stringify({ flags, description })),
  );
  const lines = examples.map(([line, effect]) => (effect ? `# ${effect}\n${line}` : line));
  return [
    `.SS ${toRoff(synopsis(command))}`,
    toRoff(command.description()),
    ...command.registeredArguments.map((argument) => item(argument.name(), argument.description)),
    ...own.map(flag),
    code(lines.join('\n')),
  ].join('\n');
}

/** Returns the man page. A flag of several commands is listed once. */
export function manPage(commands, { examples, exitHelp, version }) {
  const groups = groupShared(commands);
  const shared = new Set([...groups.values()].flat().map((each) => JSON.stringify(each)));
  const exits = [...exitHelp.matchAll(/^ {2}(\d+(?:, \d+)*) +(.*)$/gm)];
  return `${[
    `.TH HEATMAP 1 "" "heatmap ${version}" "User Commands"`,
    section('NAME', 'heatmap \\- draw matrices as publication\\-quality heatmaps'),
    section('SYNOPSIS', code(commands.map(synopsis).join('\n')).replace('.PP\n', '')),
    section(
      'DESCRIPTION',
      toRoff(
        'Draws a matrix (CSV, JSON, NPY and many other formats) or a JSON spec as SVG, PNG, PDF or HTML.',
      ),
      paragraph(
        '"heatmap FILE" is short for "heatmap render FILE". "heatmap explain KEY" explains a key of a spec.',
      ),
    ),
    section(
      'COMMANDS',
      ...commands.map((command) => commandPage(command, shared, examples[command.name()] ?? [])),
    ),
    section(
      'FLAGS OF SEVERAL COMMANDS',
      ...[...groups].map(
        ([users, flags]) => `.SS ${toRoff(`Flags of ${users}`)}\n${flags.map(flag).join('\n')}`,
      ),
    ),
    section('EXIT STATUS', ...exits.map(([, codes, text]) => item(codes, text))),
    section(
      'FILES',
      item(
        'heatmap.config.json',
        'Defaults of all specs in this folder and below it; "heatmap schema --config" describes it.',
      ),
    ),
    section(
      'ENVIRONMENT',
      item('NO_COLOR', 'Turns off colours in messages, and colours and pictures in the terminal.'),
      item('COLUMNS', 'The width of figures as characters, if the output is not a terminal.'),
    ),
  ].join('\n')}\n`;
}

const { COMMANDS, EXAMPLES, EXIT_HELP, VERSION } = await importSource({
  COMMANDS: 'cli/main',
  EXAMPLES: 'cli/help-table',
  EXIT_HELP: 'host/exit',
  VERSION: 'version',
});
const program = new Command('heatmap');
for (const load of Object.values(COMMANDS)) (await load())(program, () => {});
const page = manPage(program.commands, { examples: EXAMPLES, exitHelp: EXIT_HELP, version: VERSION });
writeFileSync(join(root, 'dist/heatmap.1'), page);
