import * as z from 'zod/mini';
import { specSchema } from './spec.js';

/**
 * Returns the JSON Schema of a spec. If a spec names it as "$schema", editors complete, check and explain its keys.
 * It is draft 7, which most editors support. It does not check colours, number formats or the cells of a matrix.
 */
export function jsonSchema(): object {
  return jsonSchemaOf(specSchema, 'A heatmap', 'A figure spec for heatmap-cli.');
}

/** Returns the JSON Schema of a zod schema that consists of keys of a spec. */
export function jsonSchemaOf(zodType: z.ZodMiniType, title: string, description: string): object {
  const { $schema, ...schema } = z.toJSONSchema(zodType, {
    target: 'draft-7',
    unrepresentable: 'any',
    // Without references, each key that has a whole matrix as its value repeats all keys of "data".
    reused: 'ref',
    override({ zodSchema, jsonSchema }) {
      // Matrices are the only custom schemas.
      if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'array';
    },
  });
  return {
    $schema,
    title,
    description,
    // Without these two keywords VS Code marks comments and trailing commas as errors.
    allowComments: true,
    allowTrailingCommas: true,
    ...schema,
  };
}
