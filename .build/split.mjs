/**
 * Splits the program into two scripts: what most figures need, and the rest, which is loaded when one of its functions is
 * called. Both share the modules of the first script, so a class such as HeatmapError exists only once.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Modules of the rest. The first script may import only their functions. */
const ENTRIES = [
  ...['batch', 'watch', 'validate', 'init', 'schema', 'colormaps', 'explain'].map(
    (name) => `src/cli/commands/${name}.ts`,
  ),
  'src/batch/worker.ts',
  'src/output/pdf/pdf.ts',
  'src/fonts/subset.ts',
  ...['arrow', 'hdf5', 'mat', 'parquet', 'xlsx'].map((name) => `src/input/${name}.ts`),
  ...['pivot', 'suggestions', 'wide-records'].map((name) => `src/table/${name}.ts`),
  ...['correlate', 'join'].map((name) => `src/transform/${name}.ts`),
  ...['clusters', 'parse-positions'].map((name) => `src/figure/${name}.ts`),
  ...['annotation', 'dendrogram', 'guide-stack', 'numeric-labels', 'region-titles'].map(
    (name) => `src/layout/tracks/${name}.ts`,
  ),
].map((file) => resolve(file));

/** Returns the TypeScript file that a relative import names, or null. */
function resolveImport({ path, importer }) {
  return path.startsWith('.') ? resolve(dirname(importer), path.replace(/\.js$/, '.ts')) : null;
}

/** Returns the names of the functions that a module exports. The build fails if the program imports anything else of it. */
const exportedNames = (file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^export (?:(?:async )?function (\w+)|const (\w+)[^=\n]*= (?:async )?\()/gm,
    ),
  ].map(([, declared, assigned]) => declared ?? assigned);

/** The plugin of the first script: functions of the rest load it when they are called. `shared` are modules that the rest uses. */
export const withoutRest = (shared) => ({
  name: 'without-rest',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.|^src:/ }, (args) => {
      if (args.path === 'src:program') return { path: 'program', namespace: 'program' };
      const file = resolveImport(args);
      return file !== null && ENTRIES.includes(file) ? { path: file, namespace: 'rest' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'rest' }, ({ path }) => ({
      contents: exportedNames(path)
        .map(
          (name) => `export const ${name} = (...args) => __rest(${JSON.stringify(path)}).${name}(...args);`,
        )
        .join('\n'),
    }));
    onLoad({ filter: /./, namespace: 'program' }, () => ({
      contents: [
        `export { main } from './src/cli/main.ts';`,
        'export const shared = {',
        ...shared.map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(path)}),`),
        '};',
      ].join('\n'),
      resolveDir: process.cwd(),
    }));
  },
});

/** The plugin of the rest: modules for which `isShared` is true come from the first script. Adds them to `used`. */
export const onlyRest = (isShared, used) => ({
  name: 'only-rest',
  setup({ onResolve, onLoad, resolve: resolveDefault }) {
    onResolve({ filter: /./ }, async (args) => {
      if (args.path === 'src:rest') return { path: 'rest', namespace: 'rest' };
      if (args.pluginData === 'resolved' || args.path.startsWith('node:')) return undefined;
      const { importer, resolveDir, kind } = args;
      const options = { importer, resolveDir, kind, pluginData: 'resolved' };
      const { path, namespace, errors } = await resolveDefault(args.path, options);
      if (errors.length > 0 || namespace !== 'file' || !isShared(path)) return undefined;
      used.add(path);
      return { path, namespace: 'shared' };
    });
    onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = __shared[${JSON.stringify(path)}]();`,
    }));
    onLoad({ filter: /./, namespace: 'rest' }, () => ({
      contents: [
        'export default {',
        ...ENTRIES.map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(path)}),`),
        '};',
      ].join('\n'),
      resolveDir: process.cwd(),
    }));
  },
});
