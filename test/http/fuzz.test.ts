import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ask } from '../support/http/ask.ts';
import { SPA } from '../support/http/app-clients.ts';
import { FIELD_NAMES } from '../support/fuzz/field-names.ts';
import { ADMIN_KEY, REFRESH_TOKEN } from '../support/http/credentials.ts';
import { startService } from '../support/http/service.ts';

const RUNS = 150;
const REVOKE_TOKEN = 'AWSCognitoIdentityProviderService.RevokeToken';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(REFRESH_TOKEN, SPA.clientId, SPA.userPoolId, '\ud800', '\0', '%', '%E0%A4%A', '\u2028'),
);

/** Text as JavaScript has it: also halves of surrogate pairs. */
const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

const fieldName = fc.oneof(fc.constantFrom(...FIELD_NAMES), text);
const fieldValue = fc.oneof(text, units, fc.boolean(), fc.jsonValue());

/** A JSON object as text, with its own `__proto__` where fast-check says so. */
const jsonBody = fc
  .array(fc.tuple(fieldName, fieldValue), { maxLength: 8 })
  .map(
    (pairs) =>
      `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
  );

const formBody = fc
  .array(fc.tuple(fieldName, text), { maxLength: 8 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const mutatedJson = fc
  .tuple(jsonBody, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
  .map(([body, position, insert]) => {
    const at = position % (body.length + 1);
    return body.slice(0, at) + insert + body.slice(at + 1);
  });

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

const headerText = fc
  .string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  })
  .map((value) => value.trim());

const HEADERS = [
  'Accept',
  'Authorization',
  'Cookie',
  'Origin',
  'Sec-Fetch-Site',
  'X-Request-Id',
  'X-Forwarded-For',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'If-None-Match',
  'Accept-Language',
];

const headers = fc.dictionary(
  fc.constantFrom(...HEADERS),
  fc.oneof(
    headerText,
    fc.constantFrom(
      'text/html',
      `__Host-rt=${REFRESH_TOKEN}`,
      'same-origin',
      'bearer ',
      'basic c3BhMWNsaWVudDJpZDM6',
      '*/*;q=x',
    ),
  ),
);

describe('Whatever a caller sends, the answer is documented and never a 500', () => {
  test.each([
    ['/logout', 'application/json', fc.oneof(jsonBody, mutatedJson, bytes)],
    ['/logout', 'application/x-www-form-urlencoded', fc.oneof(formBody, bytes)],
    ['/oauth2/revoke', 'application/json', fc.oneof(jsonBody, mutatedJson, bytes)],
    ['/oauth2/revoke', 'application/x-www-form-urlencoded', fc.oneof(formBody, bytes)],
    ['/', 'application/x-amz-json-1.1', fc.oneof(jsonBody, mutatedJson, bytes)],
    ['/admin/revoke', 'application/json', fc.oneof(jsonBody, mutatedJson, bytes)],
  ])('POST %s with a body of the type %s', async (path, type, body) => {
    const { app, cognito } = startService({ settings: { trustProxy: 1 } });

    await fc.assert(
      fc.asyncProperty(headers, body, async (extra, sent) => {
        const admin = path !== '/admin/revoke' ? {} : { Authorization: `Bearer ${ADMIN_KEY}` };
        const target = path === '/' ? { 'X-Amz-Target': REVOKE_TOKEN } : {};
        const answer = await ask(app, {
          path,
          headers: { ...extra, ...admin, ...target, 'Content-Type': type },
          body: sent,
        });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );

    const asked = cognito.calls.map((call) => ('refreshToken' in call ? call.refreshToken : REFRESH_TOKEN));
    expect(asked.filter((token) => !/^[A-Za-z0-9\-_=.]{20,8192}$/.test(token))).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('any method on any path', async () => {
    const { app, cognito } = startService();
    const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE');
    const path = fc.oneof(
      fc.constantFrom('/logout', '/oauth2/revoke', '/admin/revoke', '/livez', '/problems/internal'),
      fc.webPath(),
    );

    await fc.assert(
      fc.asyncProperty(method, path, headers, async (method, path, extra) => {
        const answer = await ask(app, { method, path: path || '/', headers: extra });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );

    expect(cognito.calls).toEqual([]);
  });
});
