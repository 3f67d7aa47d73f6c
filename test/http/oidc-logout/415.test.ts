import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { startService } from '../../support/http/service.ts';

test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
  'POST /oidc/logout answers 415 to a body of the type %s, which no form of a browser has',
  async (type) => {
    const { app } = startService();
    const headers = { 'Content-Type': type };
    const answer = await ask(app, { path: '/oidc/logout', headers, body: `{"client_id":"${SPA.clientId}"}` });
    expect(answer.status).toBe(415);
  },
);
