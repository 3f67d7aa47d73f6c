import { handleEach } from './handle-each.ts';

/** So many in step are as cheap as more, and the first of them need not wait for all that came. */
export const IN_STEP = 32;

/**
 * Makes a function that keeps things until the end of the turn of the event loop in which they came, and handles them
 * then, one right after the other. What each of them leads to, promise by promise, is done in step with the others: the
 * processor has the code of a step at hand for all of them, where each alone would have gone through all the code,
 * which is more than its caches hold. Where many came, so many at a time: those before have been followed up by then.
 *
 * @param handle gets each of them, in their order; whatever it throws is thrown on, and holds up none of the others
 */
export function atEndOfTurn<Item>(handle: (item: Item) => void): (item: Item) => void {
  const kept: Item[] = [];
  let stepsToCome = 0;

  const takeStep = (): void => {
    stepsToCome -= 1;
    handleEach(kept.splice(0, IN_STEP), handle);
  };

  return (item) => {
    kept.push(item);
    if (kept.length <= stepsToCome * IN_STEP) return;
    stepsToCome += 1;
    setImmediate(takeStep);
  };
}
