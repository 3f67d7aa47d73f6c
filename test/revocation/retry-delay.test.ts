import { describe, expect, test } from '@jest/globals';
import { retryDelayMs } from '../../src/revocation/tries/retry-delay.ts';
import type { RetryCause } from '../../src/revocation/ports/upstream-outcome.ts';

const span = (cause: RetryCause, attempts: number, retryAfterSeconds?: number) => [
  retryDelayMs({ cause, attempts, retryAfterSeconds }, () => 0),
  retryDelayMs({ cause, attempts, retryAfterSeconds }, () => 1),
];

describe('after how long an intent is tried again', () => {
  test('anything up to half a second at first, twice that each time, five minutes at most', () => {
    expect(span('timeout', 1)).toEqual([0, 500]);
    expect(span('timeout', 2)).toEqual([0, 1000]);
    expect(span('server-error', 5)).toEqual([0, 8000]);
    expect(span('connection', 100)).toEqual([0, 300_000]);
  });

  test('between one and fifteen minutes where a firewall refused', () => {
    expect(span('forbidden', 1)).toEqual([60_000, 120_000]);
    expect(span('forbidden', 100)).toEqual([60_000, 900_000]);
  });

  test('soon after throttling, however often it happened: the pace of all calls slows down instead', () => {
    expect(span('throttled', 1)).toEqual(span('throttled', 50));
    expect(span('throttled', 50)).toEqual([0, 5000]);
  });

  test('never before the time that Cognito asked for, up to five minutes', () => {
    expect(span('server-error', 1, 30)).toEqual([30_000, 30_500]);
    expect(span('server-error', 1, 86_400)).toEqual([300_000, 300_500]);
  });
});
