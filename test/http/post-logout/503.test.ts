import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };

describe('POST /logout answers 503 with Retry-After', () => {
  test.each([
    ['throttled', 7, '7'],
    ['throttled', 0, '2'],
    ['timeout', undefined, '2'],
    ['server-error', undefined, '2'],
  ] as const)('not-durable when Cognito did not confirm: %s', async (cause, retryAfterSeconds, expected) => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'retry', cause, exceptionName: undefined, retryAfterSeconds };

    const answer = await ask(app, { path: '/logout', body: BODY });

    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ code: 'not-durable', retryable: true });
    expect(answer.headers['retry-after']).toBe(expected);
  });

  test('client-misconfigured when Cognito refuses the service itself, without saying why', async () => {
    const { app, cognito, events } = startService();
    cognito.outcome = {
      kind: 'parked',
      cause: 'client-secret-rejected',
      exceptionName: 'UnauthorizedException',
    };

    const answer = await ask(app, { path: '/logout', body: BODY });

    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ code: 'client-misconfigured', retryable: true });
    expect(answer.text).not.toMatch(/secret|Unauthorized/i);
    expect(events).toContainEqual({
      name: 'requestFailed',
      fields: {
        requestId: answer.headers['x-request-id'],
        route: 'POST /logout',
        cause: 'client-secret-rejected',
      },
    });
  });

  test('T15 and clears the cookies in cookie mode all the same', async () => {
    const { app, cognito } = startService();
    cognito.outcome = { kind: 'retry', cause: 'connection', exceptionName: undefined };
    const headers = { Cookie: `__Host-rt=${REFRESH_TOKEN}`, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await ask(app, { path: '/logout', headers });
    expect(answer.status).toBe(503);
    expect(answer.setCookie).toHaveLength(3);
  });
});
