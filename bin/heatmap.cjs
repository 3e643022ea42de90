#!/usr/bin/env node
// Starts the program with what V8 made of its source before: compiling it anew would take longer than drawing a
// figure. A cache is there for the versions of Node that .build/cache.mjs was run with. One that is cut off, of another V8 or
// of a source of another length V8 rejects, and compiles as ever; beyond that it trusts its bytes, as those of a binary.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'program.cjs');

function cached() {
  try {
    return readFileSync(join(__dirname, `program.${process.version}-${process.arch}.cache`));
  } catch {
    return undefined;
  }
}

// The source holds nothing but ASCII, which is read fastest as what it is.
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: cached() });
const program = script.runInThisContext()(require, filename, __dirname);
program.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // With nothing left to do or to write, the process ends without taking its memory apart first, unless by a fault.
  process.once('exit', (last) => {
    if (last === code) process.exit();
  });
});
