import * as z from 'zod/mini';
import { describe, lazy } from './describe.js';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A file that a spec carries: a text, other bytes, or only the hash of a file that is too large. */
const carriedFile = z.union([
  z.string(),
  z.strictObject({ base64: describe(z.string(), 'The bytes of the file.') }),
  z.strictObject({
    sha256: describe(sha256, 'The hash of a file that is too large to be carried. It is read from the disk.'),
    bytes: describe(z.optional(z.number()), 'The size of this file.'),
  }),
]);

export const files = lazy(() => z.record(z.string().check(z.minLength(1), z.maxLength(4096)), carriedFile));

export type CarriedFile = z.infer<typeof carriedFile>;
