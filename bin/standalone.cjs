// Starts dist/heatmap.cjs in a single executable. The files of the package are assets of the executable, with names such as
// "dist/program.cjs". They appear below the path of the executable, where no file can exist, and are never written to disk.
// The system loads native modules only from files, so the one for PNG is written to a private folder that is removed at once.
// Windows keeps the files of loaded modules, so this works only on other systems.
const fs = require('node:fs');
const nodeModule = require('node:module');
const { tmpdir } = require('node:os');
const { basename, dirname, join, relative, sep } = require('node:path');
const { getAsset } = require('node:sea');
const { fileURLToPath } = require('node:url');
const { Script } = require('node:vm');

const ROOT = process.execPath;
const START = join(ROOT, 'dist/heatmap.cjs');

/** Returns the bytes of a file of the package; null for any other path. */
function readAsset(path) {
  const file = path instanceof URL ? fileURLToPath(path) : path;
  if (typeof file !== 'string' || !file.startsWith(ROOT + sep)) return null;
  try {
    return Buffer.from(getAsset(relative(ROOT, file).split(sep).join('/')));
  } catch {
    return null;
  }
}

const files = Object.assign(Object.create(fs), {
  existsSync: (path) => readAsset(path) !== null || fs.existsSync(path),
  readFileSync(path, options) {
    const asset = readAsset(path);
    const encoding = typeof options === 'string' ? options : options?.encoding;
    if (asset === null) return fs.readFileSync(path, options);
    return encoding ? asset.toString(encoding) : asset;
  },
});

const modules = {
  'node:fs': files,
  'node:module': Object.assign(Object.create(nodeModule), { createRequire }),
};

/** Returns the `require` of a file: built-in modules, files beside it, and files in node_modules. */
function createRequire(from) {
  const folder = dirname(String(from).startsWith('file:') ? fileURLToPath(from) : from);
  const resolve = (name) =>
    name.startsWith('.')
      ? join(folder, name)
      : join(ROOT, 'node_modules', /\.\w+$/.test(name) ? name : `${name}.cjs`);
  const requireFrom = (name) => {
    if (nodeModule.isBuiltin(name)) return modules[name] ?? require(name);
    modules[name] ??= name.startsWith('@resvg/') ? loadNative() : run(resolve(name)).exports;
    return modules[name];
  };
  return Object.assign(requireFrom, {
    resolve: Object.assign(resolve, { paths: () => [join(ROOT, 'node_modules')] }),
  });
}

/** Runs a file of the package as a CommonJS module. */
function run(filename) {
  const source = readAsset(filename);
  if (!source)
    throw Object.assign(new Error(`Cannot find module '${filename}'`), { code: 'MODULE_NOT_FOUND' });
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source.toString().replace(/^#!.*/, '')}\n})`;
  const module = { exports: {} };
  new Script(wrapped, { filename }).runInThisContext()(
    module.exports,
    createRequire(filename),
    module,
    filename,
    dirname(filename),
  );
  return module;
}

/** Returns the native module. It reads fonts from files too, so it gets copies of those of the package. */
function loadNative() {
  const { Resvg } = inFolder((folder) => {
    const module = { exports: {} };
    process.dlopen(module, copyTo(folder, join(ROOT, 'resvg.node')));
    return module.exports;
  });
  return {
    Resvg: function create(svg, options) {
      const { font, ...others } = JSON.parse(options);
      if (!font?.fontFiles) return new Resvg(svg, options);
      return inFolder((folder) => {
        const fontFiles = font.fontFiles.map((path) => copyTo(folder, path));
        return new Resvg(svg, JSON.stringify({ ...others, font: { ...font, fontFiles } }));
      });
    },
  };
}

/** Calls `action` with a private folder that exists only during the call. */
function inFolder(action) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'heatmap-'));
  try {
    return action(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function copyTo(folder, path) {
  const copy = join(folder, basename(path));
  fs.writeFileSync(copy, readAsset(path), { mode: 0o700 });
  return copy;
}

// Worker processes are started with the path of the program as the first argument, as Node needs it.
if (process.argv[2] === START) process.argv.splice(2, 1);
run(START);
