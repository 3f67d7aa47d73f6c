import { pino } from 'pino';
import type { LineWriters } from './line-writers.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/**
 * Writes lines of JSON: level, time, the given fields but for those that are undefined, and the message.
 *
 * @param level the lowest that is written
 */
export function createLineLogger(level: LogLevel, write: (line: string) => void): LineWriters {
  return pino(
    { level, base: null, timestamp: createTimestamp(), formatters: { level: (label) => ({ level: label }) } },
    { write },
  );
}

/** Now in ISO 8601, as part of a line. The date is worked out once a second: it is dear. */
function createTimestamp(): () => string {
  let ofSecond = Number.NaN;
  let untilSecond = '';
  return () => {
    const nowMs = Date.now();
    const milliseconds = nowMs % 1000;
    if (nowMs - milliseconds !== ofSecond) {
      ofSecond = nowMs - milliseconds;
      untilSecond = new Date(ofSecond).toISOString().slice(0, -'000Z'.length);
    }
    return `,"time":"${untilSecond}${String(milliseconds).padStart(3, '0')}Z"`;
  };
}
