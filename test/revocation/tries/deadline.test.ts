import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createDeadline } from '../../../src/revocation/tries/deadline.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a deadline aborts when it is reached, and not before', () => {
  const { signal, restMs } = createDeadline(1500);
  jest.advanceTimersByTime(1499);
  expect([signal.aborted, restMs()]).toEqual([false, 1]);
  jest.advanceTimersByTime(1);
  expect([signal.aborted, restMs()]).toEqual([true, 0]);
});

test('a deadline that is cancelled leaves no timer behind, and never aborts', () => {
  const { signal, cancel } = createDeadline(1500);
  cancel();
  expect(jest.getTimerCount()).toBe(0);
  jest.advanceTimersByTime(5000);
  expect(signal.aborted).toBe(false);
});
