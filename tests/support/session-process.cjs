// Runs commands of the program one after the other. Reads requests from a pipe and writes the results to another one, a line
// of JSON each. All modules of the program are loaded again for each command, so commands share no state.
const fs = require('node:fs');

const [program, requestPath, responsePath] = process.argv.slice(2);
const requests = fs.openSync(requestPath, 'r');
const responses = fs.openSync(responsePath, 'w');

let written = { 1: [], 2: [] };
const { writeSync } = fs;
fs.writeSync = (file, data, ...rest) => {
  if (!written[file]) return writeSync(file, data, ...rest);
  written[file].push(Buffer.from(data));
  return Buffer.byteLength(data);
};
[process.stdout, process.stderr].forEach((stream, i) => {
  stream.write = (data, ...rest) => {
    written[i + 1].push(Buffer.from(data));
    const callback = rest.find((argument) => typeof argument === 'function');
    if (callback) process.nextTick(callback);
    return true;
  };
});

/** Resolves to the exit code of a command. */
function run(args) {
  return new Promise((resolve) => {
    process.argv = [process.execPath, program, ...args];
    const { once } = process;
    process.once = (event, listener) => {
      if (event !== 'exit') return once.call(process, event, listener);
      // The last step of the program.
      process.once = once;
      resolve(process.exitCode);
    };
    delete require.cache[program];
    require(program);
  });
}

const buffer = Buffer.alloc(2 ** 16);
let input = '';
async function next() {
  while (!input.includes('\n')) {
    const length = fs.readSync(requests, buffer);
    if (length === 0) process.exit();
    input += buffer.latin1Slice(0, length);
  }
  const end = input.indexOf('\n');
  const { args, cwd } = JSON.parse(input.slice(0, end));
  input = input.slice(end + 1);
  written = { 1: [], 2: [] };
  process.chdir(cwd);
  const code = await run(args);
  const [stdout, stderr] = [1, 2].map((file) => Buffer.concat(written[file]).toString('base64'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  process.exitCode = undefined;
  fs.writeFileSync(responses, `${JSON.stringify({ code, stdout, stderr })}\n`);
  setImmediate(next);
}
next();
