import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSeededFake, type SeededFake } from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterAll(() => seeded.stop());

async function post(operation: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(seeded.fake.url, {
    method: 'POST',
    body,
    headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('what the API cannot make sense of is a fault of the caller, never a 500', () => {
  test.each(['SignUp', 'AdminListDevices', '__proto__', 'constructor', ''])(
    'operation %p is unknown',
    async (operation) => {
      expect(await post(operation, '{}')).toEqual({
        status: 400,
        body: { __type: 'UnknownOperationException' },
      });
    },
  );

  test.each([
    '{"ClientId":',
    '[]',
    '"text"',
    'null',
    '{"ClientId":["a"],"Token":"b"}',
    '{"ClientId":"a","Token":{}}',
  ])('body %s is a SerializationException', async (body) => {
    expect(await post('RevokeToken', body)).toEqual({
      status: 400,
      body: { __type: 'SerializationException' },
    });
  });

  test('members that are missing are named, all at once', async () => {
    const { body } = await post('RevokeToken', '{"__proto__":{"ClientId":"a"}}');

    expect(body).toEqual({
      __type: 'InvalidParameterException',
      message:
        "2 validation errors detected: Value null at 'token' failed to satisfy constraint: Member must not be null; Value null at 'clientId' failed to satisfy constraint: Member must not be null",
    });
  });

  test('a secret that cannot be one is an invalid parameter and is not echoed', async () => {
    const { body } = await post('RevokeToken', '{"ClientId":"a","Token":"b","ClientSecret":"too-short"}');

    expect(body['__type']).toBe('InvalidParameterException');
    expect(JSON.stringify(body)).not.toContain('too-short');
  });

  test('a request without X-Amz-Target, and a body over 1 MiB, are refused', async () => {
    expect((await fetch(seeded.fake.url, { method: 'POST', body: '{}' })).status).toBe(400);
    const big = await fetch(seeded.fake.url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect(big.status).toBe(413);
  });
});

describe('scripts of other origins', () => {
  const preflight = (path: string) =>
    fetch(`${seeded.fake.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-amz-target',
      },
    });

  test('may call the API and the OAuth endpoints', async () => {
    for (const path of ['/', '/oauth2/token', '/oauth2/revoke', '/oauth2/userInfo']) {
      const { status, headers } = await preflight(path);
      expect([status, headers.get('access-control-allow-headers')]).toEqual([200, 'x-amz-target']);
    }
    const answer = await fetch(`${seeded.fake.url}/oauth2/userInfo`, {
      headers: { origin: 'https://app.example.com' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('may not call the pages of managed login', async () => {
    for (const path of ['/logout', '/login', '/oauth2/authorize']) {
      expect((await preflight(path)).status).toBe(405);
    }
  });
});
