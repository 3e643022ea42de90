/** Rejects a flag that would take the next flag as its value. */
import type { Command, Option } from 'commander';
import { UsageError } from '../host/exit.js';

/**
 * Throws a UsageError if a flag would take the next flag as its value, as in `--values -o fig.svg`. `--values=-o` is
 * allowed.
 */
export function rejectFlagsAsValues(args: readonly string[], { options }: Command): void {
  const optionOf = (arg: string) => options.find((option) => isNamed(option, arg.replace(/=.*$/s, '')));
  for (let i = 0; i + 1 < args.length && args[i] !== '--'; i++) {
    const option = options.find((candidate) => isNamed(candidate, args[i]));
    if (!option?.required) continue;
    const value = args[++i];
    if (value.length > 1 && value.startsWith('-') && optionOf(value)) {
      throw new UsageError(
        `${args[i - 1]} needs a value, but the next word is the flag ${value}`,
        describeOption(option),
      );
    }
  }
}

/** Whether `flag` is the short or the long name of an option. */
export function isNamed({ short, long }: Option, flag: string): boolean {
  return flag === short || flag === long;
}

export function describeOption({ flags, description }: Option): string {
  return `${flags}: ${description}`;
}
