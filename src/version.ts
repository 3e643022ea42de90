import { createRequire } from 'node:module';

/** As package.json says; that file lies one folder above both src/ and dist/. */
export const VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version;
