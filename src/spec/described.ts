import * as z from 'zod/mini';

// A spec is read once: to generate code for it would take longer than it takes to check it without.
z.config({ jitless: true });

/** `schema` with the text (and examples) that editors show and that the JSON Schema carries. */
export function described<T extends z.ZodMiniType>(schema: T, description: string, examples?: unknown[]): T {
  z.globalRegistry.add(schema, { description, ...(examples && { examples }) });
  return schema;
}

/** An optional key with its description. */
export function key<T extends z.ZodMiniType>(schema: T, description: string, examples?: unknown[]) {
  return described(z.optional(schema), description, examples);
}

/** A key with what leaving it out means. Only editors are told: reading a spec fills nothing in. */
export function byDefault<T extends z.ZodMiniType>(value: z.output<T>, schema: T): T {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), default: value });
  return schema;
}
