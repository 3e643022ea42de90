/** Texts of points in time. Times are milliseconds since 1970 of the wall-clock time, so no time zone is applied. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** Returns "2024". */
export function formatYear(time: number): string {
  return String(new Date(time).getUTCFullYear());
}

/** Returns "Mar". */
export function formatMonth(time: number): string {
  return MONTHS[new Date(time).getUTCMonth()];
}

/** Returns "Mar 15". */
export function formatDay(time: number): string {
  return `${formatMonth(time)} ${new Date(time).getUTCDate()}`;
}

/** Returns "2024-03-15". */
export function formatDate(time: number): string {
  const date = new Date(time);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  return `${date.getUTCFullYear()}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** Returns the time of day: "06:00", "06:00:15" or "06:00:15.250". */
export function formatTimeOfDay(time: number, precision: 'minute' | 'second' | 'millisecond'): string {
  const date = new Date(time);
  const parts = [twoDigits(date.getUTCHours()), twoDigits(date.getUTCMinutes())];
  if (precision !== 'minute') parts.push(twoDigits(date.getUTCSeconds()));
  const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
  return `${parts.join(':')}${precision === 'millisecond' ? `.${milliseconds}` : ''}`;
}

/** Returns date and time with the units that are not 0: "2024-03-15", "2024-03-15 06:00", "2024-03-15 06:00:15". */
export function formatDateTime(time: number): string {
  if (time % DAY === 0) return formatDate(time);
  return `${formatDate(time)} ${formatTimeOfDay(time, precisionOf(time))}`;
}

/** Whether all times of a range are on 1 January 1970, so that only the time of day was given. */
export function isTimeOfDay(low: number, high: number): boolean {
  return low >= -DAY / 2 && high <= 1.5 * DAY;
}

/** Returns a function that formats the times of a range: without a date if all are times of day. */
export function timeFormatter(low: number, high: number): (time: number) => string {
  return isTimeOfDay(low, high) ? (time) => formatTimeOfDay(time, precisionOf(time)) : formatDateTime;
}

function precisionOf(time: number): 'minute' | 'second' | 'millisecond' {
  return time % 60_000 === 0 ? 'minute' : time % 1000 === 0 ? 'second' : 'millisecond';
}

/** Returns a length of time in its largest whole unit: "1 hour", "3 days", "90 minutes". */
export function formatDuration(milliseconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', DAY],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ];
  const [unit, length] = units.find(([, size]) => milliseconds % size === 0) ?? ['millisecond', 1];
  const count = Number((milliseconds / length).toPrecision(6));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
