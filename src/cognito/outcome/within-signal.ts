/**
 * Waits for work no longer than until the signal aborts, for work that cannot be told to stop: looking up AWS
 * credentials, or what several callers share. Rejects with the signal's reason then.
 */
export function withinSignal<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work().then(
      (value) => {
        signal.removeEventListener('abort', abort);
        resolve(value);
      },
      (cause: unknown) => {
        signal.removeEventListener('abort', abort);
        reject(cause as Error);
      },
    );
  });
}
