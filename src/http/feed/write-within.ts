import type { ServerResponse } from 'node:http';

/** `gone`: the other side has closed the connection. */
export type Written = 'taken' | 'slow' | 'gone';

/** Writes, and waits for as long as the other side may take until there is room for more. */
export function writeWithin(response: ServerResponse, text: string, timeoutMs: number): Promise<Written> {
  if (response.destroyed) return Promise.resolve('gone');
  if (response.write(text)) return Promise.resolve('taken');
  return new Promise((resolve) => {
    const done = (written: Written) => (): void => {
      clearTimeout(timer);
      response.off('drain', taken);
      response.off('close', gone);
      resolve(written);
    };
    const taken = done('taken');
    const gone = done('gone');
    const timer = setTimeout(done('slow'), timeoutMs);
    response.once('drain', taken);
    response.once('close', gone);
  });
}
