/**
 * Writes examples/reference.md, and the specs and pictures of examples/reference/, from the schema of specs. Run it after
 * changes of the schema, after a build: `node .build/reference.mjs`.
 *
 * A key has a picture if its first example changes the figure of one of the base specs, and no key before it has the same.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const FOLDER = join(root, 'examples/reference');

/** A larger picture is not written. */
export const MAX_BYTES = 10_000;

/** Colorbars are small, because the steps of a long one are most of a file. */
const colorbar = { title: 'score', length: 60 };
const records = { file: 'records.csv', x: 'token', y: 'layer', value: 'mean(auc)' };

/** The base specs: the start of the paths of the keys that need one, and the spec. The first one that fits is used. */
const BASES = [
  [/^data\.(?:value|aggregate)$/, { data: { ...records, value: 'auc', aggregate: 'min' }, colorbar }],
  [/^data\.(?:x|y|panel|where|weekStart|kinds)\b/, { data: records, colorbar: false }],
  [/^data\.(?:file|values|rows|columns|panels)$/, { colorbar: false }],
  [/^data\./, { data: { file: 'auc.csv' }, colorbar }],
  [/^(?:layout|panels)\b/, { data: { ...records, panel: 'model' }, colorbar: false }],
  [/^cells\.(?:above|below)\b/, { data: 'control.csv', colorbar }],
  [/^color\.missing$/, { data: 'gaps.csv', colorbar }],
  [/^(?:color|colorbar)\b/, { data: 'auc.csv', colorbar }],
  [/^/, { data: 'auc.csv', colorbar: false }],
];

/** Returns the spec that shows a key, and the same without the key. */
export function specsOf(key) {
  const [, base] = BASES.find(([start]) => start.test(key.path));
  const shown = withBaseData(key.specWith(key.examples[0]), key);
  const spec = merge(base, shown);
  return { spec, without: omitKey(spec, key.path.split('.')) };
}

/** Removes the small matrix or the file from the example of a key, unless the key belongs to it. */
function withBaseData(spec, { path }) {
  if (!path.startsWith('data.') || DATA_KEYS.test(path)) return spec;
  const { values, file, ...data } = spec.data;
  return { ...spec, data };
}

const DATA_KEYS = /^data\.(?:values|rows|columns|panels|file)$/;

/** Merges objects key by key; the items of lists replace each other. */
function merge(a, b) {
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(a) || !isObject(b)) return b;
  const entries = Object.entries(b).map(([key, value]) => [key, key in a ? merge(a[key], value) : value]);
  return { ...a, ...Object.fromEntries(entries) };
}

function omitKey(value, [name, ...rest]) {
  const key = name.replaceAll('[]', '');
  const { [key]: inner, ...others } = value;
  if (rest.length === 0) return others;
  return {
    ...others,
    [key]: Array.isArray(inner) ? inner.map((item) => omitKey(item, rest)) : omitKey(inner, rest),
  };
}

/** Keys that change the file of a figure, but not its look. */
const INVISIBLE_KEYS = /^(?:embed|text|size\.dpi)$/;

/**
 * Returns true if a key may have a picture: it has an example, and is not a deep key such as "cells.sizeKey.title", which
 * looks like another key of the same name.
 */
function isShown({ path, examples }, _, keys) {
  const parts = path.split('.');
  const isSimilar = (other) =>
    other.path.split('.').length < 3 && other.path.split('.').at(-1) === parts.at(-1);
  return examples.length > 0 && !INVISIBLE_KEYS.test(path) && (parts.length < 3 || !keys.some(isSimilar));
}

/** Returns the name of the files of a key: "x-ticks-every". */
export function fileName(path) {
  return path
    .replaceAll('[]', '')
    .replaceAll('.', '-')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Returns the reference as Markdown. `pictures` are the names of the keys that have a picture. */
export function referencePage(keys, keyFacts, pictures) {
  const sections = keys.map((key, i) => {
    const name = fileName(key.path);
    const isFirst = keys.findIndex(({ path }) => path === key.path) === i;
    const facts = keyFacts(key).map(
      ([fact, text]) =>
        `- ${fact}: ${fact === 'Example' || fact === 'Flag' ? `\`${text}\`` : escapeMarkdown(text)}`,
    );
    const picture =
      isFirst && pictures.has(name)
        ? ['', `[![${key.path}](reference/${name}.svg)](reference/${name}.json)`]
        : [];
    const level = key.path.includes('.') ? '###' : '##';
    return [
      `${level} ${key.path.replaceAll('[]', '\\[\\]')}`,
      '',
      escapeMarkdown(key.description),
      '',
      ...facts,
      ...picture,
    ].join('\n');
  });
  return `${[HEADER, ...sections].join('\n\n')}\n`;
}

const HEADER = `# Reference

Every key of a spec. \`heatmap explain KEY\` prints the same in the terminal. Each picture is a link to the spec that draws it;
\`heatmap examples/reference/NAME.json -o fig.svg\` draws it again.

This file is written by \`.build/reference.mjs\` from the schema, in which every text can be changed.`;

function escapeMarkdown(text) {
  return text.replace(/[<>*_[\]\\]/g, '\\$&');
}

/** Draws specs in a folder with their data; returns the SVG of each that can be drawn. */
function drawAll(specs) {
  const folder = mkdtempSync(join(tmpdir(), 'heatmap-'));
  for (const file of readdirSync(FOLDER))
    if (!PICTURE.test(file)) cpSync(join(FOLDER, file), join(folder, file));
  for (const [i, text] of specs.entries()) writeFileSync(join(folder, `spec-${i}.json`), text);
  const out = join(folder, 'out');
  const pattern = join(folder, 'spec-*.json');
  const { stderr } = spawnSync(
    process.execPath,
    ['dist/heatmap.cjs', 'batch', pattern, '-o', out, '--format', 'svg'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (process.argv.includes('--verbose')) console.error(stderr);
  const svgs = specs.map((_, i) => {
    const [file] = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(`spec-${i}.svg`));
    return file ? readFileSync(join(out, file), 'utf8') : null;
  });
  rmSync(folder, { recursive: true });
  return svgs;
}

/** The specs and pictures that this script writes. */
const PICTURE = /\.(?:json|svg)$/;

/** Removes what does not change the look: texts for screen readers, carried data and fonts. */
function visiblePart(svg) {
  return svg?.replace(/<(title|desc|metadata|style)\b.*?<\/\1>/gs, '').replace(/ aria-[\w-]+="[^"]*"/g, '');
}

async function main() {
  const { listKeys, keyFacts, prettySpec, fromValue } = await importSource({
    listKeys: 'spec/reference',
    keyFacts: 'cli/key-pages',
    prettySpec: 'embed/pretty-spec',
    fromValue: 'json/from-value',
  });
  const format = (spec) => `${prettySpec(fromValue(spec).root)}\n`;
  const keys = listKeys();
  const shown = keys.filter(isShown).map((key) => ({ key, ...specsOf(key) }));
  const svgs = drawAll(shown.flatMap(({ spec, without }) => [format(spec), format(without)]));
  for (const file of readdirSync(FOLDER)) if (PICTURE.test(file)) rmSync(join(FOLDER, file));
  const pictures = new Set();
  const written = new Set();
  shown.forEach(({ key, spec }, i) => {
    const [svg, plain] = [svgs[2 * i], svgs[2 * i + 1]];
    const isVisible = svg !== null && visiblePart(svg) !== visiblePart(plain);
    const name = fileName(key.path);
    if (isVisible && svg.length <= MAX_BYTES && !pictures.has(name) && !written.has(visiblePart(svg))) {
      written.add(visiblePart(svg));
      pictures.add(name);
      writeFileSync(join(FOLDER, `${name}.json`), format(spec));
      writeFileSync(join(FOLDER, `${name}.svg`), svg);
    } else if (process.argv.includes('--verbose')) {
      console.error(
        `${key.path}: ${svg === null ? 'not drawn' : isVisible ? `${svg.length} bytes, or the picture of another key` : 'not visible'}`,
      );
    }
  });
  writeFileSync(join(root, 'examples/reference.md'), referencePage(keys, keyFacts, pictures));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
