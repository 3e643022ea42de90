// Runs the fuzz tests: npm run fuzz -- --seconds 600 --seed 42 --deadline 5
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    deadline: { type: 'string' },
  },
});
const env = {
  ...process.env,
  FUZZ_SECONDS: values.seconds,
  ...(values.seed && { FUZZ_SEED: values.seed }),
  ...(values.deadline && { FUZZ_DEADLINE: values.deadline }),
};
const vitest = spawnSync('npx', ['vitest', 'run', '--config', '.vitest.config.ts', 'tests/fuzz'], {
  stdio: 'inherit',
  env,
});
process.exitCode = vitest.status ?? 1;
