import type { RequestHandler } from 'express';

/**
 * One handler that runs several, each when the one before it calls `next`. Express takes longer to get from one to the
 * next than most of them take.
 */
export function inOrder(handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    // What is thrown may be nothing, which `next` takes for no error.
    const fail = (error: unknown): void => next(error ?? new Error('A handler failed and did not say why'));
    const run = (index: number): void => {
      const handler = handlers[index];
      if (handler === undefined) return next();
      try {
        const result: unknown = handler(request, response, (error?: unknown) =>
          error === undefined ? run(index + 1) : fail(error),
        );
        if (result instanceof Promise) result.catch(fail);
      } catch (error) {
        fail(error);
      }
    };
    run(0);
  };
}
