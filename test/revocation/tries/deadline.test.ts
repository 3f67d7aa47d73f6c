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

test('all who listen hear of a deadline once, but for those who do not any more', () => {
  const { signal } = createDeadline(1500);
  const heard: string[] = [];
  const forget = () => heard.push('one who has gone');
  const stranger = () => heard.push('a stranger');
  signal.addEventListener('abort', () => heard.push('first'));
  signal.addEventListener('abort', forget);
  signal.addEventListener('abort', () => heard.push('second'));
  signal.removeEventListener('abort', forget);
  signal.removeEventListener('abort', stranger);
  jest.advanceTimersByTime(1500);
  signal.abort();
  expect(heard).toEqual(['first', 'second']);
  expect(signal.reason).toMatchObject({ name: 'AbortError' });
});

test('a deadline is an AbortSignal for whoever needs one, before and after it is reached', () => {
  const { signal } = createDeadline(1500);
  const before = signal.asAbortSignal();
  expect(signal.asAbortSignal()).toBe(before);
  expect(before.aborted).toBe(false);
  jest.advanceTimersByTime(1500);
  expect([before.aborted, before.reason]).toEqual([true, signal.reason]);

  const other = createDeadline(1500).signal;
  jest.advanceTimersByTime(1500);
  expect([other.asAbortSignal().aborted, other.asAbortSignal().reason]).toEqual([true, other.reason]);
});
