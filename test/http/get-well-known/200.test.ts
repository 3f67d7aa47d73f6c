import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { startService } from '../../support/http/service.ts';

const publicUrl = 'https://logout.example.com/sessions';

function documentOf(userPoolId: string) {
  return {
    issuer: `https://cognito.example/${userPoolId}`,
    token_endpoint: 'https://login.example.com/oauth2/token',
    revocation_endpoint: 'https://logout.example.com/sessions/oauth2/revoke',
    revocation_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    introspection_endpoint: 'https://logout.example.com/sessions/oauth2/introspect',
    introspection_endpoint_auth_methods_supported: ['Bearer', 'client_secret_basic'],
    ...(userPoolId === SPA.userPoolId
      ? { end_session_endpoint: 'https://logout.example.com/sessions/oidc/logout' }
      : {}),
  };
}

describe.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
  'GET %s answers 200',
  (document) => {
    test("RFC 8414 section 3.2: with Cognito's document, but for the endpoints that revoke and sign out", async () => {
      const { app } = startService({ clients: [SPA, WEB], settings: { publicUrl } });
      const answer = await ask(app, { method: 'GET', path: document });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.json).toEqual(documentOf(SPA.userPoolId));
    });

    test('for each user pool under its id', async () => {
      const { app, events } = startService({ settings: { publicUrl } });
      for (const { userPoolId } of [SPA, SHOP]) {
        const answer = await ask(app, { method: 'GET', path: `/${userPoolId}${document}` });
        expect(answer.json).toEqual(documentOf(userPoolId));
        expect(events.at(-1)?.fields['route']).toBe(`GET /{userPoolId}${document}`);
      }
    });

    test('T22 with nothing in it that the request says about hosts', async () => {
      const { app } = startService({ clients: [SPA], settings: { publicUrl, trustProxy: 1 } });
      const headers = {
        Host: 'evil.example',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'http',
        Forwarded: 'host=evil.example',
      };
      const answer = await ask(app, { method: 'GET', path: document, headers });
      expect(answer.json).toEqual(documentOf(SPA.userPoolId));
    });
  },
);
