import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { isPinned } from '../servers/pinning.ts';
import type { Machine } from './report.ts';

/** The machine that is measured on. */
export function describeMachine(): Machine {
  return {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    kernel: `${type()} ${release()}`,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    isPinned,
    loadAtStart: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
