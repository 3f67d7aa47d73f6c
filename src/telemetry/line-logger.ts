import type { LineWriters } from './line-writers.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LEVELS)[number];

/**
 * Writes lines of JSON: level, time, the given fields but for those that are undefined, and the message.
 *
 * @param level the lowest that is written
 */
export function createLineLogger(level: LogLevel, write: (line: string) => void): LineWriters {
  const time = createTimeText();
  const writer = (label: LogLevel): LineWriters['info'] => {
    if (LEVELS.indexOf(label) < LEVELS.indexOf(level)) return () => undefined;
    return (fields, msg) => write(`${JSON.stringify({ level: label, time: time(), ...fields, msg })}\n`);
  };
  return { info: writer('info'), warn: writer('warn'), error: writer('error'), fatal: writer('fatal') };
}

/** Now in ISO 8601, made once a millisecond. */
function createTimeText(): () => string {
  let ofMs = Number.NaN;
  let text = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== ofMs) text = new Date(nowMs).toISOString();
    ofMs = nowMs;
    return text;
  };
}
