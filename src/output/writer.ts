import type { FontSet } from '../fonts/font-set.js';
import type { Scene } from '../scene/scene.js';
import type { Pixels } from './pixels.js';

/** Reads the text that files of a format carry. */
export interface AttachmentReader {
  /** Whether a file with these first bytes is of the format. */
  readonly hasSignature: (start: Uint8Array) => boolean;
  /** Returns the text; null if the file carries none. Errors: `embedded-damaged`, `embedded-too-large`. */
  readonly read: (bytes: Uint8Array, file: string) => string | null;
}

/** An output format: how to write its files, and everything that other code needs to know about them. */
export interface Writer {
  /** The extension of its files, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Whether its files are vector graphics. Other files consist of pixels, so `size.dpi` and `--zoom` apply to them. */
  readonly vector: boolean;
  /** Whether its files are text, which a terminal can show. */
  readonly text: boolean;
  /** Whether its files contain the scene's title and description. */
  readonly accessible: boolean;
  /** What every machine reproduces: the bytes of a file, or only its pixels. */
  readonly reproduces: 'bytes' | 'pixels';
  /** Returns the bytes of a file with the scene. */
  readonly write: (scene: Scene, fonts: FontSet) => Uint8Array;
  /** Returns the same bytes; other threads compress them, while this one is free. Absent: `write` is fast enough. */
  readonly writeInBackground?: (scene: Scene, fonts: FontSet) => Promise<Uint8Array>;
  /**
   * Reads a file of this format as pixels, to compare pictures. Returns null or throws for a file that is damaged or
   * too large. Null: this program cannot read the format.
   */
  readonly readPixels: ((bytes: Uint8Array) => Pixels | null) | null;
  /** How the text that a file carries (`Scene.attachment`) is read back. Absent: files of the format carry none. */
  readonly attachment?: AttachmentReader;
}
