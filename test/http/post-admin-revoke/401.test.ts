import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { FORGED_ACCESS_TOKEN, UNKNOWN_KEY } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 401 unauthenticated and asks Cognito nothing', () => {
  test.each<[string, Record<string, string>]>([
    ['no credential', {}],
    ['an empty Authorization header', { Authorization: '' }],
    ['Bearer without a credential', { Authorization: 'Bearer' }],
    ['another scheme', { Authorization: 'Basic b3BzMTpzZWNyZXQ=' }],
    [
      'an AWS signature',
      { Authorization: 'AWS4-HMAC-SHA256 Credential=x/20261122/eu-west-1/cognito-idp/aws4_request' },
    ],
    ['an unknown key', { Authorization: `Bearer ${UNKNOWN_KEY}` }],
    ['a token that does not verify', { Authorization: `Bearer ${FORGED_ACCESS_TOKEN}` }],
    ['a key in another header', { 'X-Api-Key': UNKNOWN_KEY }],
    ['an inherited property as a key', { Authorization: 'Bearer constructor' }],
  ])('to %s', async (_what, headers) => {
    const { app, cognito, events } = startService();

    const answer = await ask(app, { path: '/admin/revoke', headers, body: BY_USER });

    expect(answer.status).toBe(401);
    expect(answer.json['code']).toBe('unauthenticated');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(cognito.calls).toEqual([]);
    expect(events.map(({ name }) => name)).toContain('adminRefused');
  });

  test('before the body is read: whoever is not an admin learns nothing about bodies', async () => {
    const { app } = startService();
    for (const body of ['', '{', 'a'.repeat(100_000)]) {
      expect((await ask(app, adminRevoke(body, UNKNOWN_KEY))).status).toBe(401);
    }
    const lines = ['POST /admin/revoke?a=b HTTP/1.1', 'Host: a.example', 'Content-Length: 5'];
    expect((await askRaw(app, lines)).status).toBe(401);
  });

  test('and says the same to a wrong key as to an unknown one, and why only to the log', async () => {
    const { app, events } = startService({
      admins: {
        authenticate: (credential) =>
          Promise.resolve({
            kind: 'unauthenticated',
            why: credential === UNKNOWN_KEY ? 'unknown-key' : 'wrong-secret',
          }),
      },
    });

    const unknown = await ask(app, adminRevoke(BY_USER, UNKNOWN_KEY));
    const wrong = await ask(app, adminRevoke(BY_USER, FORGED_ACCESS_TOKEN));

    expect({ ...unknown.json, instance: '' }).toEqual({ ...wrong.json, instance: '' });
    expect(events.filter(({ name }) => name === 'adminRefused').map(({ fields }) => fields['why'])).toEqual([
      'unknown-key',
      'wrong-secret',
    ]);
  });
});
