import * as z from 'zod/mini';
import { LINTS } from './lint-codes.js';

export const lint = z.union([z.literal(false), z.array(z.enum(LINTS))]);

export type LintSpec = z.infer<typeof lint>;
