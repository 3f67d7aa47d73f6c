import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLoadShedding, type LoadShedding } from '../../../src/http/server/shed-load.ts';

let inWork: number;
let isBusy: boolean;
let delayMs: number;
let shedding: LoadShedding;

beforeEach(() => {
  jest.useFakeTimers();
  inWork = 0;
  delayMs = 0;
  isBusy = true;
  shedding = createLoadShedding({
    settings: { overloadDelayMs: 500, overloadRequests: 1_000, overloadWaitMs: 100 },
    eventLoop: { delayMs: () => delayMs, isBusy: () => isBusy },
    unanswered: { inWork: () => inWork },
    upstreamCalls: () => 0,
  });
});

afterEach(() => {
  jest.useRealTimers();
});

function isShed(waiting: { readonly count: number; readonly longestMs: number }, method = 'POST'): boolean {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url: '/logout' });
  return shedding.isShed(request, { count: () => waiting.count, longestMs: () => waiting.longestMs });
}

const FULL = { count: 1_000, longestMs: 10 };
const LATE = { count: 500, longestMs: 51 };

test('however long some have waited, none is shed as long as fewer than the limit wait or are in work', () => {
  inWork = 499;
  expect(isShed({ count: 500, longestMs: 10_000 })).toBe(false);
  expect(shedding.waitMaxMs()).toBe(Infinity);
});

test('once the limit was reached, what would wait for too long is shed as it comes, and what has waited as well', () => {
  expect(isShed(LATE)).toBe(false);
  expect(isShed(FULL)).toBe(true);
  expect(shedding.waitMaxMs()).toBe(100);
  expect(isShed(LATE)).toBe(true);
  expect(isShed({ ...LATE, longestMs: 50 })).toBe(false);
  expect(isShed(LATE, 'GET')).toBe(false);
});

test('an overload is over once none was shed for a second, as it came or after it had waited', () => {
  expect(isShed(FULL)).toBe(true);
  jest.advanceTimersByTime(999);
  expect(isShed(LATE)).toBe(true);
  jest.advanceTimersByTime(999);
  shedding.waitedTooLong();
  jest.advanceTimersByTime(999);
  expect(shedding.waitMaxMs()).toBe(100);
  jest.advanceTimersByTime(1);
  expect(shedding.waitMaxMs()).toBe(Infinity);
  expect(isShed(LATE)).toBe(false);
});

test('a stall of the event loop sheds what comes, and is no overload', () => {
  delayMs = 501;
  expect(isShed({ count: 0, longestMs: 0 }, 'GET')).toBe(true);
  expect(shedding.waitMaxMs()).toBe(Infinity);
});

test('an overload is over when there is time to spare, whatever waits', () => {
  expect(isShed(FULL)).toBe(true);
  isBusy = false;
  expect(shedding.room()).toBe(32);
  isBusy = true;
  expect(isShed(LATE)).toBe(false);
});

test('32 are begun in a turn, and while the process is busy no more than make 64 in work', () => {
  expect(shedding.room()).toBe(32);
  inWork = 58;
  expect(shedding.room()).toBe(6);
  isBusy = false;
  expect(shedding.room()).toBe(32);
});

test('at most four times as many are shed in a turn as are begun', () => {
  expect(shedding.shedMax()).toBe(128);
});
