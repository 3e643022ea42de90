// Runs the contenders of a case as whole processes, one after another, and measures how long each takes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkColors, checkSize } from './check.mjs';
import { FIGURES } from './figures.mjs';
import { INPUTS, OUTPUTS, PRODUCT } from './paths.mjs';

/** A contender that takes longer, and that no target refers to, runs only `SLOW_ROUNDS` times. */
const SLOW_SECONDS = 5;
const SLOW_ROUNDS = 2;
/** If a target refers to several contenders, those slower than the fastest by more than this factor are ignored. */
const MAX_SLOWDOWN = 1.5;

const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;
const TIME = '/usr/bin/time';
/** Whether the program is GNU time, which measures memory. */
const HAS_GNU_TIME = spawnSync(TIME, ['-v', 'true']).status === 0;
const MEMORY_REPORT = `${OUTPUTS}time.txt`;

/**
 * Measures the contenders of a case. Each runs once without timing, which warms the caches, measures peak memory and checks
 * the output. Then each runs once per round, and each round starts with another contender. A contender that fails gets the
 * reason in `failure` and does not run again.
 */
export function measure(benchCase, contenders, { rounds, isCpuTime }, logProgress) {
  const measured = contenders.map((contender) => ({ ...contender, times: [] }));
  const attempt = (contender, action) => {
    if (contender.failure || contender.skipped) return;
    try {
      action();
    } catch (error) {
      contender.failure = error.message;
    }
    logProgress(benchCase, contender);
  };
  for (const contender of measured) attempt(contender, () => warmUp(benchCase, contender));
  const relevant = relevantContenders(benchCase, measured);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < measured.length; turn++) {
      const contender = measured[(round + turn) % measured.length];
      if (relevant.has(contender) || round < SLOW_ROUNDS || contender.warmUp < SLOW_SECONDS) {
        attempt(contender, () => contender.times.push(run(benchCase, contender, isCpuTime)));
      }
    }
  }
  return measured;
}

/** Returns `heatmap` and the contenders that targets compare it with. */
function relevantContenders({ targets }, [ours, ...others]) {
  const compared = targets.flatMap(({ baseline }) => {
    const candidates = others.filter(({ peer, warmUp }) => peer === baseline && warmUp);
    const fastest = Math.min(...candidates.map(({ warmUp }) => warmUp));
    return candidates.filter(({ warmUp }) => warmUp < MAX_SLOWDOWN * fastest);
  });
  return new Set([ours, ...compared]);
}

/** Runs a contender once without timing. Sets `warmUp` (seconds), `peak` (MiB) and `bytes`, and checks the output. */
function warmUp(benchCase, contender) {
  const { program, options } = contender;
  const wrapped = HAS_GNU_TIME
    ? { ...contender, program: TIME, options: ['-v', '-o', MEMORY_REPORT, program, ...options] }
    : contender;
  contender.warmUp = run(benchCase, wrapped);
  if (HAS_GNU_TIME) {
    const report = readFileSync(resolve(INPUTS, MEMORY_REPORT), 'utf8');
    contender.peak = Number(/Maximum resident set size \(kbytes\): (\d+)/.exec(report)[1]) / 1024;
  }
  contender.bytes = contender.outputs.reduce((sum, out) => sum + statSync(resolve(INPUTS, out)).size, 0);
  if (contender.figures) checkColors(contender);
}

/** Makes bash print the CPU time of a process and its children, in seconds: "0.093+0.021". */
const PRINT_CPU_TIME = ['-c', 'TIMEFORMAT=%3U+%3S; time "$0" "$@"'];

/**
 * Runs a contender and returns the elapsed or CPU time in seconds. Throws if an output is missing or has the wrong size.
 */
function run(benchCase, { program, options, outputs }, isCpuTime = false) {
  if (options.includes(PRODUCT) && !existsSync(PRODUCT)) throw new Error('dist/heatmap.cjs is missing');
  for (const out of outputs) {
    rmSync(resolve(INPUTS, out), { force: true });
    mkdirSync(dirname(resolve(INPUTS, out)), { recursive: true });
  }
  const start = process.hrtime.bigint();
  const [command, ...rest] = isCpuTime
    ? ['bash', ...PRINT_CPU_TIME, program, ...options]
    : [program, ...options];
  const result = spawnSync(command, rest, {
    cwd: INPUTS,
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.status !== 0) throw new Error(failureReason(result));
  const figure = FIGURES[benchCase.figures[0]] ?? FIGURES.small;
  for (const out of outputs) checkSize(resolve(INPUTS, out), figure.page);
  if (!isCpuTime) return seconds;
  const [, user, system] = /([\d.]+)\+([\d.]+)\n$/.exec(result.stderr.toString());
  return Number(user) + Number(system);
}

/** Returns the first line of standard error with the word "error", because a traceback starts with other lines. */
function failureReason({ error, signal, status, stderr }) {
  const lines = stderr?.toString().split('\n').filter(Boolean) ?? [];
  const line = lines.find((text) => /error/i.test(text)) ?? lines[0];
  return error?.message ?? (signal ? `killed by ${signal}` : (line ?? `exit code ${status}`));
}
