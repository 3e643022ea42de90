import { describe, expect, it } from 'vitest';
import { WorkerPolicy } from '../../../src/batch/shared-work.js';

interface Course {
  /** The time of each figure in ms. */
  readonly times: readonly number[];
  /** The number of figures in the batch. */
  readonly total?: number;
  readonly cores?: number;
  readonly load?: number;
  /** How many cores the process uses while it makes figures. */
  readonly usedCores?: number;
}

/** Ends figures one after another, and returns the number of workers after each of them. */
function workersAfter({ times, total = times.length, cores = 2, load = 0, usedCores = 1 }: Course): number[] {
  let clock = 0;
  // Without figures, the process started for 400 ms.
  const policy = new WorkerPolicy({ cores, load, now: () => clock, cpuTime: () => 400 + clock * usedCores });
  return times.map((time, i) => {
    clock += time;
    policy.onEnd(total - i - 1);
    return policy.workers;
  });
}

const repeat = (count: number, time: number) => Array.from({ length: count }, () => time);

describe('worker processes', () => {
  it('do not start for 200 small figures on a slow machine, although the first ones are slow', () => {
    const times = [150, ...repeat(20, 60), ...repeat(179, 17)];
    expect(Math.max(...workersAfter({ times, usedCores: 1.5, cores: 8 }))).toBe(0);
  });

  it('start after the first of several slow figures, but not for the last ones', () => {
    expect(workersAfter({ times: [3000], total: 8 })).toEqual([1]);
    expect(workersAfter({ times: [3000], total: 3 })).toEqual([0]);
  });

  it('start for thousands of small figures, once the speed of a warm process is known', () => {
    const workers = workersAfter({ times: repeat(600, 5), total: 5000 });
    expect(workers.findIndex((count) => count > 0)).toBe(519);
    expect(workers.at(-1)).toBe(1);
  });

  it('use only cores that neither this process nor other programs use', () => {
    const started = (course: Partial<Course>) => workersAfter({ times: [3000], total: 100, ...course })[0];
    expect(started({ cores: 1 })).toBe(0);
    expect(started({ cores: 8 })).toBe(7);
    expect(started({ cores: 8, load: 2.9 })).toBe(4);
    expect(started({ cores: 8, usedCores: 2.1 })).toBe(6);
    expect(started({ cores: 2, load: 0.7 })).toBe(0);
    expect(started({ cores: 2, usedCores: 1.6 })).toBe(0);
    // A process that hardly runs needs a core all the same.
    expect(started({ cores: 2, load: 0, usedCores: 0.9 })).toBe(1);
  });

  it('are ended for good if they do not make the batch faster', () => {
    const alone = repeat(600, 5);
    const last = (time: number) =>
      workersAfter({ times: [...alone, ...repeat(1300, time)], total: 9000 }).at(-1);
    expect(last(4.8)).toBe(0);
    expect(last(3)).toBe(1);
  });

  it('are not evaluated before each process has made several figures', () => {
    // Two processes start at a time: the first figures of both end after the full time of one.
    const times = [4000, 4000, 0, 4000, 0, 4000, 0, 4000, 0, 4000, 0];
    expect(workersAfter({ times, total: 50 })).toEqual(repeat(times.length, 1));
  });
});
