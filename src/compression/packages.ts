/** Loads packages that only some compressions need, when they are needed. */
import { createRequire } from 'node:module';

export function loadFflate(): typeof import('fflate') {
  return createRequire(import.meta.url)('fflate');
}

export function loadFzstd(): typeof import('fzstd') {
  return createRequire(import.meta.url)('fzstd');
}
