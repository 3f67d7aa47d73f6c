import type { Server, ServerResponse } from 'node:http';
import { createPassingMap } from '../../collections/passing-map.ts';

export interface StopTimes {
  /** How long to go on serving, so that load balancers notice that readiness has failed and send no more. */
  readonly drainDelayMs: number;
  /** How long requests in flight may take after that. What is left is cut off. */
  readonly timeoutMs: number;
}

export interface GracefulStop {
  /** True from the first call of `stop`: readiness has to fail from then on. */
  isStopping(): boolean;
  /**
   * Stops in the order that loses no request: readiness fails, requests go on being served with
   * `Connection: close`, then nothing new is accepted and what is in flight is finished. A second call ends
   * everything at once. Resolves when the server is closed, with the number of requests that were cut off.
   */
  stop(times: StopTimes): Promise<number>;
}

export function createGracefulStop(server: Server): GracefulStop {
  const inFlight = createPassingMap<ServerResponse, ServerResponse>();
  const hurry = new AbortController();
  let stopped: Promise<number> | undefined;

  server.prependListener('request', (_request, response: ServerResponse) => {
    inFlight.set(response, response);
    response.on('close', () => {
      inFlight.delete(response);
      if (!server.listening) server.closeIdleConnections();
    });
    if (stopped !== undefined) closeAfter(response);
  });

  const stopInOrder = async ({ drainDelayMs, timeoutMs }: StopTimes): Promise<number> => {
    for (const response of inFlight.values()) closeAfter(response);
    await delayUnless(hurry.signal, drainDelayMs);
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    await Promise.race([closed, delayUnless(hurry.signal, timeoutMs)]);
    const cutOff = inFlight.size;
    server.closeAllConnections();
    await closed;
    return cutOff;
  };

  return {
    isStopping: () => stopped !== undefined,
    stop(times) {
      if (stopped === undefined) stopped = stopInOrder(times);
      else hurry.abort();
      return stopped;
    },
  };
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function delayUnless(signal: AbortSignal, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, delayMs).unref();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
