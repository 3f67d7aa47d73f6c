import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processFamily } from './process-family.ts';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const PAGE_BYTES = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));

/** Processor time, user and system, that a process and its children have used so far, in all of their threads. */
export function cpuMicroseconds(pid: number): number {
  const ticks = processFamily(pid).map((one) => {
    const fields = statOf(one);
    return Number(fields[11]) + Number(fields[12]);
  });
  return (sum(ticks) / TICKS_PER_SECOND) * 1e6;
}

/** Memory of a process and its children that is resident now. */
export function residentBytes(pid: number): number {
  return sum(processFamily(pid).map((one) => Number(statOf(one)[21]) * PAGE_BYTES));
}

/** The fields of `/proc/<pid>/stat` after the name, which may hold spaces: the first is the third of proc(5). */
function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
