import type { CallSignal } from '../../revocation/ports/call-signal.ts';

/**
 * Waits for work no longer than until the signal aborts, for work that cannot be told to stop: looking up AWS
 * credentials, or what several callers share. Rejects with the signal's reason then.
 */
export function withinSignal<T>(signal: CallSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    const end = () => signal.removeEventListener('abort', abort);
    const working = work();
    working.then(end, end);
    working.then(resolve, reject);
  });
}
