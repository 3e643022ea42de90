import * as z from 'zod/mini';
import { specSchema } from './spec.js';

/**
 * The JSON Schema of a spec, for editors: a spec that names it as "$schema" is completed, checked and explained
 * while it is written. Draft 7, which editors read best; what only this program can check (whether a colour
 * or a number format is one, what a matrix holds) is left open in it.
 */
export function jsonSchema(): object {
  return jsonSchemaOf(specSchema, 'A heatmap', 'A spec of heatmap-cli: what is seen on the page.');
}

/** The JSON Schema of anything that is made of the keys of a spec. */
export function jsonSchemaOf(of: z.ZodMiniType, title: string, description: string): object {
  const { $schema, ...schema } = z.toJSONSchema(of, {
    target: 'draft-7',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // All that zod cannot represent here are the lists of a matrix.
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'array';
    },
  });
  return {
    $schema,
    title,
    description,
    // Two words of VS Code, which would mark them as faults otherwise.
    allowComments: true,
    allowTrailingCommas: true,
    ...schema,
  };
}
