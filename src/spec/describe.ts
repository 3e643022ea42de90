/** Metadata of keys: description, examples, default, and whether a key needs all values of the matrix. */
import * as z from 'zod/mini';
import { formatRange } from './number-range.js';
import { rangesOf } from './range.js';

// Each run checks one spec. Generating code for the check would take longer than the check itself.
z.config({ jitless: true });

/** Adds the description and the examples that the JSON Schema contains and editors show. Returns `schema`. */
export function describe<T extends z.ZodMiniType>(schema: T, description: string, examples?: unknown[]): T {
  z.globalRegistry.add(schema, { description, ...(examples && { examples }) });
  return schema;
}

/**
 * Returns a schema that is built when a value is first checked by it. Most specs have few of the keys, and building all schemas
 * takes as long as drawing a small figure.
 */
export function lazy<T extends z.ZodMiniType>(build: () => T): z.ZodMiniLazy<T> {
  const schema = z.lazy(build);
  // Otherwise, zod builds the schemas of absent keys too, to find out whether they have defaults.
  Object.defineProperty(schema._zod, 'optin', { value: undefined });
  return schema;
}

/** Adds keywords to the JSON Schema, for what a check function requires. Returns `schema`. */
export function withKeywords<T extends z.ZodMiniType>(keywords: Record<string, unknown>, schema: T): T {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...keywords });
  return schema;
}

/** Returns a key that an object must have, with its description. Other keys can share `schema`. */
export function requiredKey<T extends z.ZodMiniType>(schema: T, description: string, examples?: unknown[]) {
  return describe(z.clone(schema), description, examples);
}

/** Returns an optional key with its description, which the range of its numbers is appended to. */
export function key<T extends z.ZodMiniType>(schema: T, description: string, examples?: unknown[]) {
  const ranges = rangesOf(schema).map(formatRange).join(', or ');
  return describe(z.optional(schema), ranges ? `${description} Range: ${ranges}.` : description, examples);
}

/**
 * Adds a default for the JSON Schema and `--print-config`, and appends it to the description. Parsing a spec does not
 * fill it in.
 */
export function withDefault<T extends z.ZodMiniType>(value: z.output<T>, schema: T): T {
  const metadata = z.globalRegistry.get(schema);
  const description = `${metadata?.description} ${defaultText(value)}`;
  z.globalRegistry.add(schema, { ...metadata, description, default: value });
  return schema;
}

/** Returns the default that `withDefault` adds. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  return z.globalRegistry.get(schema)?.default;
}

const siblings = new WeakMap<z.core.$ZodType, Readonly<Record<string, unknown>>>();

/** Adds the keys beside a key without which it has no effect or is not valid. */
export function withSiblings<T extends z.ZodMiniType>(values: Record<string, unknown>, schema: T): T {
  siblings.set(schema, values);
  return schema;
}

/** Returns the keys that `withSiblings` adds. */
export function siblingsOf(schema: z.core.$ZodType): Readonly<Record<string, unknown>> {
  return siblings.get(schema) ?? {};
}

/** Returns the sentence of a description that names the default. */
export function defaultText(value: unknown): string {
  return `Default: ${JSON.stringify(value)}.`;
}

/**
 * The values of a key that need all values of the matrix. Without `only`, `except` and `parts`, every value of the key
 * does. `parts` returns the names of the parts of a value that do.
 */
export interface AllValuesRule<T = unknown> {
  readonly only?: T;
  readonly except?: T;
  readonly parts?: (value: T) => readonly string[];
}

const allValuesRules = new WeakMap<z.core.$ZodType, AllValuesRule>();

/**
 * Marks a key whose effect depends on all values of the matrix. If a spec sets such a key, its data is read completely
 * and is not reduced while it is read.
 */
export function needsAllValues<T extends z.ZodMiniType>(schema: T, rule: AllValuesRule<z.output<T>> = {}): T {
  allValuesRules.set(schema, rule as AllValuesRule);
  return schema;
}

/** Returns the rule of a key that `needsAllValues` marks, otherwise undefined. */
export function allValuesRuleOf(schema: z.core.$ZodType): AllValuesRule | undefined {
  return allValuesRules.get(schema);
}
