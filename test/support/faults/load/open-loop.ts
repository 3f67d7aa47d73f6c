import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';

const TICK_MS = 10;

/**
 * Calls a function at a fixed rate for each of some values, however long the calls take. Resolves with what they came
 * to once all have.
 */
export async function openLoop<Value, Result>(
  values: readonly Value[],
  perSecond: number,
  call: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const startedMs = performance.now();
  const results: Promise<Result>[] = [];
  while (results.length < values.length) {
    const due = Math.ceil(((performance.now() - startedMs) / 1000) * perSecond);
    for (const value of values.slice(results.length, due)) results.push(call(value));
    await after(TICK_MS);
  }
  return Promise.all(results);
}
