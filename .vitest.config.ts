import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/temporary-files.ts',
    // Test files of a worker share the modules of src, which take longer to load than most tests to run.
    isolate: false,
    // Only a test that hangs takes so long, also on a busy machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // The default leaves one processor free, which is half of a machine with two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
