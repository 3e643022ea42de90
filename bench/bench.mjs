// Runs the benchmark:
// npm run bench -- --case small-svg,big-csv-png --rounds 9 --quick --larger --json results.json
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases.mjs';
import { createContenders } from './contenders.mjs';
import { makeInputs } from './inputs.mjs';
import { describeMachine } from './machine.mjs';
import { measure } from './measure.mjs';
import { INPUTS, OUTPUTS, PRODUCT } from './paths.mjs';
import {
  contenderTable,
  judge,
  machineList,
  overviewTable,
  score,
  summarize,
  targetTable,
} from './table.mjs';

const ROUNDS = 9;
const QUICK_ROUNDS = 3;

const { values: flags } = parseArgs({
  options: {
    case: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    larger: { type: 'boolean', default: false },
    json: { type: 'string' },
    baseline: { type: 'string' },
    cpu: { type: 'boolean', default: false },
  },
});

const log = (text) => console.error(text);
const exitWithUsageError = (text) => {
  log(text);
  process.exit(2);
};

if (!existsSync(PRODUCT)) exitWithUsageError('dist/heatmap.cjs is missing: run `npm run build` first');
if (flags.rounds && !(Number(flags.rounds) >= 1)) {
  exitWithUsageError('--rounds must be at least 1');
}
const baseline = flags.baseline && resolve(flags.baseline, 'dist/heatmap.cjs');
if (baseline && !existsSync(baseline)) exitWithUsageError(`--baseline must be a built clone: no ${baseline}`);
const cases = selectCases();
const machine = { ...describeMachine(baseline), measured: flags.cpu ? 'CPU time' : 'elapsed time' };
makeInputs(cases, log);
mkdirSync(resolve(INPUTS, OUTPUTS), { recursive: true });
const results = cases.map(runCase);

console.log(
  [
    machineList(machine),
    overviewTable(results),
    targetTable(results),
    contenderTable(results),
    `${score(results)}.`,
  ].join('\n\n'),
);
if (flags.json) writeFileSync(flags.json, `${JSON.stringify({ machine, cases: results }, null, 2)}\n`);

function selectCases() {
  const names = flags.case?.split(',');
  const unknown = names?.find((name) => !CASES.some((benchCase) => benchCase.name === name));
  if (unknown) {
    exitWithUsageError(`unknown case ${unknown}: expected ${CASES.map(({ name }) => name).join(', ')}`);
  }
  if (names) return CASES.filter(({ name }) => names.includes(name));
  return CASES.filter(({ larger, huge }) => (flags.larger || !larger) && !(flags.quick && huge));
}

function runCase(benchCase) {
  const { name, title, targets } = benchCase;
  const all = createContenders(benchCase, machine.peers, baseline);
  const baselines = new Set(targets.map(({ baseline }) => baseline));
  const selected = flags.quick ? all.filter(({ peer }, index) => index === 0 || baselines.has(peer)) : all;
  const rounds = Number(flags.rounds ?? (flags.quick ? QUICK_ROUNDS : (benchCase.rounds ?? ROUNDS)));
  const contenders = measure(benchCase, selected, { rounds, isCpuTime: flags.cpu }, logProgress).map(
    summarize,
  );
  return { name, title, contenders, verdicts: targets.map((target) => judge(target, contenders)) };
}

function logProgress(benchCase, { name, times, warmUp, failure }) {
  const last = times.at(-1) ?? warmUp;
  log(`${benchCase.name}: ${name} ${failure ? `failed: ${failure}` : `${Math.round(1000 * last)} ms`}`);
}
