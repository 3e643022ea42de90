import { execFileSync, spawn } from 'node:child_process';
import { openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heatmap as heatmapProcess, PROGRAM, ROOT, type Run, temporaryFolder } from './cli.js';

/** A process that runs commands, and the pipes to it. */
interface Session {
  readonly requests: number;
  readonly responses: number;
}

let session: Session | undefined;

function startSession(): Session {
  const folder = temporaryFolder();
  const pipes = [join(folder, 'requests'), join(folder, 'responses')];
  execFileSync('mkfifo', pipes);
  const script = join(ROOT, 'tests/support/session-process.cjs');
  const child = spawn(process.execPath, [script, PROGRAM, ...pipes], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin?.end();
  child.unref();
  // Opening a pipe waits for the other end. The process exits when this process closes its end.
  return { requests: openSync(pipes[0], 'w'), responses: openSync(pipes[1], 'r') };
}

/** Returns the next line of a pipe. */
function readLine(file: number): string {
  const buffer = Buffer.alloc(2 ** 16);
  const chunks: Buffer[] = [];
  for (;;) {
    const length = readSync(file, buffer);
    if (length === 0) throw new Error('the process of the session ended');
    chunks.push(Buffer.from(buffer.subarray(0, length)));
    if (buffer[length - 1] === 0x0a) return Buffer.concat(chunks).toString();
  }
}

/**
 * Runs the built program like `heatmap` of `cli.ts`, but in a process that runs one command after the other, which takes a
 * third of the time. For tests of what a command does; tests of the process (standard input, environment, signals, memory,
 * exit) start a process for each command. Starts a process for a command with an `input` or an environment.
 */
export function heatmap(args: readonly string[], options: Parameters<typeof heatmapProcess>[1] = {}): Run {
  const { cwd = ROOT, input, env } = options;
  if (input !== undefined || env || process.env.HEATMAP || process.platform === 'win32')
    return heatmapProcess(args, options);
  session ??= startSession();
  const { requests, responses } = session;
  try {
    // Escaped, so that the process can read the pipe byte by byte.
    const request = JSON.stringify({ args, cwd }).replace(
      /[^\0-~]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    writeFileSync(requests, `${request}\n`);
    const { code, stdout, stderr } = JSON.parse(readLine(responses));
    return {
      code,
      stdout: Buffer.from(stdout, 'base64'),
      stderr: Buffer.from(stderr, 'base64').toString(),
    };
  } catch (error) {
    session = undefined;
    throw error;
  }
}
