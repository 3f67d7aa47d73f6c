import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createTraceContextOf } from '../../src/telemetry/trace-context.ts';

const traceContextOf = createTraceContextOf();
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

describe('the trace of a request', () => {
  test.each([
    ['01', true],
    ['00', false],
    ['03', true],
    ['fe', false],
  ])('is the caller’s, and flags %s say that sampled is %s', (flags, sampled) => {
    const context = traceContextOf(`00-${TRACE}-${PARENT}-${flags}`);
    expect(context).toEqual({
      traceId: TRACE,
      parentSpanId: PARENT,
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      sampled,
    });
    expect(context.spanId).not.toBe(PARENT);
  });

  test('is the caller’s also in a later version of the header, which may hold more', () => {
    expect(traceContextOf(`01-${TRACE}-${PARENT}-01-what-the-future-brings`).traceId).toBe(TRACE);
    expect(traceContextOf(`cc-${TRACE}-${PARENT}-00`).traceId).toBe(TRACE);
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['the version ff', `ff-${TRACE}-${PARENT}-01`],
    ['more than version 00 has', `00-${TRACE}-${PARENT}-01-more`],
    ['an id of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['a short id', `00-${TRACE.slice(1)}-${PARENT}-01`],
    ['a long id', `00-${TRACE}0-${PARENT}-01`],
    ['no flags', `00-${TRACE}-${PARENT}`],
    ['spaces around', ` 00-${TRACE}-${PARENT}-01 `],
    ['two headers, joined', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
    ['a line break', `00-${TRACE}-${PARENT}-01\n`],
    ['another version with a tail not set off', `01-${TRACE}-${PARENT}-01x`],
  ])('begins here for %s', (_, header) => {
    const { traceId, parentSpanId, sampled } = traceContextOf(header);
    expect(traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(traceId).not.toBe(TRACE);
    expect([parentSpanId, sampled]).toEqual([undefined, undefined]);
  });

  test('is another one each time that it begins here', () => {
    const ids = Array.from({ length: 1000 }, () => traceContextOf(undefined));
    expect(new Set(ids.map(({ traceId }) => traceId)).size).toBe(1000);
    expect(new Set(ids.map(({ spanId }) => spanId)).size).toBe(1000);
    for (const { traceId, spanId } of ids)
      expect(`${traceId} ${spanId}`).toMatch(/^[0-9a-f]{32} [0-9a-f]{16}$/);
  });

  test('T61: holds nothing but hexadecimal digits, whatever the header says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `cc-${TRACE}-${PARENT}-01-${tail}`),
        ),
        (header) => {
          const { traceId, spanId, parentSpanId = 'a' } = traceContextOf(header);
          expect(traceId + spanId + parentSpanId).toMatch(/^[0-9a-f]+$/);
        },
      ),
    );
  });
});
