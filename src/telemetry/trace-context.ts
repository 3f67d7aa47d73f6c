import { randomFillSync } from 'node:crypto';

/** A request's place in a trace: 32, 16 and 16 lower-case hexadecimal digits. */
export interface TraceContext {
  readonly traceId: string;
  /** The service's own part of the trace. */
  readonly spanId: string;
  /** The caller's part, if the caller sent one. */
  readonly parentSpanId: string | undefined;
  /** Whether the caller records the trace; undefined if it said nothing. */
  readonly sampled: boolean | undefined;
}

/** Runs a piece of work, so that what it and everything that it starts makes of calls belongs to the trace. */
export type RunInTrace = <T>(trace: TraceContext, work: () => T) => T;

const SAMPLED_FLAG = 0x01;

/** Version 00 ends after the flags; later ones may go on after a dash. */
const TRACEPARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Ids are drawn so many bytes at once: to ask for a few costs nearly as much. */
const BATCH_BYTES = 4_096;
const ID_BYTES = 8;

/**
 * Makes the function that continues the caller's trace, or begins one if the header is missing or not valid. Nothing else
 * of the header is kept: ids are hexadecimal digits of a fixed length, so they can be logged as they are.
 * Source: https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function createTraceContextOf(): (traceparent: string | undefined) => TraceContext {
  const randomId = createRandomId();
  const begun = (): TraceContext => ({
    traceId: randomId(2 * ID_BYTES),
    spanId: randomId(ID_BYTES),
    parentSpanId: undefined,
    sampled: undefined,
  });
  return (traceparent) => {
    const match = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
    if (match === null) return begun();
    const [, version, traceId, parentSpanId, flags = '', more] = match;
    if (traceId === undefined || (version === '00' && more !== undefined)) return begun();
    const sampled = (Number.parseInt(flags, 16) & SAMPLED_FLAG) === SAMPLED_FLAG;
    return { traceId, spanId: randomId(ID_BYTES), parentSpanId, sampled };
  };
}

/**
 * Random ids of eight or sixteen bytes. One bit of every eight bytes is set, which keeps an id from being all zeros, which
 * would be none; a trace id's last seven bytes are random, as W3C Trace Context level 2 wants them.
 */
function createRandomId(): (bytes: number) => string {
  const batch = Buffer.alloc(BATCH_BYTES);
  let at = BATCH_BYTES;
  return (bytes) => {
    if (at + bytes > BATCH_BYTES) {
      drawIds(batch);
      at = 0;
    }
    at += bytes;
    return batch.toString('hex', at - bytes, at);
  };
}

function drawIds(batch: Buffer): void {
  randomFillSync(batch);
  for (let at = 0; at < batch.length; at += ID_BYTES) batch[at] = (batch[at] ?? 0) | 1;
}

export function newSpanId(): string {
  const id = Buffer.alloc(ID_BYTES);
  drawIds(id);
  return id.toString('hex');
}
