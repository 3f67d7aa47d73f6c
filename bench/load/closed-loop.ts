import { setTimeout as after } from 'node:timers/promises';
import { createAnswerLog, type Answers } from './answers.ts';
import type { ConnectionPool } from './connection-pool.ts';

export interface ClosedLoopOptions {
  /** How many requests are under way at any time. */
  readonly inFlight: number;
  /** Over which time the first ones are spread, so that the answers do not come all at once for ever. */
  readonly spreadMs: number;
  /** How long the answers do not count yet. */
  readonly settleMs: number;
  readonly seconds: number;
}

/** Keeps so many requests under way, and counts the answers that come within so many seconds. */
export async function closedLoop(
  pool: ConnectionPool,
  makeRequest: () => Buffer,
  { inFlight, spreadMs, settleMs, seconds }: ClosedLoopOptions,
): Promise<Answers> {
  const log = createAnswerLog();
  let sent = 0;
  let isCounting = false;

  function again(): void {
    sent += 1;
    const sentMs = performance.now();
    pool.send(makeRequest(), (status) => {
      if (isCounting)
        log.record({ status, latencyMs: performance.now() - sentMs, isInTime: true, isLater: true });
      again();
    });
  }

  const startMs = performance.now();
  for (let begun = 0; begun < inFlight; await after(1)) {
    const due = Math.min(inFlight, Math.ceil(((performance.now() - startMs) / spreadMs) * inFlight));
    for (; begun < due; begun += 1) again();
  }
  await after(settleMs);
  isCounting = true;
  const countedFromMs = performance.now();
  await after(seconds * 1000);
  isCounting = false;
  const countedSeconds = (performance.now() - countedFromMs) / 1000;
  pool.close();
  return log.answers(sent, countedSeconds);
}
