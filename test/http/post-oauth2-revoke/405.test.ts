import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { startService } from '../../support/http/service.ts';

describe('T12 /oauth2/revoke answers 405 with Allow to everything but POST', () => {
  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'])(
    'RFC 7009 section 2.1: %s revokes nothing and is an invalid_request',
    async (method) => {
      const { app, cognito } = startService();
      const answer = await askRaw(app, [`${method} /oauth2/revoke HTTP/1.1`, 'Host: a.example']);
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('POST, OPTIONS');
      expect(answer.json).toMatchObject({ error: 'invalid_request' });
      expect(cognito.calls).toEqual([]);
    },
  );

  test('RFC 7009 section 2.3: GET with a callback is not JSONP', async () => {
    const { app } = startService();
    const lines = ['GET /oauth2/revoke?token=x&callback=package.myCallback HTTP/1.1', 'Host: a.example'];
    const answer = await askRaw(app, lines);
    expect(answer.status).toBe(405);
    expect(answer.text).not.toContain('myCallback');
  });

  test('RFC 7009 section 2.3: OPTIONS lets the frontends of configured origins through', async () => {
    const { app } = startService();
    const headers = {
      Origin: 'https://spa.example.com',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    };
    const answer = await ask(app, { method: 'OPTIONS', path: '/oauth2/revoke', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      allow: 'POST, OPTIONS',
      'access-control-allow-origin': 'https://spa.example.com',
    });
  });
});
