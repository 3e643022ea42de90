#!/usr/bin/env node
// Starts the program from V8's code cache, because compiling the source takes longer than drawing a figure.
// The cache exists for the Node versions with which .build/cache.mjs was run. V8 rejects a cache that is truncated, from
// another V8 version, or for a source of another length; then it compiles the source. V8 trusts any other cache, so
// protect the cache like the program itself.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

function readCache(name) {
  try {
    return readFileSync(join(__dirname, `${name}.${process.version}-${process.arch}.cache`));
  } catch {
    return undefined;
  }
}

const scripts = {};

/** Returns a module of a script, which is loaded first if it is not. .build/split.mjs describes the scripts. */
function getModule(script, path) {
  scripts[script] ??= load(script);
  return scripts[script][path]();
}

/** Runs a script, which returns a table of functions that return its modules. */
function load(name) {
  const filename = join(__dirname, `${name}.cjs`);
  // The source is ASCII only, and decoding latin1 is faster than decoding UTF-8.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache(name) });
  return script.runInThisContext()(require, filename, __dirname, getModule);
}

getModule('program', 'src/cli/main.ts')
  .main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
    // Exits as soon as no work is left, which skips the teardown of the heap. A crash keeps its own exit code.
    process.once('exit', (exitCode) => {
      if (exitCode === code) process.exit();
    });
  });
