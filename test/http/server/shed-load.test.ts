import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, expect, test } from '@jest/globals';
import { createLoadShedding, type LoadShedding } from '../../../src/http/server/shed-load.ts';

let inWork: number;
let isBusy: boolean;
let shedding: LoadShedding;

beforeEach(() => {
  inWork = 0;
  isBusy = true;
  shedding = createLoadShedding({
    settings: { overloadDelayMs: 500, overloadRequests: 1_000, overloadWaitMs: 100 },
    eventLoop: { delayMs: () => 0, isBusy: () => isBusy },
    unanswered: { inWork: () => inWork },
    upstreamCalls: () => 0,
  });
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

test('an overload is over when none waits any more and none was shed since none waited last', () => {
  expect(isShed(FULL)).toBe(true);
  shedding.noneWaits();
  expect(isShed(LATE)).toBe(true);
  shedding.noneWaits();
  expect(shedding.waitMaxMs()).toBe(100);
  shedding.noneWaits();
  expect(shedding.waitMaxMs()).toBe(Infinity);
  expect(isShed(LATE)).toBe(false);
});

test('an overload is over when there is time to spare, whatever waits', () => {
  expect(isShed(FULL)).toBe(true);
  isBusy = false;
  expect(shedding.room()).toBe(64);
  isBusy = true;
  expect(isShed(LATE)).toBe(false);
});

test('64 are begun in a turn, and while the process is busy no more than make 256 in work', () => {
  expect(shedding.room()).toBe(64);
  inWork = 250;
  expect(shedding.room()).toBe(6);
  isBusy = false;
  expect(shedding.room()).toBe(64);
});
