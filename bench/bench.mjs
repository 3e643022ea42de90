// npm run bench -- --case small-svg,big-csv-png --rounds 9 --quick --larger --json figures.json
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES } from './cases.mjs';
import { contendersOf } from './contenders.mjs';
import { makeInputs } from './inputs.mjs';
import { machine } from './machine.mjs';
import { measure } from './measure.mjs';
import { INPUTS, OUTPUTS, PRODUCT } from './places.mjs';
import { contenderTable, judge, machineList, score, summary, targetTable } from './table.mjs';

const ROUNDS = 9;
const QUICK_ROUNDS = 3;

const { values: flags } = parseArgs({
  options: {
    case: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    larger: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

const say = (text) => console.error(text);
const refuse = (text) => {
  say(text);
  process.exit(2);
};

if (!existsSync(PRODUCT)) refuse('dist/heatmap.cjs is missing: run `npm run build` first');
if (flags.rounds && !(Number(flags.rounds) >= 1)) refuse('--rounds is how often everyone runs, at least 1');
const cases = chosen();
const about = machine();
makeInputs(cases, say);
mkdirSync(resolve(INPUTS, OUTPUTS), { recursive: true });
const results = cases.map(resultOf);

console.log(
  [machineList(about), targetTable(results), contenderTable(results), `${score(results)}.`].join('\n\n'),
);
if (flags.json) writeFileSync(flags.json, `${JSON.stringify({ machine: about, cases: results }, null, 2)}\n`);

function chosen() {
  const names = flags.case?.split(',');
  const unknown = names?.find((name) => !CASES.some((one) => one.name === name));
  if (unknown) refuse(`there is no case ${unknown}, only ${CASES.map(({ name }) => name).join(', ')}`);
  if (names) return CASES.filter((one) => names.includes(one.name));
  return CASES.filter((one) => (flags.larger || !one.larger) && !(flags.quick && one.huge));
}

function resultOf(one) {
  const everyone = contendersOf(one, about.peers);
  const references = new Set(one.targets.map((target) => target.of));
  const taking = flags.quick
    ? everyone.filter((contender, index) => index === 0 || references.has(contender.peer))
    : everyone;
  const rounds = Number(flags.rounds ?? (flags.quick ? QUICK_ROUNDS : (one.rounds ?? ROUNDS)));
  const contenders = measure(one, taking, rounds, progress).map(summary);
  return {
    name: one.name,
    contenders,
    verdicts: one.targets.map((target) => judge(target, contenders)),
  };
}

function progress(one, { name, times, rehearsal, failure }) {
  const last = times.at(-1) ?? rehearsal;
  say(`${one.name}: ${name} ${failure ? `failed: ${failure}` : `${Math.round(1000 * last)} ms`}`);
}
