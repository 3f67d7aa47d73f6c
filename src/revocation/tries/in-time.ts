import type { RevocationStore } from '../ports/revocation-store.ts';

/**
 * What a promise resolves or rejects with, or `late` once it takes longer than so many milliseconds. Whatever it comes
 * to after that is nobody's any more. What is there already needs no time.
 */
export function inTime<Value, Late>(
  promise: Promise<Value> | Value,
  timeoutMs: number,
  late: Late,
): Promise<Value | Late> {
  if (!(promise instanceof Promise)) return Promise.resolve(promise);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs, late);
    promise.then(ending(timer, resolve), ending(timer, reject));
  });
}

function ending<Value>(timer: NodeJS.Timeout, settle: (value: Value) => void): (value: Value) => void {
  return (value) => {
    clearTimeout(timer);
    settle(value);
  };
}

/**
 * Makes the same function for what a store answers: one that keeps nothing has its answers in this process, and needs no
 * time to be watched.
 */
export function storeInTime({ durability }: Pick<RevocationStore, 'durability'>): typeof inTime {
  return durability === 'none' ? (promise) => Promise.resolve(promise) : inTime;
}
