import { describe, expect, test } from '@jest/globals';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

const UNCONFIRMED: readonly (readonly [string, UpstreamOutcome, string])[] = [
  ['throttled', { kind: 'retry', cause: 'throttled', exceptionName: undefined, retryAfterSeconds: 7 }, '7'],
  ['out of reach', { kind: 'retry', cause: 'connection', exceptionName: undefined }, '2'],
  ['set up otherwise', { kind: 'parked', cause: 'client-secret-rejected', exceptionName: 'X' }, '30'],
];

describe('RFC 7009 section 2.2.1: POST /oauth2/revoke answers 503 with Retry-After, for the token lives', () => {
  test.each(UNCONFIRMED)('when Cognito is %s', async (_what, outcome, retryAfter) => {
    const { app, cognito } = startService();
    cognito.outcome = outcome;
    const answer = await ask(app, oauthRevoke({ token: REFRESH_TOKEN, client_id: SPA.clientId }));
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ error: 'temporarily_unavailable' });
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.text).not.toMatch(/secret|X"/);
  });
});
