import { setTimeout as after } from 'node:timers/promises';
import { generateLoad } from '../load/generate-load.ts';
import { runWrk } from '../load/run-wrk.ts';
import type { LoadTarget, RunningServer } from '../servers/start-contestant.ts';
import type { Upstream } from '../upstream/start-upstream.ts';

const OPEN_LOOP_PER_SECOND = 200;
const CONNECTIONS_MAX = 4096;
const SETTLE_MS = 400;

/**
 * Sends logouts over so many connections as fast as they are answered, so that code is compiled and pools are filled; in two
 * halves, since V8 compiles some of it anew once it has seen connections end.
 */
export async function warmUp(
  server: LoadTarget,
  upstream: Upstream,
  connections: number,
  seconds: number,
): Promise<void> {
  const firstHalf = Math.ceil(seconds / 2);
  await runWrk({ ...server, connections, seconds: firstHalf });
  if (seconds > firstHalf) await runWrk({ ...server, connections, seconds: seconds - firstHalf });
  await settle(upstream);
}

/** Until requests that were cut off at the end have left the server, and reached the upstream or not. */
async function settle(upstream: Upstream): Promise<void> {
  let before: number;
  do {
    before = await upstream.calls();
    await after(SETTLE_MS);
  } while ((await upstream.calls()) !== before);
}

/** What a server does at most, with so many connections: its rate, its latency, and what a logout costs it. */
export async function saturate(
  server: RunningServer,
  upstream: Upstream,
  connections: number,
  seconds: number,
): Promise<Readonly<Record<string, number>>> {
  const callsBefore = await upstream.calls();
  const cpuBefore = server.cpuMicroseconds();
  const result = await runWrk({ ...server, connections, seconds });
  const cpu = server.cpuMicroseconds() - cpuBefore;
  const residentBytes = server.residentBytes();
  await settle(upstream);
  const calls = (await upstream.calls()) - callsBefore;
  const accepted = result.answers - result.refused;
  return {
    [`perSecond${connections}`]: (accepted / result.microseconds) * 1e6,
    // Those that were under way at the end were worked for as well.
    [`cpuMicroseconds${connections}`]: cpu / calls,
    [`p50Ms${connections}`]: result.p50Ms,
    [`p99Ms${connections}`]: result.p99Ms,
    [`refused${connections}`]: result.refused + result.broken,
    [`miscounted${connections}`]: miscounted(calls, accepted, connections),
    [`residentMegabytes${connections}`]: residentBytes / 1e6,
  };
}

/** How far the calls of the upstream are from one for each logout; those under way at the end may have been made. */
function miscounted(calls: number, accepted: number, underWay: number): number {
  return Math.max(0, accepted - calls, calls - accepted - underWay);
}

/** Latency at a calm 200 requests a second. */
export async function openLoopLatency(
  target: LoadTarget,
  seconds: number,
): Promise<Readonly<Record<string, number>>> {
  const { accepted, sent, statuses } = await generateLoad({
    ...target,
    connectionsMax: CONNECTIONS_MAX,
    openLoop: { perSecond: OPEN_LOOP_PER_SECOND, seconds },
  });
  return {
    calmP50Ms: accepted.p50Ms,
    calmP99Ms: accepted.p99Ms,
    calmP999Ms: accepted.p999Ms,
    calmRefused: sent - (statuses['200'] ?? 0),
  };
}
