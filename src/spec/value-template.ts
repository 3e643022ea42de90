/** Parses the template of the texts in cells, such as "{value:.2f}\n{share:.0%}". */
import { quote } from '../diagnostics.js';
import { numberFormatError } from '../typography/number.js';
import { parseValueField } from './fields.js';

/** The fields that every matrix has. Other fields are values of the records of a cell. */
export const CELL_FIELDS = [
  'value',
  'original',
  'row',
  'column',
  'share',
  'rowShare',
  'columnShare',
] as const;
export type CellField = (typeof CELL_FIELDS)[number];

/** A field of a template. */
export interface TemplateField {
  readonly name: string;
  /** A d3 number format; null: as many digits as the values need. */
  readonly format: string | null;
}

/** The texts and fields of a template in their order. */
export type Template = readonly (string | TemplateField)[];

/** Whether a text of `cells.values.text` is a template; otherwise it is the path of a file. */
export function isTemplate(text: string): boolean {
  return text.includes('{');
}

/** Whether every matrix has the field. */
export function isCellField(name: string): name is CellField {
  return CELL_FIELDS.some((field) => field === name);
}

/** Returns the parts of a valid template. */
export function parseTemplate(template: string): Template {
  return tokens(template).map(({ text, field }) =>
    field === undefined ? text.replaceAll('{{', '{').replaceAll('}}', '}') : splitFormat(field),
  );
}

/**
 * Returns the names of the fields of a valid template that are read again, without repeats: values of the records of a cell,
 * and "original", the values before they are normalized and transformed.
 */
export function fieldsToRead(template: string): string[] {
  const names = parseTemplate(template).flatMap((part) => (typeof part === 'string' ? [] : part.name));
  return [...new Set(names.filter((name) => name === 'original' || !isCellField(name)))];
}

/** Returns what is wrong with a template and what is allowed, or null if it is valid. */
export function templateError(template: string): string | null {
  const found = tokens(template);
  const shown = quote(template);
  if (found.some(({ text }) => /[{}]/.test(text.replace(/\{\{|\}\}/g, '')))) {
    return `the template ${shown} has a brace without its partner; {{ and }} print braces`;
  }
  const fields = found.flatMap(({ field }) => (field === undefined ? [] : field));
  if (fields.length === 0) {
    return `the template ${shown} has no field, so all cells would have the same text; the fields are ${listFields()}`;
  }
  for (const field of fields) {
    const { name, format } = splitFormat(field);
    const error = format === null ? null : numberFormatError(format);
    if (error !== null) return `the field {${field}} of the template: ${error}`;
    if (name === '')
      return `the field {${field}} of the template has no name; the fields are ${listFields()}`;
    const parsed = isCellField(name) ? null : parseValueField(name);
    if (parsed?.kind === 'fault') return `the field {${field}} of the template: ${parsed.message}`;
  }
  return null;
}

/** Returns the fields that every matrix has, as a list for messages. */
export function listFields(): string {
  return CELL_FIELDS.join(', ');
}

interface Token {
  /** The text as it is written, also of a field. */
  readonly text: string;
  /** The text between the braces; undefined for a text. */
  readonly field?: string;
}

/** Splits a template at its fields. In texts, braces stay doubled. */
function tokens(template: string): Token[] {
  const parts: Token[] = [];
  let text = '';
  for (const [part, field] of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[\s\S]/g)) {
    if (field === undefined) text += part;
    else {
      if (text !== '') parts.push({ text });
      parts.push({ text: '', field });
      text = '';
    }
  }
  if (text !== '') parts.push({ text });
  return parts;
}

/** Splits a field at its last colon; the format follows it. */
function splitFormat(field: string): TemplateField {
  const colon = field.lastIndexOf(':');
  if (colon < 0) return { name: field.trim(), format: null };
  return { name: field.slice(0, colon).trim(), format: field.slice(colon + 1).trim() };
}
