import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('T12 /logout answers 405 with Allow to everything but POST', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE'])(
    '%s ends no session and clears no cookie',
    async (method) => {
      const { app, cognito } = startService();

      const answer = await askRaw(app, [
        `${method} /logout HTTP/1.1`,
        'Host: a.example',
        'Sec-Fetch-Site: same-origin',
        `Cookie: __Host-rt=${REFRESH_TOKEN}`,
      ]);

      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('POST, OPTIONS');
      expect(answer.setCookie).toEqual([]);
      expect(cognito.calls).toEqual([]);
    },
  );

  test('and no header overrides the method', async () => {
    const { app, cognito } = startService();
    const headers = {
      'X-HTTP-Method-Override': 'POST',
      'X-Method-Override': 'POST',
      'X-HTTP-Method': 'POST',
    };
    const answer = await ask(app, { method: 'GET', path: '/logout', headers });
    expect(answer.status).toBe(405);
    expect(cognito.calls).toEqual([]);
  });

  test('OPTIONS without Origin is answered with 204, Allow and nothing of CORS', async () => {
    const { app } = startService();
    const answer = await ask(app, { method: 'OPTIONS', path: '/logout' });
    expect(answer.status).toBe(204);
    expect(answer.headers['allow']).toBe('POST, OPTIONS');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
