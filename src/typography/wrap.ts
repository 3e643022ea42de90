/** The width of a text in the caller's unit; the same unit as `maxWidth`. */
export type MeasureText = (text: string) => number;

const ELLIPSIS = '…';

/**
 * `text` in lines that are at most `maxWidth` wide, each as full as it can be. Lines end where the text's own
 * lines end, at spaces (no line keeps those at its end) and after - / _ . that follow a letter or digit, but not
 * inside a decimal number or before a negative one; inside a word only where the word alone is too wide, and never inside a grapheme, so
 * that a line of one grapheme can be too wide. At least one line, perhaps empty.
 */
export function wrap(text: string, maxWidth: number, measureText: MeasureText): string[] {
  const fits = (line: string) => measureText(line.trimEnd()) <= maxWidth;
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line) => wrapLine(line, fits));
}

function wrapLine(text: string, fits: (line: string) => boolean): string[] {
  if (fits(text)) return [text.trimEnd()];
  const pieces = piecesOf(text).flatMap((piece) => (fits(piece) ? piece : filled(graphemes(piece), fits)));
  const lines = filled(pieces, fits).map((line) => line.trimEnd());
  const inked = lines.filter((line) => line !== '');
  return inked.length > 0 ? inked : [''];
}

/** Words with the marks and spaces after them that a line may end with. */
function piecesOf(text: string): string[] {
  return text.match(/[-/_.]*(?:[^- /_.\t]|(?<=\d)\.(?=\d)|-(?=\d))*[-/_.]*[ \t]*/g)!;
}

/** Joins pieces to lines, each of as many pieces as fit but at least one. */
function filled(pieces: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (let from = 0; from < pieces.length; ) {
    const count = mostThatFit(pieces.length - from, (n) => fits(pieces.slice(from, from + n).join('')));
    const to = from + Math.max(1, count);
    lines.push(pieces.slice(from, to).join(''));
    from = to;
  }
  return lines;
}

/** `text`, or as much of both its ends as fits around "…"; at the least "…", even where that is too wide. */
export function truncateMiddle(text: string, maxWidth: number, measureText: MeasureText): string {
  if (measureText(text) <= maxWidth) return text;
  const all = graphemes(text);
  const shortened = (kept: number) =>
    all.slice(0, Math.ceil(kept / 2)).join('') +
    ELLIPSIS +
    all.slice(all.length - Math.floor(kept / 2)).join('');
  return shortened(mostThatFit(all.length, (kept) => measureText(shortened(kept)) <= maxWidth));
}

/**
 * The largest number up to `limit` for which `fits` holds, taking it that it holds up to some number; 0 without
 * asking. Asks about small numbers first, so that the cost goes with what fits, not with `limit`.
 */
function mostThatFit(limit: number, fits: (count: number) => boolean): number {
  let most = 0;
  let step = 1;
  while (most + step <= limit && fits(most + step)) {
    most += step;
    step *= 2;
  }
  while (step > 1) {
    step /= 2;
    if (most + step <= limit && fits(most + step)) most += step;
  }
  return most;
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character. The segmenter costs milliseconds to load, and plain ASCII needs none. */
function graphemes(text: string): string[] {
  if (/^[ -~]*$/.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  // In parts, because the time of a segmenter goes with the square of its text. What a part ends with may go on in
  // the next one, which therefore begins with it.
  const out: string[] = [];
  for (let rest = text; rest; ) {
    const found = Array.from(segmenter.segment(rest.slice(0, PART)), ({ segment }) => segment);
    const last = rest.length > PART && found.length > 1 ? (found.pop() as string) : '';
    out.push(...found);
    rest = last + rest.slice(PART);
  }
  return out;
}

/** UTF-16 code units that are segmented at once. */
const PART = 1024;
