import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { ACCESS_TOKEN, FEED_KEY_OF_READER } from '../../support/http/credentials.ts';
import { authorize, DENIED_SESSION } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

/** What Envoy's ext_authz sends with the path prefix `/authorize`. */
function askAsEnvoy(app: RequestListener, method: string, path: string) {
  return askRaw(app, [
    `${method} /authorize${path} HTTP/1.1`,
    'Host: api.example.com',
    'Content-Length: 0',
    `Authorization: Bearer ${ACCESS_TOKEN}`,
    `X-Api-Key: ${FEED_KEY_OF_READER}`,
  ]);
}

describe('GET /authorize answers 200', () => {
  test('without a body, to a gateway that asks about an access token that may be accepted', async () => {
    const { app } = startService();
    const answer = await ask(app, authorize());
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'to Envoy, which asks with the %s and the path of the request in question',
    async (method) => {
      const { app, denials } = startService();
      for (const path of ['/', '/orders/7?page=2&sort=a', '/logout', '/../admin']) {
        expect((await askAsEnvoy(app, method, path)).status).toBe(200);
      }
      await denials.add([DENIED_SESSION]);
      expect((await askAsEnvoy(app, method, '/orders/7')).status).toBe(401);
    },
  );
});
