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
      writeStdout(`${JSON.stringify(config ? configJsonSchema() : jsonSchema(), null, 1)}\n`),
    );
}
