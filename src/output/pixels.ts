/** A picture as 8-bit RGBA, not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The largest picture that is written or read; a larger one would take gigabytes. */
export const MAX_PIXELS = 100_000_000;

/** Divides the colours of RGBA bytes from `start` to `end` by their alpha, in place. */
export function unpremultiply(bytes: Uint8Array, start = 0, end = bytes.length): void {
  for (let i = start; i < end; i += 4) {
    const alpha = bytes[i + 3];
    if (alpha === 0 || alpha === 255) continue;
    for (let c = i; c < i + 3; c++) bytes[c] = Math.min(255, Math.round((bytes[c] * 255) / alpha));
  }
}
