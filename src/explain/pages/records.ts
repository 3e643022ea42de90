import type { Explanations } from '../explanation.js';

/** Tables of records: the functions of x, y, panel and value, conditions, and dates. */
export const RECORDS: Explanations = {
  'calendar-fields': {
    title: 'Calendar with another axis or with panels',
    meaning:
      'A calendar uses both axes: weeks are across, and the days of the week down. It has one panel for each year. So no other axis and no panel can be given.',
    example: "heatmap weather.csv --x 'calendar(date)' --value 'mean(temp_max)' --week-start sunday",
    fix: 'Give calendar(date) as x or y alone. To draw a part of the records, such as one city, use --where.',
  },
  'invalid-field': {
    title: 'Function of a column is not valid',
    meaning:
      'An axis is a column, a time unit of a date column such as month(date), bin(column, 20), bin(column, step 5) or calendar(date). A value is a column or a function that combines records, such as mean(column) or count(). A name that a column has is never read as a function.',
    example: "heatmap weather.csv --x 'month(date)' --y 'year(date)' --value 'mean(temp_max)'",
    fix: 'Write one of the functions that the hint lists. Put a name with commas or quotes in double quotes: mean("temp, max").',
  },
  'too-many-groups': {
    title: 'Too many groups on an axis',
    meaning:
      'An axis of combined records can have up to 10,000 groups. More would not be visible, and usually the column identifies single records.',
    example: "--x 'date(time)'     27 years have 10,000 days; yearmonth(time) has 324 months",
    fix: 'Use a larger unit of time, bin(column, 20) for numbers, or a column with fewer different values.',
  },
  'not-a-date': {
    title: 'Not a date',
    meaning:
      'A time unit needs a column of dates that are all written in one way, which the first records decide.',
    example: '2024-05-31   2024-05-31 14:30   31.05.2024   31 May 2024   seconds since 1970',
    fix: 'Correct the field at the given place, list its text in "missingValues", or leave out its records with --where. Without a place, choose a column of dates.',
  },
  'ambiguous-dates': {
    title: 'Day and month cannot be told apart',
    meaning: 'Dates such as 03/04/2024 have two meanings, and no day of the first records is above 12.',
    example: "heatmap sales.csv --x 'month(date)' --y store --value 'sum(price)' --date-order day-month",
    fix: 'Set "dateOrder" to "day-month" or "month-day", or use --date-order.',
  },
  'mixed-dates': {
    title: 'Dates in both orders',
    meaning: 'Some dates of the column have the day first, others the month. Their meaning is not certain.',
    example: '13/04/2024 and 04/13/2024',
    fix: 'Write all dates in one order, best as 2024-04-13.',
  },
  'no-such-unit': {
    title: 'Dates without this unit',
    meaning: 'A date without a time of day has no hour, and a year has no month.',
    fix: 'Use a larger unit, such as date(time), or a column with more precise dates.',
  },
  'aggregate-of-words': {
    title: 'Words cannot be averaged',
    meaning: 'The function needs numbers, but the column contains only words.',
    fix: 'Use count() or distinct(column) to count records or different words, or first(column) to show a word.',
  },
  'invalid-condition': {
    title: 'Condition compares different kinds of values',
    meaning:
      'A condition such as year >= 2010 compares a column with a number, a date or a word of the same kind.',
    example: "--where 'city in Oslo, \"New York\"' --where 'date >= 2024-05'",
    fix: 'Compare the column with a value of its own kind.',
  },
  'no-records': {
    title: 'No records are left',
    meaning: 'No record meets all conditions, or none has a value for each axis.',
    fix: 'Check the value of the condition: words are compared exactly, with their case. The hint names similar ones.',
  },
  'filtered-records': {
    title: 'Number of records that meet the conditions',
    meaning: 'Only these records are drawn. This note is shown with --verbose.',
    fix: 'No action is needed.',
  },
  'skipped-records': {
    title: 'Records without a value for an axis',
    meaning: 'A record whose date, number or word for an axis is missing belongs to no cell.',
    fix: 'No action is needed. If many records are skipped, check the columns in "x", "y" and "panel".',
  },
  'held-values': {
    title: 'Number of values in memory',
    meaning:
      'The function median() needs all values at once, and distinct() all different values of each cell. Other functions need memory only for the result. This note is shown with --verbose.',
    fix: 'No action is needed. For very many records use mean() instead of median().',
  },
};
