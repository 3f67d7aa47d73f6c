import type { Config } from '../../config/config.ts';

/** What the operating system says when a server cannot listen, as the rest of a sentence with its remedy. */
const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken: choose another port, or stop what uses this one.',
  EACCES: 'may not be used by this user: choose a port from 1024 on, or give the process the right to it.',
};

/** Of an address that another machine has, and of a name that stands for none. */
const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * One sentence for the operator when the service could not start because a port or an address cannot be listened on.
 * Undefined for any other error.
 */
export function listenProblem(error: unknown, server: Config['server']): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, port, address, hostname } = error as {
    readonly [key in 'code' | 'port' | 'address' | 'hostname']?: unknown;
  };
  const problem = PROBLEMS[String(code)];
  if (problem !== undefined) {
    const variable = port === server.managementPort ? 'MANAGEMENT_PORT' : 'PORT';
    return `${variable} ${String(port)} ${problem}`;
  }
  if (!NO_ADDRESS.includes(String(code))) return undefined;
  const variable = (address ?? hostname) === server.managementHost ? 'MANAGEMENT_HOST' : 'HOST';
  return `${variable} is no address of this machine: choose one that it has, such as 127.0.0.1 or 0.0.0.0.`;
}
