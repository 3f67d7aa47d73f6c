import { existsSync, readFileSync } from 'node:fs';
import { parseJson } from './parse-json.ts';
import type { Share } from '../profile/shares-of.ts';
import type { Machine, Report } from './report.ts';

/** Where the latest runs are kept. Earlier ones are in the history of the repository. */
export const RESULT_FILES = {
  run: 'bench/results/latest.json',
  soak: 'bench/results/soak.json',
  profile: 'bench/results/profile.json',
} as const;

/** Where the time of a logout goes, as `bench/results/profile.json` keeps it. */
export interface ProfileReport {
  readonly startedAt: string;
  /** The command that made it. */
  readonly command: string;
  readonly connections: number;
  readonly machine: Machine;
  readonly shares: readonly Share[];
}

/** The latest run of a kind; undefined where there was none. */
export function readReport(kind: 'run' | 'soak'): Report | undefined {
  return read(RESULT_FILES[kind]) as Report | undefined;
}

/** The latest profile; undefined where there was none. */
export function readProfile(): ProfileReport | undefined {
  return read(RESULT_FILES.profile) as ProfileReport | undefined;
}

function read(file: string): unknown {
  return existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
}
