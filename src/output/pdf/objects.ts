/** The syntax of PDF files (ISO 32000): values, objects, streams and the table of their offsets. */
import { createHash } from 'node:crypto';
import { zlibSync } from 'fflate';

/** The number of an object in a file. */
export type Reference = number & { readonly kind: 'reference' };

/** A value of a dictionary, as PDF source text; see `name`, `textString`, `array`, `refer`. */
export type Source = string;

export type Dictionary = Readonly<Record<string, Source | number | null>>;

/** Formats a number with at most four decimals. */
export function formatPdfNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a coordinate: ${value}`);
  return String(Math.round(value * 1e4) / 1e4 || 0);
}

/** Returns the source of a reference to an object. */
export function refer(reference: Reference): Source {
  return `${reference} 0 R`;
}

/** Returns the source of a name. It may contain only letters, digits, "-" and "+". */
export function name(text: string): Source {
  return `/${text}`;
}

export function array(items: readonly (Source | number)[]): Source {
  return `[${items.map((item) => (typeof item === 'number' ? formatPdfNumber(item) : item)).join(' ')}]`;
}

/** Returns the source of a dictionary; keys with null are left out. */
export function dictionary(entries: Dictionary): Source {
  const parts = Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : `/${key} ${typeof value === 'number' ? formatPdfNumber(value) : value}`,
  );
  return `<<${parts.join(' ')}>>`;
}

/** Returns the source of a text: ASCII as it is, other text as UTF-16. */
export function textString(text: string): Source {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${utf16Hex(text)}>`;
}

/** Returns the UTF-16 code units of a text in hexadecimal. */
export function utf16Hex(text: string): string {
  return Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i), 4)).join('');
}

export function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/** Collects the objects of a file. */
export class PdfFile {
  /** The source of each object; the number of the first is 1. */
  private readonly objects: (Uint8Array | null)[] = [];

  /** Returns the number of an object that `set` will define. */
  reserve(): Reference {
    return this.objects.push(null) as Reference;
  }

  set(reference: Reference, source: Source): void {
    this.objects[reference - 1] = encode(source);
  }

  add(source: Source): Reference {
    const reference = this.reserve();
    this.set(reference, source);
    return reference;
  }

  /**
   * Adds a stream, compressed if `isCompressed`. The compression is that of a library in JavaScript: zlib has other results in
   * other builds of Node, and a file has the same bytes on every machine.
   */
  addStream(entries: Dictionary, content: Uint8Array, isCompressed = true): Reference {
    return isCompressed
      ? this.addCompressed(entries, zlibSync(content, { level: 6 }))
      : this.addBytes(entries, content);
  }

  /** Adds a stream of zlib data. */
  addCompressed(entries: Dictionary, bytes: Uint8Array): Reference {
    return this.addBytes({ ...entries, Filter: '/FlateDecode' }, bytes);
  }

  private addBytes(entries: Dictionary, bytes: Uint8Array): Reference {
    const head = `${dictionary({ ...entries, Length: bytes.length })}\nstream\n`;
    return this.objects.push(joinParts([encode(head), bytes, encode('\nendstream')])) as Reference;
  }

  /** Returns the bytes of the file. Its identifier is a hash of its objects. */
  write(root: Reference, info: Reference): Uint8Array {
    // The comment of bytes above 127 tells programs that the file is binary.
    const parts = [encode('%PDF-1.7\n'), Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
    let length = parts[0].length + parts[1].length;
    const hash = createHash('sha256');
    const offsets = this.objects.map((content, i) => {
      if (content === null) throw new Error(`object ${i + 1} of the PDF has no content`);
      const object = joinParts([encode(`${i + 1} 0 obj\n`), content, encode('\nendobj\n')]);
      const offset = length;
      hash.update(object);
      parts.push(object);
      length += object.length;
      return offset;
    });
    const id = `<${hash.digest('hex').slice(0, 32)}>`;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    const size = offsets.length + 1;
    const trailer = dictionary({ Size: size, Root: refer(root), Info: refer(info), ID: array([id, id]) });
    const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
    parts.push(encode(`${table}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`));
    return joinParts(parts);
  }
}

/** Returns the bytes of a text that has only ASCII characters. */
export function encode(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
