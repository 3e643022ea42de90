import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runInOwnProcess } from '../../../src/batch/own-process.js';
import type { Task } from '../../../src/batch/task.js';
import { TaskQueue } from '../../../src/batch/task-queue.js';

describe('a defect of the program in the process of the batch', () => {
  it('names the figure, after the outcomes of the figures before it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heatmap-own-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const task = (name: string, format: string): Task => {
      const input = join(folder, `${name}.csv`);
      writeFileSync(input, 'a,b\n1,2\n3,4\n');
      return {
        name,
        input,
        kind: 'matrix',
        targets: [{ path: join(folder, name), format: format as 'svg' }],
      };
    };
    const job = { overrides: [], zoom: 1, root: null, inputFormat: null, config: false };
    const ended: string[] = [];
    const run = runInOwnProcess(
      new TaskQueue([task('good', 'svg'), task('bad', 'no such format'), task('later', 'svg')]),
      { job, fonts: [], mode: 'write', diff: null },
      {
        depth: 2,
        previousSnapshot: () => null,
        onStart: () => {},
        onEnd: ({ task, status }) => ended.push(`${task.name} ${status}`) > 0,
      },
    );
    await expect(run).rejects.toThrow(/bad\.csv: .*undefined/);
    expect(ended).toEqual(['good made']);
    expect(readdirSync(folder)).toContain('good');
  });
});
