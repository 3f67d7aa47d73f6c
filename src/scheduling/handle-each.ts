/**
 * Handles items one right after the other, in their order. Whatever it throws for one of them is thrown on, and holds up
 * none of the others.
 */
export function handleEach<Item>(items: readonly Item[], handle: (item: Item) => void, first = 0): void {
  let next = first;
  try {
    while (next < items.length) handle(items[next++] as Item);
  } finally {
    if (next < items.length) setImmediate(handleEach<Item>, items, handle, next);
  }
}
