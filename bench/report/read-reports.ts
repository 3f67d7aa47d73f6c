import { existsSync, readFileSync } from 'node:fs';
import { parseJson } from './parse-json.ts';
import type { Report } from './report.ts';

/** Where the latest runs are kept. Earlier ones are in the history of the repository. */
export const RESULT_FILES = { run: 'bench/results/latest.json', soak: 'bench/results/soak.json' } as const;

/** The latest run of a kind; undefined where there was none. */
export function readReport(kind: keyof typeof RESULT_FILES): Report | undefined {
  const file = RESULT_FILES[kind];
  return existsSync(file) ? (parseJson(readFileSync(file, 'utf8')) as Report) : undefined;
}
