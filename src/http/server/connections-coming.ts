import type { EventEmitter } from 'node:events';

const LASTS_MIN_MS = 10;
const LASTS_MAX_MS = 100;

/**
 * Makes the question whether connections have come in since it was asked last, to be asked at the end of a turn of the
 * event loop. libuv accepts one in each: while turns are long, further ones would wait for seconds, unseen, and be dropped by
 * the system in the end. Says yes for as long at a time, at most, as it was not asked before, which is the time that
 * work took, or for 10 ms: so that neither keeps the other waiting.
 *
 * @param server emits `connection`
 */
export function watchConnections(server: Pick<EventEmitter, 'on'>): () => boolean {
  let accepted = 0;
  let known = 0;
  let saidNoMs = 0;
  let untilMs: number | undefined;
  server.on('connection', () => {
    accepted += 1;
  });

  return () => {
    const nowMs = performance.now();
    untilMs ??= nowMs + Math.max(LASTS_MIN_MS, Math.min(nowMs - saidNoMs, LASTS_MAX_MS));
    const areComing = accepted > known;
    known = accepted;
    if (areComing && nowMs < untilMs) return true;
    untilMs = undefined;
    saidNoMs = nowMs;
    return false;
  };
}
