import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { RESULT_FILES, type ProfileReport } from './read-reports.ts';
import type { Report } from './report.ts';

/** Keeps a report as the latest of its kind, and writes the page anew. */
export function writeReport(report: Report | ProfileReport, kind: keyof typeof RESULT_FILES): void {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(RESULT_FILES[kind], `${JSON.stringify(report, null, 1)}\n`);
  execFileSync('npm', ['run', '-s', 'docs']);
}
