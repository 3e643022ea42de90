/** The schema of `heatmap.config.json`: every key with its description. */
import * as z from 'zod/mini';
import { OUTPUT_FORMATS } from '../output/index.js';
import { key } from '../spec/describe.js';
import { integerFrom } from '../spec/range.js';
import { jsonSchemaOf } from '../spec/schema.js';
import { specSchema } from '../spec/spec.js';

type Schemas = ReturnType<typeof createSchemas>;

/** What the file contains. */
export type ConfigFile = z.infer<Schemas['config']>;

let schemas: Schemas | undefined;

/** Returns the schemas of the file and of its `defaults`. They are created on first use, because most runs need neither. */
export function configSchemas(): Schemas {
  schemas ??= createSchemas();
  return schemas;
}

function createSchemas() {
  // All keys of a spec except those that name data.
  const defaults = z.omit(specSchema, { $schema: true, data: true, panels: true });

  const config = z.strictObject({
    $schema: key(z.string(), 'The path or URL of the JSON Schema of this file, for editors.'),
    theme: specSchema.shape.theme,
    defaults: key(defaults, 'Default values for the keys of every spec. Objects are merged key by key.', [
      { color: { map: 'magma' }, size: { width: '88mm' } },
    ]),
    formats: key(
      z.array(z.enum(OUTPUT_FORMATS)).check(z.minLength(1)),
      'The formats in which figures are written to a folder.',
      [OUTPUT_FORMATS],
    ),
    root: key(
      z.string(),
      'The folder that specs may read: the folder of this configuration or one inside it. Default: the nearest folder above a spec with this file or ".git".',
      ['.', 'figures'],
    ),
    output: key(
      z.string(),
      'The folder into which "heatmap batch" writes figures: one inside the folder of this configuration.',
      ['build'],
    ),
    jobs: key(integerFrom(1, 256), 'The number of processes that "heatmap batch" uses.', [4]),
  });
  return { config, defaults };
}

export function configJsonSchema(): object {
  return jsonSchemaOf(configSchemas().config, 'Project settings', 'The heatmap.config.json of heatmap-cli.');
}
