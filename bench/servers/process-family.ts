import { readFileSync } from 'node:fs';

/** The ids of a process and of all that it started and that still run. */
export function processFamily(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(processFamily)];
}

/** Kills a process and all that it started: workers of nginx outlive their master where only that is killed. */
export function killFamily(pid: number): void {
  for (const one of processFamily(pid)) {
    try {
      process.kill(one, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
