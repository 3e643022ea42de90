/** Reads numbers as people write them: 37,253,956, $1,200, 45 %, <0.001, (350). */
import { isMissing } from './missing.js';
import { type DecimalMark, parseNumber } from './number.js';

/** Parses the numbers of one column. */
export interface NumberParser {
  /** Whether all samples are plain numbers, which `parseNumber` reads. */
  readonly isPlain: boolean;
  /** The unit of all samples: "%", a currency sign, or null. */
  readonly unit: string | null;
  readonly decimal: DecimalMark;
  /** Describes how the numbers are written if they are not plain, such as "thousands separators", for notes. */
  readonly marks: readonly string[];
  /** Returns the number, or NaN if the text is missing or no number. 45% is 45; <0.001 is 0.001. */
  parse(text: string): number;
}

export interface NumberOptions {
  /** The decimal mark of the table. A mark that the samples refute is not used. */
  readonly decimal?: DecimalMark;
  /** Further texts that mean "missing". */
  readonly missingValues?: readonly string[];
  /** The largest share of samples that may be something other than numbers. Default: 0. */
  readonly maxOtherShare?: number;
  /** Beside at least one number, up to this many different texts can be no numbers. Default: 0. */
  readonly maxOtherTexts?: number;
}

/** Texts that mean "missing" in a column of numbers, besides those of `isMissing`. They are compared in lower case. */
const LOOSE_MISSING: ReadonlySet<string> = new Set([
  '.',
  '..',
  '...',
  '?',
  '--',
  '---',
  '–',
  '—',
  '\\n',
  'n.a.',
  'n.a',
  'na',
  'n/a',
  'nan',
  'nil',
  'none',
  'null',
  '(null)',
  'nd',
  'n.d.',
  'missing',
  'unknown',
  'undefined',
  'undef',
  'n/d',
  'not available',
  'no data',
  '#n/a',
  '#na',
  '#value!',
  '#div/0!',
  '#ref!',
  '#num!',
  '#null!',
  '-nan',
  '-1.#ind',
  '1.#qnan',
  '1.#ind',
]);

/** Whether a text is a number as people write it. A plain number is one too. */
export function isHumanNumber(text: string, decimal: DecimalMark): boolean {
  return readParts(text, decimal) !== null;
}

/** Whether a text means "missing" in a column of numbers. */
export function isMissingNumber(text: string, missingValues?: readonly string[]): boolean {
  return isMissing(text, missingValues) || LOOSE_MISSING.has(text.trim().toLowerCase());
}

/** Longer texts are not numbers. */
const MAX_LENGTH = 60;
const CURRENCY = String.raw`\p{Sc}`;
const NUMBER = new RegExp(
  String.raw`^(?<bound>[<>≤≥~≈]=?)? ?(?<open>\()?(?<sign>[+\u2212-])? ?(?<prefix>${CURRENCY})? ?(?<inner>[+\u2212-])?` +
    String.raw`(?<digits>[\d.,' \u00a0\u202f\u2009’]*\d[.,]?|[.,]\d+)(?<exponent>e[+\u2212-]?\d{1,4})?` +
    String.raw`[ \u00a0\u202f]?(?<suffix>${CURRENCY}|%)?(?<close>\))?$`,
  'iu',
);
const GROUP_SEPARATORS = `,.' \u00a0\u202f\u2009’`;

interface Parts {
  readonly value: number;
  readonly unit: string | null;
  readonly marks: readonly string[];
}

/**
 * Returns a parser for a column of numbers, of which `samples` are some texts, or null if they are not numbers. Missing
 * values do not count, and a column of missing values alone has no parser.
 */
export function createNumberParser(
  samples: readonly string[],
  options: NumberOptions = {},
): NumberParser | null {
  const texts = samples.filter((text) => !isMissingNumber(text, options.missingValues));
  if (texts.length === 0) return null;
  const { decimal: usual = '.' } = options;
  if (texts.every((text) => !Number.isNaN(parseNumber(text, usual))))
    return plainParser(usual, options.missingValues);
  const marks: DecimalMark[] = options.decimal === ',' ? [',', '.'] : ['.', ','];
  const candidates = marks.flatMap((decimal) => [
    { decimal, isPlain: true, others: countOthers(texts, (text) => parseNumber(text, decimal)) },
    { decimal, isPlain: false, others: countOthers(texts, (text) => readParts(text, decimal)?.value) },
  ]);
  const [best, ...others] = [...candidates].sort((a, b) => a.others - b.others);
  // Numbers with different units cannot be compared, so they are faults of plain numbers.
  const parser = best.isPlain ? null : humanParser(texts, best.decimal, options.missingValues);
  const chosen = parser ? best : [best, ...others].find(({ isPlain }) => isPlain);
  if (!chosen || !areFew(chosen.others)) return null;
  return parser ?? plainParser(chosen.decimal, options.missingValues);

  function areFew(count: number): boolean {
    const { maxOtherShare = 0, maxOtherTexts = 0 } = options;
    if (count <= maxOtherShare * texts.length) return true;
    if (count === texts.length) return false;
    return new Set(texts.filter((text) => Number.isNaN(parseNumber(text, usual)))).size <= maxOtherTexts;
  }
}

/** Describes what the samples of a column of numbers decided. */
export function describeNumbers({ unit, decimal }: NumberParser): string {
  const numbers = unit === null ? 'plain numbers' : `numbers in ${unit}`;
  return decimal === ',' ? `${numbers} with decimal commas` : numbers;
}

function countOthers(texts: readonly string[], parse: (text: string) => number | undefined): number {
  return texts.filter((text) => Number.isNaN(parse(text) ?? Number.NaN)).length;
}

function plainParser(decimal: DecimalMark, missingValues: readonly string[] | undefined): NumberParser {
  return {
    isPlain: true,
    unit: null,
    decimal,
    marks: [],
    parse(text) {
      if (isMissing(text, missingValues)) return Number.NaN;
      // A column of small numbers can contain a large one with separators. A unit would change the meaning.
      const parts = readParts(text, decimal);
      return parts?.unit === null ? parts.value : Number.NaN;
    },
  };
}

/** Returns null if the units of the samples differ, because such numbers cannot be compared. */
function humanParser(
  texts: readonly string[],
  decimal: DecimalMark,
  missingValues: readonly string[] | undefined,
): NumberParser | null {
  const parts = texts.flatMap((text) => readParts(text, decimal) ?? []);
  const units = new Set(parts.map(({ unit }) => unit));
  const named = [...units].filter((unit) => unit !== null);
  // A zero is often written without a unit.
  const isMixed = parts.some(({ unit, value }) => unit === null && value !== 0);
  if (named.length > 1 || (named[0] === '%' && isMixed)) return null;
  const unit = named[0] ?? null;
  return {
    isPlain: false,
    unit,
    decimal,
    marks: [...new Set(parts.flatMap(({ marks }) => marks))],
    parse(text) {
      const isText = isMissing(text, missingValues);
      return isText ? Number.NaN : (readParts(text, decimal)?.value ?? Number.NaN);
    },
  };
}

function readParts(text: string, decimal: DecimalMark): Parts | null {
  const trimmed = text.trim();
  const plain = parseNumber(trimmed, decimal);
  if (!Number.isNaN(plain)) return { value: plain, unit: null, marks: [] };
  if (trimmed.length > MAX_LENGTH) return null;
  const groups = NUMBER.exec(trimmed)?.groups;
  if (!groups) return null;
  const { bound, open, sign, prefix, inner, exponent = '', suffix, close } = groups;
  if ((open === undefined) !== (close === undefined) || (sign && inner) || (prefix && suffix)) return null;
  if (open && (sign || inner)) return null;
  const digits = removeGroups(groups.digits, decimal);
  if (digits === null) return null;
  const value = parseNumber(digits.text + exponent.replace('\u2212', '-'), '.');
  if (Number.isNaN(value)) return null;
  const isNegative = open !== undefined || /[\u2212-]/.test(`${sign ?? ''}${inner ?? ''}`);
  const unit = prefix ?? suffix ?? null;
  const marks = [
    ...(digits.hasGroups ? ['thousands separators'] : []),
    ...(unit === '%' ? ['percent signs'] : unit === null ? [] : [`currency signs (${unit})`]),
    ...(bound === undefined ? [] : [`bounds (${bound})`]),
    ...(open === undefined ? [] : ['parentheses for negative numbers']),
  ];
  return { value: isNegative ? -value : value, unit, marks };
}

/** Returns the digits with a decimal point and without thousands separators; null if the groups are not of thousands. */
function removeGroups(text: string, decimal: DecimalMark): { text: string; hasGroups: boolean } | null {
  const parts = text.split(decimal);
  if (parts.length > 2) return null;
  const [whole, fraction] = parts;
  if (fraction !== undefined && /\D/.test(fraction)) return null;
  const separator = [...GROUP_SEPARATORS].find((mark) => whole.includes(mark));
  const point = fraction === undefined ? '' : `.${fraction}`;
  if (separator === undefined) return { text: whole + point, hasGroups: false };
  if (separator === decimal) return null;
  const [first, ...rest] = whole.split(separator);
  const last = rest.at(-1) ?? '';
  // In India the groups before the last one have two digits.
  const isGrouped = rest.every((group) => /^\d{3}$/.test(group));
  const isIndian = separator === ',' && rest.slice(0, -1).every((group) => /^\d{2}$/.test(group));
  const isValid = /^[1-9]\d{0,2}$/.test(first) && /^\d{3}$/.test(last) && (isGrouped || isIndian);
  return isValid ? { text: [first, ...rest].join('') + point, hasGroups: true } : null;
}
