import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createCallWindow } from '../../src/relay/outbound/call-window.ts';

const WINDOW_MS = 100;

interface Call {
  readonly atMs: number;
  readonly isFailure: boolean;
}

/** What is counted, by its definition: the calls of the last 100 ms, and none of a time that is yet to come. */
function inWindow(calls: readonly Call[], nowMs: number): readonly Call[] {
  return calls.filter(({ atMs }) => atMs <= nowMs && nowMs - atMs < WINDOW_MS);
}

describe('the calls of the last so many milliseconds', () => {
  const passed = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 1, arbitrary: fc.integer({ min: 90, max: 300 }) },
    { weight: 1, arbitrary: fc.integer({ min: -300, max: -1 }) },
  );

  test('are counted as if each of them were looked at anew every time, however the clock is set', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(passed, fc.boolean()), { maxLength: 60 }), (steps) => {
        const window = createCallWindow(WINDOW_MS);
        let nowMs = 1_000_000;
        let calls: readonly Call[] = [];
        for (const [passedMs, isFailure] of steps) {
          nowMs += passedMs;
          window.add(nowMs, isFailure);
          calls = [...inWindow(calls, nowMs), { atMs: nowMs, isFailure }];
          expect(window.calls()).toBe(calls.length);
          expect(window.failures()).toBe(calls.filter((call) => call.isFailure).length);
        }
      }),
    );
  });

  test('are none once it was cleared', () => {
    const window = createCallWindow(WINDOW_MS);
    window.add(1000, true);
    window.clear();
    expect([window.calls(), window.failures()]).toEqual([0, 0]);
    window.add(1000, false);
    expect([window.calls(), window.failures()]).toEqual([1, 0]);
  });
});
