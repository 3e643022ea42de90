import type { Command } from 'commander';
import { configJsonSchema } from '../../host/config-schema.js';
import { writeStdout } from '../../host/io.js';
import { jsonSchema } from '../../spec/schema.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .summary('print the JSON Schema of a spec')
    .description(
      'Print the JSON Schema of a spec, which editors use for completion, validation and documentation. ' +
        'To use it, set "$schema" at the top of a spec to its path. ' +
        'The package contains it as dist/heatmap.schema.json.',
    )
    .option('--config', 'print the JSON Schema of heatmap.config.json instead')
    .action(({ config }: { readonly config?: boolean }) =>
      writeStdout(formatSchema(config ? configJsonSchema() : jsonSchema())),
    );
}

/** Formats a schema with one line per key and definition. Indented, it would be half as large again. */
function formatSchema(schema: object): string {
  const lists = ['properties', 'definitions'];
  const entries = Object.entries(schema).map(([key, value]) =>
    lists.includes(key) ? `"${key}": ${formatEntries(value)}` : `"${key}": ${JSON.stringify(value)}`,
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}

function formatEntries(object: object): string {
  const lines = Object.entries(object).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}
