import { setTimeout as after } from 'node:timers/promises';
import { postJson } from '../running-service.ts';

export interface HonestLogouts {
  readonly calls: number;
  /** What came instead of 200: statuses with bodies, and errors. */
  readonly failures: readonly string[];
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface HonestLogoutOptions {
  readonly url: string;
  readonly clientId: string;
  readonly refreshToken: () => string;
  /** How many logouts are under way at any time. */
  readonly callers: number;
  /** How long each pauses between two logouts: 5 ms unless given. */
  readonly pauseMs?: number;
}

/** Lets users log out, one after the other, for as long as something else takes. */
export async function whileUsersLogOut(
  options: HonestLogoutOptions,
  somethingElse: () => Promise<void>,
): Promise<HonestLogouts> {
  const failures: string[] = [];
  const durationsMs: number[] = [];
  const stopping = new AbortController();
  const caller = async () => {
    while (!stopping.signal.aborted) {
      const startedMs = performance.now();
      const problem = await logOut(options);
      durationsMs.push(performance.now() - startedMs);
      if (problem !== undefined) failures.push(problem);
      await after(options.pauseMs ?? 5);
    }
  };
  const callers = Promise.all(Array.from({ length: options.callers }, caller));
  try {
    await somethingElse();
  } finally {
    stopping.abort();
    await callers;
  }
  durationsMs.sort((a, b) => a - b);
  const percentile = (part: number) => durationsMs[Math.floor(durationsMs.length * part)] ?? 0;
  return {
    calls: durationsMs.length,
    failures,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  };
}

/** What went wrong, or undefined. */
async function logOut({ url, clientId, refreshToken }: HonestLogoutOptions): Promise<string | undefined> {
  try {
    const { status, body } = await postJson(`${url}/logout`, { refreshToken: refreshToken(), clientId });
    return status === 200 ? undefined : `${status} ${JSON.stringify(body)}`;
  } catch (error) {
    return `${String(error)}: ${String((error as Error).cause)}`;
  }
}
