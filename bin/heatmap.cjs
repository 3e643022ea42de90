#!/usr/bin/env node
// Starts the program from V8's code caches, because compiling the source takes longer than drawing a figure.
// The package has caches for the Node versions with which .build/cache.mjs was run. For other versions, the first run that
// succeeds writes them to a folder of the user, and each run that loads another script writes them again.
// V8 rejects a cache of another V8 version, or for a source of another length; then it compiles the source. V8 trusts any
// other cache, so protect the package like any program. Caches of the user have a checksum.
const fs = require('node:fs');
const { dirname, isAbsolute, join, resolve } = require('node:path');
const { Script } = require('node:vm');

/** Identifies the scripts beside this file. .build/bundle.mjs sets it. */
const BUILD = 'none';
const VERSION = `${process.version}-${process.arch}`;

/** The caches of one version have about 2 MB in 8 files. */
const MAX_FILES = 40;
const MAX_BYTES = 2 ** 25;
/** The name of a cache or of a temporary file, of any build. Other files are not touched. */
const CACHE_NAME = /^[a-z]+\.(?:none|[0-9a-f]{16})\.v[\d.]+-\w+\.cache(?:\.\d+\.\d+)?$/;

const scripts = {};
let needsCaches = false;
/** The memory of `checkedMemory` and the function that computes the checksum. */
let checked;
/** The memory of `readShared`. */
let sharedBytes = Buffer.allocUnsafeSlow(2 ** 20);

/** Returns a module of a script, which is loaded first if it is not. .build/split.mjs describes the scripts. */
function getModule(script, path) {
  scripts[script] ??= load(script);
  return scripts[script].modules[path]();
}

/** Runs a script, which returns a table of functions that return its modules. */
function load(name) {
  const filename = join(__dirname, `${name}.cjs`);
  // The source is ASCII only, and decoding latin1 is faster than decoding UTF-8.
  const source = readShared(filename).latin1Slice();
  const builtCache = readBuiltCache(name);
  const cachedData = builtCache ?? readUserCache(name);
  const script = new Script(source, { filename, cachedData });
  const isBuilt = builtCache !== undefined;
  if (!isBuilt && script.cachedDataRejected !== false) needsCaches = true;
  return { modules: script.runInThisContext()(require, filename, __dirname, getModule), script, isBuilt };
}

function readBuiltCache(name) {
  const path = join(__dirname, `${name}.${VERSION}.cache`);
  return fs.existsSync(path) ? readShared(path) : undefined;
}

/**
 * Reads a file into memory that all files share, because the first use of memory takes longer than reading. The bytes are valid
 * until the next call.
 */
function readShared(path) {
  let file;
  try {
    file = fs.openSync(path, 'r');
    const { size } = fs.fstatSync(file);
    if (size > sharedBytes.length) sharedBytes = Buffer.allocUnsafeSlow(size + 2 ** 16);
    if (fs.readSync(file, sharedBytes, 0, size, 0) === size) return sharedBytes.subarray(0, size);
  } catch {
    // Files of the standalone executable cannot be opened.
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
  return fs.readFileSync(path);
}

/** Returns a cache from the folder of the user; undefined if there is none that can be trusted. */
function readUserCache(name) {
  let file;
  try {
    const folder = userFolder();
    if (!isSafe(fs.statSync(folder))) return undefined;
    file = fs.openSync(join(folder, cacheName(name)), 'r');
    const { size, ...stats } = fs.fstatSync(file);
    if (!isSafe(stats) || size > MAX_BYTES) return undefined;
    const { bytes, checksum } = checkedMemory(size);
    const isRead = fs.readSync(file, bytes, 0, size, 0) === size;
    return isRead && checksum() === readChecksum(bytes) ? bytes.subarray(8) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

/** Writes the caches of all scripts that were loaded, with the functions that ran. Does nothing if that is not possible. */
function writeUserCaches() {
  try {
    const folder = userFolder();
    if (!isSafe(makeFolder(folder, 2))) return;
    for (const [name, { script, isBuilt }] of Object.entries(scripts)) {
      if (!isBuilt) writeUserCache(join(folder, cacheName(name)), script.createCachedData());
    }
    const names = fs.readdirSync(folder).filter((name) => CACHE_NAME.test(name));
    const files = names.map((name) => join(folder, name));
    const age = new Map(files.map((path) => [path, fs.statSync(path).mtimeMs]));
    for (const path of files.sort((a, b) => age.get(b) - age.get(a)).slice(MAX_FILES)) fs.rmSync(path);
  } catch {
    // The caches only save time.
  }
}

function writeUserCache(path, data) {
  const { bytes, checksum } = checkedMemory(8 + data.length);
  bytes.set(data, 8);
  new DataView(bytes.buffer).setBigInt64(0, checksum(), true);
  // Another process never sees a part of the file, and an existing link is not followed.
  const temporary = `${path}.${process.pid}.${Date.now()}`;
  try {
    fs.writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600 });
    fs.renameSync(temporary, path);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

const cacheName = (name) => `${name}.${BUILD}.${VERSION}.cache`;

/** @throws if the user has no folder for caches or does not want one */
function userFolder() {
  const { HOME, NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE) throw new Error('disabled');
  if (NODE_COMPILE_CACHE) return resolve(NODE_COMPILE_CACHE, 'heatmap');
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'heatmap');
  const home = HOME ?? require('node:os').homedir();
  if (!isAbsolute(home)) throw new Error('no home');
  return join(home, '.cache', 'heatmap');
}

/**
 * Makes up to `levels` folders of a path and returns the status of the last one. New folders are only made in folders of this
 * user, so that a program run by root leaves none in the home of another user.
 * Does not use the recursive mode of `mkdirSync`, which never returns for some paths such as /proc/none.
 */
function makeFolder(path, levels) {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (stats) return stats;
  if (levels === 0 || !isOwn(makeFolder(dirname(path), levels - 1))) throw new Error(`no folder ${path}`);
  fs.mkdirSync(path, 0o700);
  return fs.statSync(path);
}

/** Whether a file belongs to this user. Windows has no such numbers; there, homes are private. */
const isOwn = ({ uid }) => !process.geteuid || uid === process.geteuid();
/** Whether no other user can have changed a file. */
const isSafe = (stats) => isOwn(stats) && (!process.geteuid || (stats.mode & 0o022) === 0);

/**
 * Returns bytes with a checksum of all but the first 8, which are for the checksum. They are valid until the next call. Loading
 * node:zlib for its CRC would take longer than all else that a cache needs. For each word of 64 bits:
 * sum = (rotl(sum, 5) ^ word) * 0x517cc1b727220a95
 */
function checkedMemory(size) {
  const code =
    'AGFzbQEAAAABBgFgAX8BfgIGAQAAAgAAAwIBAAcEAQAAAAo2ATQCAX8BfkEIIQEDQCACQgWJIAEpAwCFQpWViLnytrC+0QB+IQIgAUEIaiIBIABJDQALIAIL';
  const pages = Math.ceil((size + 8) / 65536);
  if (!checked) {
    const memory = new WebAssembly.Memory({ initial: Math.max(pages, 16) });
    const module = new WebAssembly.Module(Buffer.from(code, 'base64'));
    checked = { memory, sum: new WebAssembly.Instance(module, { '': { '': memory } }).exports[''] };
  }
  const { memory, sum } = checked;
  const missing = pages - memory.buffer.byteLength / 65536;
  if (missing > 0) memory.grow(missing);
  // The last word may reach beyond the end.
  new Uint8Array(memory.buffer, size, 8).fill(0);
  return { bytes: new Uint8Array(memory.buffer, 0, size), checksum: () => sum(size) };
}

const readChecksum = (bytes) => new DataView(bytes.buffer).getBigInt64(0, true);

getModule('program', 'src/cli/main.ts')
  .main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
    // Exits as soon as no work is left, which skips the teardown of the heap. A crash keeps its own exit code.
    process.once('exit', (exitCode) => {
      if (exitCode !== code) return;
      if (code === 0 && needsCaches) writeUserCaches();
      process.exit();
    });
  });
