import { expect, test } from '@jest/globals';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { inOrder } from '../../src/http/in-order.ts';

const REQUEST = {} as Request;
const RESPONSE = {} as Response;

/** Runs handlers, and resolves with what came after them: an error, or `undefined`. */
function outcomeOf(handlers: readonly RequestHandler[]): Promise<unknown> {
  return new Promise((resolve) => {
    void inOrder(handlers)(REQUEST, RESPONSE, resolve as NextFunction);
  });
}

test('handlers run one after the other, and then whatever comes after them', async () => {
  const ran: string[] = [];
  const handlers: RequestHandler[] = [
    (_request, _response, next) => {
      ran.push('first');
      next();
    },
    async (_request, _response, next) => {
      await Promise.resolve();
      ran.push('second');
      next();
    },
  ];
  expect(await outcomeOf(handlers)).toBeUndefined();
  expect(ran).toEqual(['first', 'second']);
});

test.each<[string, RequestHandler]>([
  [
    'throws',
    () => {
      throw new Error('refused');
    },
  ],
  ['rejects with', () => Promise.reject(new Error('refused'))],
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors
  ['rejects without', () => Promise.reject(undefined)],
  ['hands on', (_request, _response, next) => next(new Error('refused'))],
])('what one of them %s ends the order', async (_, refuse) => {
  let isReached = false;
  const reached: RequestHandler = () => {
    isReached = true;
  };
  const pass: RequestHandler = (_request, _response, next) => next();
  expect(await outcomeOf([pass, refuse, reached])).toBeInstanceOf(Error);
  expect(isReached).toBe(false);
});
