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

/** Now in ISO 8601, as part of a line, made once a millisecond. */
function createTimestamp(): () => string {
  let ofMs = Number.NaN;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== ofMs) text = `,"time":"${new Date(nowMs).toISOString()}"`;
    ofMs = nowMs;
    return text;
  };
}
