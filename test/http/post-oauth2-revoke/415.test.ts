import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { oauthRevoke } from '../../support/http/questions/oauth-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /oauth2/revoke answers 415 invalid_request', () => {
  test.each([
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-amz-json-1.1',
    'application/jwt',
  ])('RFC 7009 section 2.1: to a body of the type %s', async (type) => {
    const { app, cognito } = startService();
    const headers = { 'Content-Type': type };
    const answer = await ask(app, oauthRevoke({ token: REFRESH_TOKEN, client_id: SPA.clientId }, headers));
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ error: 'invalid_request' });
    expect(cognito.calls).toEqual([]);
  });
});
