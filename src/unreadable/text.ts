/** Text formats, recognized by their first characters and, where other texts look alike, by their file name. */
import { convertWith, python, rscript, type UnreadableFormat } from './format.js';

type TextFormat = UnreadableFormat<string>;

const YAML_NAME = /\.ya?ml$/i;
const YAML_START = /^(?:%YAML|---\s*\n\s*(?:- |[\w"']+\s*:))/;
/** Lists of YAML in the flow style, one on each line. */
const YAML_ROWS = /^(?:[\w-]+:\s*\n)?\s*- \[[^\n]*\]\s*\n\s*- \[/;

const HTML_START = /^<(?:!doctype html|html|head|body|table|div|style|meta|p|h\d)[\s>]/i;
const XML_ELEMENT = /^<[A-Za-z_][\w:.-]*(?:\s+[\w:.-]+\s*=\s*["'][^>]*)?>/;

/** Returns a text of markup without the declaration, the comments and the blanks at its start. */
function markup(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : /^<(?:\?xml|!DOCTYPE svg)/i.test(rest) ? '>' : null;
    const length = end === null ? -1 : rest.indexOf(end);
    if (end === null || length < 0) return rest;
    rest = rest.slice(length + end.length).trimStart();
  }
}

export const TEXT_FORMATS: readonly TextFormat[] = [
  {
    title: 'an SVG picture',
    matches: (text) => /^<svg[\s>]/i.test(markup(text)),
    convert: () => 'a picture has no values; find the table that it was made from, and save it as CSV or NPY',
  },
  {
    title: 'an HTML page',
    matches: (text) => HTML_START.test(markup(text)),
    convert: python("pandas as pd; pd.read_html(sys.argv[1])[0].to_csv('table.csv', index=False)"),
  },
  {
    title: 'an XML file',
    matches: (text) => /^\s*<\?xml\s/.test(text) || XML_ELEMENT.test(markup(text)),
    convert: python("pandas as pd; pd.read_xml(sys.argv[1]).to_csv('table.csv', index=False)"),
  },
  {
    title: 'LaTeX',
    matches: (text) =>
      /^(?:\s*%[^\n]*\n)*\s*\\(?:documentclass|usepackage|begin\{|section|hline|toprule|centering)/.test(
        text,
      ),
    convert: convertWith((file) => `pandoc ${file} -f latex -t gfm -o table.md`),
  },
  {
    title: 'YAML',
    matches: (text, name) =>
      (YAML_NAME.test(name) && !/^\s*[[{]/.test(text)) || YAML_START.test(text) || YAML_ROWS.test(text),
    convert: python("yaml, json; json.dump(yaml.safe_load(open(sys.argv[1])), open('matrix.json', 'w'))"),
  },
  {
    title: 'R code',
    matches: (text) => /^\s*(?:structure\(|data\.frame\(|list\([\w.]+ ?= ?|matrix\(c\()/.test(text),
    convert: rscript('write.csv(dget(commandArgs(TRUE)), "table.csv")'),
  },
  {
    title: 'an SQL script',
    matches: (text) =>
      /^(?:\s*--[^\n]*\n)*\s*(?:PRAGMA |BEGIN TRANSACTION|CREATE TABLE |INSERT INTO |DROP TABLE )/i.test(
        text,
      ),
    convert: convertWith(
      (file) => `sqlite3 -header -csv :memory: ".read ${file}" "select * from TABLE" > table.csv`,
    ),
  },
  {
    title: 'a pickle of Python in the old text protocol',
    matches: (text, name) => /\.(?:pkl|pickle)$/i.test(name) && /^(?:\(|c\w+(?:\.\w+)*\n\w+\n)/.test(text),
    convert: python("pandas as pd; pd.DataFrame(pd.read_pickle(sys.argv[1])).to_csv('table.csv')"),
  },
];
