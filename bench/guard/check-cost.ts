import { createCoveredUserPools } from '../../src/guard/covered-user-pools.ts';
import { createVerdict } from '../../src/guard/create-verdict.ts';
import { createGuardDenylist } from '../../src/guard/denylist/guard-denylist.ts';
import { createFreshness } from '../../src/guard/freshness.ts';
import type { TokenClaims } from '../../src/guard/token-claims.ts';
import type { Verdict } from '../../src/guard/guard.ts';
import { parsedClaims, randomIds, USER_POOL_ID } from './random-claims.ts';

/** Checks a round of distinct tokens. Returns nanoseconds of processor time a token. */
export type CheckRound = () => number;

export interface FilledGuard {
  readonly entries: number;
  /** Of the tables, as `status()` tells it. */
  readonly bytesPerEntry: number;
  /** By which the process grew, after garbage collection. */
  readonly memoryPerEntry: number;
  readonly rounds: Readonly<Record<CheckName, CheckRound>>;
}

export type CheckName = 'allow' | 'deny' | 'denied';

const CHUNK = 256;
const CHUNKS = 80;

/**
 * Fills a denylist with sessions and checks tokens against it. The claims are fresh from the parser, as they are after
 * a verification; each token is checked once, so that its place in the table is as cold as in a server.
 */
export function fillGuard(entries: number): FilledGuard {
  const denied = randomIds(Math.min(10_000, entries));
  const before = usedBytes();
  const denylist = createGuardDenylist();
  const expiresAtSeconds = Math.floor(Date.now() / 1000) + 86_400;
  const deny = (originJti: string) =>
    denylist.add({ kind: 'session', userPoolId: USER_POOL_ID, originJti, expiresAtSeconds });
  denied.forEach(deny);
  while (denylist.entries() < entries)
    randomIds(Math.min(10_000, entries - denylist.entries())).forEach(deny);
  const memoryPerEntry = (usedBytes() - before) / entries;

  const clock = { nowMs: () => Date.now() };
  const freshness = createFreshness(Number.MAX_SAFE_INTEGER);
  freshness.complete(clock.nowMs(), clock.nowMs());
  const covered = createCoveredUserPools(() => undefined);
  const allow = createVerdict(denylist, freshness, covered, { onStale: 'allow', clock });
  const denyWhenStale = createVerdict(denylist, freshness, covered, { onStale: 'deny', clock });
  const fresh = (count: number) => randomIds(count);
  const known = (count: number) =>
    Array.from({ length: count }, () => denied[(Math.random() * denied.length) | 0]!);
  return {
    entries,
    bytesPerEntry: denylist.bytes() / entries,
    memoryPerEntry,
    rounds: {
      allow: () => timed(allow, fresh, 'accepted'),
      deny: () => timed(denyWhenStale, fresh, 'accepted'),
      denied: () => timed(denyWhenStale, known, 'denied'),
    },
  };
}

function timed(
  verdictOn: (claims: TokenClaims) => Verdict,
  sessions: (count: number) => readonly string[],
  expected: Verdict,
): number {
  let spentMicroseconds = 0;
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    const subs = randomIds(CHUNK);
    const claims = sessions(CHUNK).map((originJti, index) => parsedClaims(originJti, subs[index]!));
    let right = 0;
    // Of the whole process: that of one thread is told in ticks of 4 ms, which are more than a chunk takes.
    const startedAt = process.cpuUsage();
    for (const one of claims) if (verdictOn(one) === expected) right++;
    const { user, system } = process.cpuUsage(startedAt);
    spentMicroseconds += user + system;
    if (right !== CHUNK) throw new Error(`${CHUNK - right} wrong verdicts`);
  }
  return (spentMicroseconds * 1000) / (CHUNK * CHUNKS);
}

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
