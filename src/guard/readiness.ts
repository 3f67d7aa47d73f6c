/** Lets callers wait for something that happens once, or never. */
export interface Readiness {
  /** @throws whatever the signal aborts with, or what `failed` was given */
  wait(signal?: AbortSignal): Promise<void>;
  /** It has happened. @returns whether for the first time */
  happened(): boolean;
  /** It will not happen any more. Says nothing if it has happened. */
  failed(error: Error): void;
}

export function createReadiness(): Readiness {
  let outcome: 'ready' | Error | undefined;
  const waiting = new Set<() => void>();

  function settle(value: 'ready' | Error): boolean {
    if (outcome !== undefined) return false;
    outcome = value;
    for (const look of waiting) look();
    return true;
  }

  return {
    wait: (signal) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (outcome === undefined && signal?.aborted !== true) return;
          waiting.delete(look);
          signal?.removeEventListener('abort', look);
          if (outcome === 'ready') resolve();
          else reject(outcome ?? (signal?.reason as Error));
        };
        waiting.add(look);
        signal?.addEventListener('abort', look);
        look();
      }),
    happened: () => settle('ready'),
    failed(error) {
      settle(error);
    },
  };
}
