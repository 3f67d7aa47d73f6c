import { afterAll, beforeAll, jest } from '@jest/globals';
import { createRequestLimiter } from '../../src/rate-limit/request-limiter.ts';
import { describeRequestLimiter } from '../contracts/request-limiter-contract.ts';

beforeAll(() => {
  jest.useFakeTimers();
});
afterAll(() => {
  jest.useRealTimers();
});

describeRequestLimiter('a limiter that counts in memory', {
  create: (options) => createRequestLimiter(options),
  passSeconds: (seconds) => jest.advanceTimersByTimeAsync(seconds * 1000).then(() => undefined),
});
