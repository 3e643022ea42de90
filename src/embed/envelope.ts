/** The text that a figure carries: a spec with its hash and the version of the program. */
import { createHash } from 'node:crypto';
import { fail } from '../diagnostics.js';
import { VERSION } from '../version.js';

const ENVELOPE = /^\{"heatmap":"([^"\\]{1,40})","sha256":"([0-9a-f]{64})","spec":([\s\S]*)\}$/;

/** Returns the envelope of a spec, which is JSON too. */
export function sealSpec(spec: string): string {
  return `{"heatmap":"${VERSION}","sha256":"${hashText(spec)}","spec":${spec}}`;
}

/** Returns the spec in an envelope. Error: `embedded-damaged`. */
export function unsealSpec(text: string, file: string): string {
  const [, , sha256, spec] = ENVELOPE.exec(text) ?? [];
  if (spec === undefined) {
    fail('embedded-damaged', 'what the figure carries is not a spec of heatmap', { file });
  }
  if (hashText(spec) !== sha256) {
    fail(
      'embedded-damaged',
      'the spec in the figure was changed: its hash differs from the one beside it',
      { file },
      'draw the figure again from its original spec and data',
    );
  }
  return spec;
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
