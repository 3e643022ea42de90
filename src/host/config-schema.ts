/** Every key of `heatmap.config.json`, with its description. */
import * as z from 'zod/mini';
import { OUTPUT_FORMATS } from '../output/index.js';
import { key } from '../spec/described.js';
import { jsonSchemaOf } from '../spec/schema.js';
import { specSchema } from '../spec/spec.js';

type Schemas = ReturnType<typeof made>;

let known: Schemas | undefined;

/** The schema of the file, and of its `defaults`; made when they are first needed, which most runs never do. */
export function configSchemas(): Schemas {
  known ??= made();
  return known;
}

function made() {
  // Any key of a spec but those that say what is drawn.
  const defaults = z.omit(specSchema, { $schema: true, data: true, panels: true });

  const config = z.strictObject({
    $schema: key(z.string(), 'Where the JSON Schema of this file is, for editors.'),
    theme: specSchema.shape.theme,
    defaults: key(
      defaults,
      'Keys of a spec that hold where a spec does not say otherwise; objects are joined key by key.',
      [{ color: { map: 'magma' }, size: { width: '88mm' } }],
    ),
    formats: key(
      z.array(z.enum(OUTPUT_FORMATS)).check(z.minLength(1)),
      'The formats of figures that are written to a folder.',
      [['svg', 'png']],
    ),
    root: key(
      z.string(),
      'The folder below which specs may read files: the one of this configuration (which ".git" further down would narrow), or one in it.',
      ['.', 'figures'],
    ),
    output: key(z.string(), 'Where "heatmap batch" writes figures: a folder below this one.', ['build']),
    jobs: key(
      z.int().check(z.minimum(1), z.maximum(256)),
      'How many processes draw in "heatmap batch".',
      [4],
    ),
  });
  return { config, defaults };
}

export function configJsonSchema(): object {
  return jsonSchemaOf(
    configSchemas().config,
    'Settings of a project',
    'A heatmap.config.json of heatmap-cli.',
  );
}
