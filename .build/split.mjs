/**
 * Splits the program into scripts that are loaded when one of their functions is called: the command line, what each figure
 * needs, pixels, the check of a spec with its schema, data in JSON, what many figures need, the shaping of text in all scripts,
 * and the rest. A module is in the first of these scripts that needs it, and the later scripts use it from there, so a class
 * such as HeatmapError exists only once. A script that is loaded costs time for each kilobyte of its source.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/** The scripts, and the modules whose functions load them. Other scripts may import only functions of these modules. */
export const SCRIPTS = {
  program: ['src/cli/main.ts'],
  // All but the first are also needed by figures without JSON.
  draw: [
    'src/cli/commands/render.ts',
    'src/input/array.ts',
    'src/matrix/reduction.ts',
    ...['conditions', 'fields'].map((name) => `src/spec/${name}.ts`),
    ...['iso-time', 'long-table'].map((name) => `src/table/${name}.ts`),
  ],
  png: ['paint', 'decode', 'encode'].map((name) => `src/output/png/${name}.ts`),
  spec: [
    'src/input/json-text.ts',
    ...['check-config', 'config-schema'].map((name) => `src/host/${name}.ts`),
    ...['all-values', 'check', 'marks', 'size-limit', 'stars'].map((name) => `src/spec/${name}.ts`),
  ],
  json: ['src/input/json.ts'],
  more: [
    ...[
      'inline-second',
      'jsonl',
      'npy',
      'part-accumulator',
      'printed-frame',
      'printed-table',
      'row-filter',
    ].map((name) => `src/input/${name}.ts`),
    ...['aligned', 'level-labels', 'long'].map((name) => `src/input/csv/${name}.ts`),
    'src/compression/bzip2-block.ts',
    'src/json/from-value.ts',
    ...['block-aggregator', 'reduced-grid', 'transpose'].map((name) => `src/matrix/${name}.ts`),
    'src/scene/arc.ts',
    'src/spec/parse-steps.ts',
    ...['undeclared', 'word-matrix'].map((name) => `src/table/${name}.ts`),
    ...['expression', 'kept', 'losses', 'transformation'].map((name) => `src/transform/${name}.ts`),
    ...[
      'diagonal',
      'distribution',
      'highlights',
      'intervals',
      'numeric-axis',
      'numeric-blocks',
      'positions',
    ].map((name) => `src/figure/${name}.ts`),
    'src/layout/numeric-spans.ts',
    ...['brackets', 'highlight-title', 'legend'].map((name) => `src/layout/tracks/${name}.ts`),
    'src/spec/override.ts',
    ...['date', 'token'].map((name) => `src/typography/${name}.ts`),
  ],
  shaping: ['src/typography/bidi.ts', 'src/typography/shape-runs.ts', 'src/fonts/shaping-face.ts'],
  rest: [
    ...[
      'batch',
      'watch',
      'validate',
      'init',
      'describe',
      'diff',
      'extract',
      'reduce',
      'merge',
      'schema',
      'colormaps',
      'completion',
      'explain',
      'doctor',
    ].map((name) => `src/cli/commands/${name}.ts`),
    'src/batch/worker.ts',
    ...['markup', 'shape-styled', 'styled-text'].map((name) => `src/typography/${name}.ts`),
    ...['cff-file', 'font-references', 'free-fonts', 'italic-fonts', 'open-font', 'subset', 'woff'].map(
      (name) => `src/fonts/${name}.ts`,
    ),
    ...['styled-runs', 'web-fonts'].map((name) => `src/output/svg/${name}.ts`),
    ...['merge', 'pdf'].map((name) => `src/output/pdf/${name}.ts`),
    'src/output/html/html.ts',
    ...['carried-files', 'open-figure', 'recorder'].map((name) => `src/embed/${name}.ts`),
    ...['svg', 'png', 'pdf'].map((name) => `src/output/${name}/attachment.ts`),
    'src/cluster/kmeans.ts',
    'src/layout/marks.ts',
    'src/layout/proof-sheet.ts',
    'src/layout/scene-data.ts',
    'src/layout/stars.ts',
    'src/spec/value-template.ts',
    'src/cli/complete.ts',
    'src/cli/help.ts',
    'src/cli/help-table.ts',
    'src/cli/usage.ts',
    'src/host/settings.ts',
    'src/host/system-fonts.ts',
    'src/host/terminal.ts',
    'src/json/syntax-errors.ts',
    ...[
      'align-panels',
      'arrow',
      'bed',
      'contacts',
      'feature-counts',
      'gct',
      'hdf5',
      'item-columns',
      'mat',
      'matrix-market',
      'npz',
      'parquet',
      'part',
      'printed-array',
      'safetensors',
      'trees',
      'xlsx',
    ].map((name) => `src/input/${name}.ts`),
    ...['schema', 'schema-errors', 'spec-keys'].map((name) => `src/spec/${name}.ts`),
    ...['pivot', 'suggestions', 'wide-records', 'word-attributes'].map((name) => `src/table/${name}.ts`),
    ...['align', 'correlate', 'groups', 'join', 'kmeans-rows'].map((name) => `src/transform/${name}.ts`),
    ...[
      'annotation-groups',
      'cell-marks',
      'describe-marks',
      'describe-stars',
      'mark-layers',
      'annotations',
      'cell-texts',
      'clustered-slices',
      'clusters',
      'dendrogram',
      'describe-context',
      'kmeans-groups',
      'lint-context',
      'lint-markup',
      'lint-vision',
      'parse-positions',
      'seriation',
      'slices',
      'stars',
      'style-texts',
    ].map((name) => `src/figure/${name}.ts`),
    ...[
      'annotation-marks',
      'annotation-plot',
      'annotation-strip',
      'annotation-texts',
      'dendrogram',
      'grid-titles',
      'guide-stack',
      'numeric-labels',
      'region-titles',
      'size-key',
      'star-line',
      'triangle-key',
    ].map((name) => `src/layout/tracks/${name}.ts`),
  ],
};

/**
 * The scripts whose modules are all set up when the script is loaded. In other scripts a module is set up when it is needed,
 * by a function of its own, which costs time and bytes for each module.
 */
const WHOLE = ['program', 'draw', 'png'];

/** Returns the path of the TypeScript file that a relative import names, or null. */
function resolveImport({ path, importer }) {
  return path.startsWith('.') ? relative('', resolve(dirname(importer), path.replace(/\.js$/, '.ts'))) : null;
}

/** Returns the names of the functions that a module exports. The build fails if the program imports anything else of it. */
const exportedNames = (file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^export (?:(?:async )?function (\w+)|const (\w+)[^=\n]*= (?:async )?\()/gm,
    ),
  ].map(([, declared, assigned]) => declared ?? assigned);

/** Returns the names of the values that a module exports, without types. The build fails if the program imports others. */
const exportedValues = (file) => {
  const declarations = /^export (?:(?:async )?function(?: |\* ?)|class |const )(\w+)/gm;
  return [...new Set([...readFileSync(file, 'utf8').matchAll(declarations)].map(([, name]) => name))];
};

/** Returns the source of the table of functions that return modules, each of which is set up when its function is called. */
const lazyTable = (modules) =>
  `export default { ${modules.map((file) => `'${file}': () => require('./${file}')`).join(', ')} };`;

/** Returns the source of the same table for modules that are set up together. */
const wholeTable = (modules) => {
  const names = modules.map((file) => exportedValues(file));
  const imports = modules.map(
    (file, i) =>
      `import { ${names[i].map((name) => `${name} as ${name}_${i}`).join(', ')} } from './${file}';`,
  );
  const entries = modules.map(
    (file, i) => `'${file}': () => ({ ${names[i].map((name) => `${name}: ${name}_${i}`).join(', ')} })`,
  );
  return `${imports.join('\n')}\nexport default { ${entries.join(', ')} };`;
};

/**
 * The plugin for one script. `provided` maps a module to the earlier script that has it. `used` receives those that this
 * script uses, and `modules` are the modules that it provides.
 */
export const splitScript = (name, modules, provided, used) => ({
  name: 'split-script',
  setup({ onResolve, onLoad }) {
    const laterScript = (file) =>
      Object.keys(SCRIPTS).find((script) => script !== name && SCRIPTS[script].includes(file));
    onResolve({ filter: /^\.|^src:/ }, (args) => {
      if (args.path === 'src:modules') return { path: 'modules', namespace: 'modules' };
      const file = resolveImport(args);
      if (file === null) return undefined;
      if (provided.has(file)) {
        used.add(file);
        return { path: file, namespace: 'provided' };
      }
      return laterScript(file) ? { path: file, namespace: 'later' } : undefined;
    });
    // Copies the values once. A namespace of getters for each import would take milliseconds.
    onLoad({ filter: /./, namespace: 'provided' }, ({ path }) => ({
      contents: `export const { ${exportedValues(path).join(', ')} } = __module('${provided.get(path)}', '${path}');`,
    }));
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      // Keeps the module, because a new namespace for each call would cost more than most of these functions.
      contents: [
        'let m;',
        ...exportedNames(path).map(
          (f) =>
            `export const ${f} = (...args) => (m ??= __module('${laterScript(path)}', '${path}')).${f}(...args);`,
        ),
      ].join('\n'),
    }));
    onLoad({ filter: /./, namespace: 'modules' }, () => ({
      contents: WHOLE.includes(name) ? wholeTable(modules) : lazyTable(modules),
      resolveDir: process.cwd(),
    }));
  },
});
