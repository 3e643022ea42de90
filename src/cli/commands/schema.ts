import type { Command } from 'commander';
import { configJsonSchema } from '../../host/config-schema.js';
import { writeStdout } from '../../host/io.js';
import { jsonSchema } from '../../spec/schema.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .summary('print the JSON Schema of a spec')
    .description(
      'Prints the JSON Schema of a spec, by which editors complete, check and explain it: name the file\n' +
        'as "$schema" at the top of a spec. The package has it as dist/heatmap.schema.json.',
    )
    .option('--config', 'that of heatmap.config.json instead')
    .action(({ config }: { readonly config?: boolean }) =>
      writeStdout(`${JSON.stringify(config ? configJsonSchema() : jsonSchema(), null, 2)}\n`),
    );
}
