import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };

describe('POST /logout answers 500 internal', () => {
  test.each([
    ['an Error that quotes the token', new Error(`cannot revoke ${REFRESH_TOKEN}`)],
    ['an error with a status of its own', Object.assign(new Error('teapot'), { status: 418, expose: true })],
    [
      'an error with headers of its own',
      Object.assign(new Error('x'), { headers: { 'X-Evil': '1' }, body: BODY }),
    ],
    ['a string', 'something'],
    ['undefined', undefined],
  ])('T35 when the pipeline throws %s, and shows nothing of it', async (_what, thrown) => {
    const { app, events } = startService({
      endSession: () => Promise.reject(thrown),
    });

    const answer = await ask(app, { path: '/logout', body: BODY });

    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({
      type: '/problems/internal',
      title: 'Something went wrong in the service',
      status: 500,
      code: 'internal',
      detail: 'Something went wrong in the service. Its log has the request id.',
      instance: `urn:uuid:${answer.headers['x-request-id']}`,
      retryable: true,
    });
    expect(answer.headers['x-evil']).toBeUndefined();
    expect(events.find(({ name }) => name === 'requestFailed')?.fields).toMatchObject({
      requestId: answer.headers['x-request-id'],
      route: 'POST /logout',
    });
  });
});
