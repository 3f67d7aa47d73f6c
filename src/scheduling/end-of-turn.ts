import { handleEach } from './handle-each.ts';

/**
 * Makes a function that keeps things until the end of the turn of the event loop in which they came, and handles them
 * then, one right after the other. What each of them leads to, promise by promise, is done in step with the others: the
 * processor has the code of a step at hand for all of them, where each alone would have gone through all the code,
 * which is more than its caches hold.
 *
 * @param handle gets each of them, in their order; whatever it throws is thrown on, and holds up none of the others
 */
export function atEndOfTurn<Item>(handle: (item: Item) => void): (item: Item) => void {
  let kept: Item[] = [];

  const handleKept = (): void => {
    const items = kept;
    kept = [];
    handleEach(items, handle);
  };

  return (item) => {
    kept.push(item);
    if (kept.length === 1) setImmediate(handleKept);
  };
}
