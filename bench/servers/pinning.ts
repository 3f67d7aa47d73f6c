import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** Where servers run, and where all the rest does: the load, the upstream, the database and this process. */
const SERVER_CORE = '0';
const OTHER_CORE = '1';

/** Whether servers get a core for themselves: needs two cores and `taskset`. */
export const isPinned =
  availableParallelism() > 1 && spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;

/** Moves this process, and whatever it starts from now on, off the core of the servers. */
export function leaveServerCore(): void {
  if (isPinned) spawnSync('taskset', ['-pc', OTHER_CORE, String(process.pid)], { stdio: 'ignore' });
}

/** The command that runs a server on its core. */
export function onServerCore(command: readonly string[]): readonly string[] {
  return isPinned ? ['taskset', '-c', SERVER_CORE, ...command] : command;
}

/** The command that runs a program which measures by itself, and may use the whole machine. */
export function onEveryCore(command: readonly string[]): readonly string[] {
  return isPinned ? ['taskset', '-c', `0-${cpus().length - 1}`, ...command] : command;
}
