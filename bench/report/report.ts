import type { GuardResults } from '../measures/guard.ts';
import type { Results } from '../measures/samples.ts';

/** One run, as `bench/results/latest.json` keeps it. */
export interface Report {
  readonly startedAt: string;
  /** The command that made it. */
  readonly command: string;
  readonly isShort: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly machine: Machine;
  readonly results: Results;
  readonly guard?: GuardResults;
}

export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly kernel: string;
  readonly memoryGigabytes: number;
  readonly isPinned: boolean;
  /** The load average of a minute when the run began: what else the machine did. */
  readonly loadAtStart: number;
}
