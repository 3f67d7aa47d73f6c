import type { SignedFeed } from '../../revocation/feed/signed-feed.ts';

/** Lets many wait for the next change, without missing one that comes before they wait. */
export interface Changes {
  /** How many there were. */
  count(): number;
  /** Resolves when there were more than so many, or after the time. */
  next(seen: number, timeoutMs: number): Promise<void>;
  /** Resolves everybody's wait. */
  wake(): void;
}

export function createChanges(feed: Pick<SignedFeed, 'onChange'>): Changes {
  const waiting = new Set<() => void>();
  let count = 0;
  const wake = (): void => {
    count += 1;
    for (const resolve of waiting) resolve();
  };
  feed.onChange(wake);

  return {
    count: () => count,
    next: (seen, timeoutMs) =>
      new Promise((resolve) => {
        if (count > seen) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs).unref();
        waiting.add(done);
      }),
    wake,
  };
}
