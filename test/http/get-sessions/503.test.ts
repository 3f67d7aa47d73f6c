import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { own } from '../../support/http/questions/session-questions.ts';

const EXCEPTION = { exceptionName: undefined };

describe('GET /sessions answers 503', () => {
  test.each([
    ['overloaded', '2', { kind: 'retry', cause: 'timeout', ...EXCEPTION }],
    ['overloaded', '7', { kind: 'retry', cause: 'throttled', ...EXCEPTION, retryAfterSeconds: 7 }],
    ['client-misconfigured', '30', { kind: 'parked', cause: 'unknown-exception', ...EXCEPTION }],
  ] as const)(
    'with %s and when to ask again (%s s), when Cognito tells nothing',
    async (code, seconds, listing) => {
      const { app, cognito } = startService();
      cognito.listing = listing;
      const answer = await ask(app, own('GET', '/sessions'));
      expect([answer.status, answer.json['code'], answer.headers['retry-after']]).toEqual([
        503,
        code,
        seconds,
      ]);
    },
  );
});
