import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLateTries } from '../../../src/revocation/tries/late-tries.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A try that ends only when it is told to, or is aborted. */
function openTry() {
  let end: () => void = () => undefined;
  const attempt = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { attempt, end, abort: jest.fn(end) };
}

test('a try that goes on is aborted when its time is up', async () => {
  const lateTries = createLateTries();
  const { attempt, abort } = openTry();
  lateTries.goOn(attempt, 8500, abort);
  await jest.advanceTimersByTimeAsync(8499);
  expect(abort).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(abort).toHaveBeenCalledTimes(1);
});

test('F17: no more than 32 connections to Cognito are left to tries that go on', async () => {
  const lateTries = createLateTries();
  const tries = Array.from({ length: 32 }, openTry);
  for (const { attempt, abort } of tries) lateTries.goOn(attempt, 8500, abort);
  expect(lateTries.hasRoom()).toBe(false);
  tries[0]?.end();
  await jest.advanceTimersByTimeAsync(0);
  expect(lateTries.hasRoom()).toBe(true);
});

test('once it finishes, all are aborted and none goes on, and it waits until they are over', async () => {
  const lateTries = createLateTries();
  const { attempt, abort } = openTry();
  const told = attempt.then(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  lateTries.goOn(told, 8500, abort);
  let isFinished = false;
  const finished = lateTries.finish().then(() => (isFinished = true));
  await jest.advanceTimersByTimeAsync(99);
  expect([abort.mock.calls.length, isFinished, lateTries.hasRoom()]).toEqual([1, false, false]);
  await jest.advanceTimersByTimeAsync(1);
  await finished;
  expect(isFinished).toBe(true);
});

test('a try that fails holds nothing up', async () => {
  const lateTries = createLateTries();
  lateTries.goOn(Promise.reject(new Error('broken')), 8500, () => undefined);
  await lateTries.finish();
  expect(jest.getTimerCount()).toBe(0);
});
