import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';
import { OF_USER, SESSION_ID, TOKEN_SESSION } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 503', () => {
  test('and tells nothing where it cannot be written down who has read it', async () => {
    const { audit } = memoryStorage({ nowMs: () => NOW_MS });
    const record = () => Promise.reject(new ServiceError('not-durable', 'no', { retryAfterSeconds: 5 }));
    const { app, cognito } = startService({ audit: { ...audit, record } });
    cognito.listing = { kind: 'listed', sessions: [TOKEN_SESSION] };
    const answer = await ask(app, adminGet(OF_USER));
    expect([answer.status, answer.json['code']]).toEqual([503, 'not-durable']);
    expect(JSON.stringify(answer.json)).not.toContain(SESSION_ID);
  });

  test.each([
    ['overloaded', { kind: 'retry', cause: 'timeout', exceptionName: undefined }],
    [
      'client-misconfigured',
      { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' },
    ],
  ] as const)('with %s when Cognito tells nothing, and tells the operator why', async (code, listing) => {
    const { app, cognito, listings } = startService();
    cognito.listing = listing;
    const answer = await ask(app, adminGet(OF_USER));
    expect([answer.status, answer.json['code']]).toEqual([503, code]);
    expect(listings).toMatchObject([{ operation: 'AdminListUserSessions', outcome: listing }]);
  });

  test.each([
    ['not-durable', { kind: 'retry', cause: 'timeout', exceptionName: undefined }],
    [
      'client-misconfigured',
      { kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' },
    ],
  ] as const)('with %s when Cognito does not say who has the e-mail address', async (code, lookup) => {
    const { app, cognito } = startService();
    cognito.lookup = lookup;
    const path = `/admin/users/ada%40example.com/sessions?userPoolId=${WEB.userPoolId}&by=email`;
    const { status, json } = await ask(app, adminGet(path));
    expect([status, json['code']]).toEqual([503, code]);
    expect(cognito.calls).toEqual([]);
  });
});
