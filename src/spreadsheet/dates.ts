/** Dates in spreadsheets: numbers of days with a number format that shows a date or a time. */

/** The built-in formats with dates or times, which have a number instead of a code. 27 to 58 are East Asian. */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
];

/**
 * Whether a number format shows a date or a time. It has this number and, if it is not built in, this code such as
 * "yyyy-mm-dd". A duration such as "[h]:mm" stays a number of days.
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([first, last]) => id >= first && id <= last);
  // Texts and escaped characters of a format are not placeholders. Its first section is for positive numbers.
  const [placeholders] = code
    .slice(0, 1000)
    .replace(/"[^"]*"|\\.|_.|\*./gs, '')
    .split(';', 1);
  if (/\[(?:h+|m+|s+)\]/i.test(placeholders)) return false;
  return /[ydmhs]/i.test(placeholders.replace(/\[[^\]]*\]|general/gi, ''));
}

const MS_PER_DAY = 86_400_000;
/** The first day after 9999-12-31. */
const MAX_SERIAL = 2_958_466;

/**
 * Returns a number of days as ISO text: a date, a date with a time of day or, below 1, a time alone; null if it is out of
 * range. Day 1 is 1900-01-01 or, with `is1904`, 1904-01-02. Times are rounded to milliseconds.
 */
export function formatSerial(serial: number, is1904: boolean): string | null {
  if (!(serial >= 0 && serial < MAX_SERIAL)) return null;
  // Spreadsheets count a day 60, 1900-02-29, which did not exist.
  const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const milliseconds = Math.round(days * MS_PER_DAY) + Date.UTC(1899, 11, 30);
  const [date, timeOfDay] = new Date(milliseconds).toISOString().slice(0, -1).split('T');
  const time = timeOfDay.replace('.000', '');
  if (serial < 1) return time;
  return time === '00:00:00' ? date : `${date} ${time}`;
}
