// Runs the contenders of a case as whole processes, in turn, and says how long each took.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkColours, checkSize } from './check.mjs';
import { FIGURES } from './figures.mjs';
import { INPUTS, OUTPUTS, PRODUCT } from './places.mjs';

/** Who takes longer and is nobody's measure runs only `FEW` times. */
const SLOW_SECONDS = 5;
const FEW = 2;
/** Of several contenders a target could mean, those are its measure that are not slower than the fastest by more. */
const CLOSE = 1.5;

const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;
const TIME = '/usr/bin/time';
/** Whether it is GNU time, which can say how much memory was used. */
const MEASURES_MEMORY = spawnSync(TIME, ['-v', 'true']).status === 0;
const MEMORY_REPORT = `${OUTPUTS}time.txt`;

/**
 * First everyone runs once untimed, which warms the caches, measures the peak and shows whether the output is right;
 * then in `rounds`, each of which begins with another contender. Who fails says why in `failure` and is out.
 */
export function measure(one, contenders, rounds, say) {
  const measured = contenders.map((contender) => ({ ...contender, times: [] }));
  const attempt = (contender, action) => {
    if (contender.failure || contender.skipped) return;
    try {
      action();
    } catch (fault) {
      contender.failure = fault.message;
    }
    say(one, contender);
  };
  for (const contender of measured) attempt(contender, () => rehearse(one, contender));
  const matters = measureOf(one, measured);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < measured.length; turn++) {
      const contender = measured[(round + turn) % measured.length];
      if (matters.has(contender) || round < FEW || contender.rehearsal < SLOW_SECONDS)
        attempt(contender, () => contender.times.push(run(one, contender)));
    }
  }
  return measured;
}

/** Ours, and whom the targets compare it with. */
function measureOf(one, [ours, ...others]) {
  const compared = one.targets.flatMap(({ of }) => {
    const meant = others.filter(({ peer, rehearsal }) => peer === of && rehearsal);
    const fastest = Math.min(...meant.map(({ rehearsal }) => rehearsal));
    return meant.filter(({ rehearsal }) => rehearsal < CLOSE * fastest);
  });
  return new Set([ours, ...compared]);
}

function rehearse(one, contender) {
  const { program, options } = contender;
  const wrapped = MEASURES_MEMORY
    ? { ...contender, program: TIME, options: ['-v', '-o', MEMORY_REPORT, program, ...options] }
    : contender;
  contender.rehearsal = run(one, wrapped);
  if (MEASURES_MEMORY) {
    const report = readFileSync(resolve(INPUTS, MEMORY_REPORT), 'utf8');
    contender.peak = Number(/Maximum resident set size \(kbytes\): (\d+)/.exec(report)[1]) / 1024;
  }
  contender.bytes = contender.outputs.reduce((sum, out) => sum + statSync(resolve(INPUTS, out)).size, 0);
  if (contender.figures) checkColours(contender);
}

/** One run, in seconds; fails if its output is not there or not of the right size. */
function run(one, { program, options, outputs }) {
  if (options.includes(PRODUCT) && !existsSync(PRODUCT)) throw new Error('dist/heatmap.cjs is missing');
  for (const out of outputs) {
    rmSync(resolve(INPUTS, out), { force: true });
    mkdirSync(dirname(resolve(INPUTS, out)), { recursive: true });
  }
  const begun = process.hrtime.bigint();
  const done = spawnSync(program, options, {
    cwd: INPUTS,
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  if (done.status !== 0) throw new Error(reasonOf(done));
  const figure = FIGURES[one.figures[0]] ?? FIGURES.small;
  for (const out of outputs) checkSize(resolve(INPUTS, out), figure.page);
  return seconds;
}

/** The first line that speaks of an error; a traceback begins with others. */
function reasonOf({ error, signal, status, stderr }) {
  const lines = stderr?.toString().split('\n').filter(Boolean) ?? [];
  const line = lines.find((text) => /error/i.test(text)) ?? lines[0];
  return error?.message ?? (signal ? `killed by ${signal}` : (line ?? `exit code ${status}`));
}
