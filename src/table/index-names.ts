/** Recognizes the headers of columns that identify or number records. */

/** Headers of columns that identify records, whatever their values. */
const ID_NAME =
  /^(?:unnamed: ?\d+(?:_level_\d+)?|index|idx|ids?|row_?names?|(?:row|obs|sample|record|case|subject|user|run|trial)_?(?:id|num|number|no)|year|yr|.+[_. -](?:id|year))$/i;
/** The same in camel case, such as userId. */
const CAMEL_ID_NAME = /[a-z](?:I[dD]|Year)$/;
/**
 * Headers of columns that number records if their values are in a sequence. A set, because each header of each table is
 * looked up, and compiling a pattern of all words takes longer.
 */
const COUNTER_NAMES: ReadonlySet<string> = new Set(
  [
    'i j k n no nr num number # rank order row rows col cols column columns obs observation record sample case subject',
    'trial run fold replicate rep seed layer head block channel epoch epochs iter iteration iterations batch',
    'frame tick token pos position page line level chapter day week month quarter hour minute second doy dow weekday',
    'dayofyear date time decade century generation cycle round lap bin start end chromstart chromend chrom_start chrom_end',
    ...['row', 'col', 'column'].flatMap((item) =>
      ['pos', 'position', '_pos', '_position'].map((end) => item + end),
    ),
    ...['', 'global', 'training', 'train'].flatMap((kind) =>
      ['step', 'steps', '_step', '_steps'].map((end) => kind + end),
    ),
  ].flatMap((words) => words.split(' ')),
);
/** What can follow a counter: "step_no". */
const COUNTER_SUFFIX = /[_ ]?(?:id|no|nr|num|number|index|idx|1|2)$/;
/** Headers of columns whose numbers are keys even if they have decimals: parameters of a search. */
export const PARAMETER_NAME = /^param_/i;

/** Whether a header says that its column identifies records, whatever its values are. */
export function isIdName(name: string): boolean {
  return ID_NAME.test(name) || CAMEL_ID_NAME.test(name);
}

/** Whether a header can be that of a column that numbers records. Words in it may be joined by a blank or "_". */
export function isCounterName(header: string): boolean {
  const name = header.toLowerCase();
  const isCounter = (text: string) => COUNTER_NAMES.has(text) || COUNTER_NAMES.has(text.replace(' ', '_'));
  return isCounter(name) || isCounter(name.replace(COUNTER_SUFFIX, ''));
}

/** Whether a header can be that of an index. */
export function mayNameIndex(name: string): boolean {
  return name === '' || isIdName(name) || isCounterName(name) || PARAMETER_NAME.test(name);
}
