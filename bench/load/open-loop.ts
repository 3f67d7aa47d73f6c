import { createAnswerLog, type Answers } from './answers.ts';
import type { ConnectionPool } from './connection-pool.ts';

export interface OpenLoopOptions {
  readonly perSecond: number;
  readonly seconds: number;
}

/** Timers come up to a millisecond late, so the last of the wait is spent in the event loop. */
const SPIN_MS = 1.5;
/** By then, what a server does at the beginning of a load is over. */
const LATER_MS = 1000;
/** How long the last answers may take. */
const LAST_ANSWERS_MAX_MS = 10_000;

/**
 * Sends requests at constant intervals, whatever the answers do, and measures each from the moment at which it was to be
 * sent: a server that stalls cannot keep the requests from being counted that would have come meanwhile.
 */
export function openLoop(
  pool: ConnectionPool,
  makeRequest: () => Buffer,
  { perSecond, seconds }: OpenLoopOptions,
): Promise<Answers> {
  const log = createAnswerLog();
  const total = Math.round(perSecond * seconds);
  const startMs = performance.now() + 20;
  const endMs = startMs + seconds * 1000;
  const dueMs = (index: number) => startMs + (index * 1000) / perSecond;
  let sent = 0;
  let answered = 0;

  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(giveUp);
      pool.close();
      resolve(log.answers(sent, seconds));
    };
    const giveUp = setTimeout(finish, seconds * 1000 + LAST_ANSWERS_MAX_MS);

    function sendDue(): void {
      while (sent < total && dueMs(sent) <= performance.now()) {
        const intendedMs = dueMs(sent);
        sent += 1;
        pool.send(makeRequest(), (status) => {
          const nowMs = performance.now();
          log.record({
            status,
            latencyMs: nowMs - intendedMs,
            isInTime: nowMs <= endMs,
            isLater: intendedMs - startMs >= LATER_MS,
          });
          answered += 1;
          if (answered === total) finish();
        });
      }
      if (sent === total) return;
      const waitMs = dueMs(sent) - performance.now() - SPIN_MS;
      if (waitMs > 0) setTimeout(sendDue, waitMs);
      else setImmediate(sendDue);
    }
    sendDue();
  });
}
