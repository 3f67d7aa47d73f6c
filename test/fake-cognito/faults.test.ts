import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { hashToken } from '../../src/fake-cognito/hash-token.ts';
import type { Fault } from '../../src/fake-cognito/faults.ts';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { SECRET, startSeededFake, type SeededFake } from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterEach(() => seeded.fake.clearFaults());
afterAll(() => seeded.stop());

function newToken(clientId = seeded.publicClientId): string {
  return canary(seeded.fake.signIn({ clientId, username: 'alice' }).refreshToken);
}

function revoke(Token: string) {
  return seeded.sdk.send(new RevokeTokenCommand({ ClientId: seeded.publicClientId, Token }));
}

function rawRevoke(signal?: AbortSignal) {
  return fetch(seeded.fake.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken' },
    body: JSON.stringify({ ClientId: seeded.publicClientId, Token: 'garbage' }),
    ...(signal !== undefined && { signal }),
  });
}

const fail = (fault: Omit<Fault, 'operation'>) =>
  seeded.fake.failNext({ operation: 'RevokeToken', ...fault });

describe('faults on order', () => {
  test.each([
    [{ kind: 'throttle' }, 'TooManyRequestsException', 400],
    [{ kind: 'internal-error' }, 'InternalErrorException', 500],
    [{ kind: 'forbidden' }, 'ForbiddenException', 400],
    [{ kind: 'exception', exception: 'AccessDeniedException' }, 'AccessDeniedException', 400],
    [{ kind: 'html-503' }, 'SyntaxError', 503],
    [{ kind: 'html-403' }, 'SyntaxError', 403],
  ] as const)('%o reaches the AWS SDK as %s with status %i', async (fault, name, httpStatusCode) => {
    fail(fault);

    await expect(revoke(newToken())).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('a fault strikes as often as ordered, one operation only, and revokes nothing', async () => {
    const token = newToken();
    fail({ kind: 'throttle', times: 2 });

    const jwks = await fetch(`${seeded.fake.url}/${seeded.userPoolId}/.well-known/jwks.json`);
    expect(jwks.status).toBe(200);
    await expect(revoke(token)).rejects.toThrow('Rate exceeded');
    await expect(revoke(token)).rejects.toThrow('Rate exceeded');
    expect(seeded.fake.refreshTokenState(token)).toBe('live');
    await revoke(token);
    expect(seeded.fake.refreshTokenState(token)).toBe('revoked');
  });

  test('afterEffect revokes and loses the answer', async () => {
    const token = newToken();
    fail({ kind: 'reset', afterEffect: true });

    await expect(revoke(token)).rejects.toThrow('ECONNRESET');
    expect(seeded.fake.refreshTokenState(token)).toBe('revoked');
  });

  test('hang never answers', async () => {
    fail({ kind: 'hang' });
    const abort = new AbortController();
    const answer = rawRevoke(abort.signal);
    await eventually(() => seeded.fake.calls().some(({ fault }) => fault === 'hang'));

    abort.abort();

    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(seeded.fake.calls().find(({ fault }) => fault === 'hang')?.status).toBeUndefined();
  });

  test('drip sends the headers at once and never comes to an end', async () => {
    fail({ kind: 'drip', intervalMs: 1 });
    const response = await rawRevoke();
    const reader = response.body?.getReader();

    for (let chunk = 0; chunk < 3; chunk += 1) expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });

  test('huge-body sends as many bytes as ordered', async () => {
    fail({ kind: 'huge-body', bytes: 3_000_001 });

    expect((await (await rawRevoke()).arrayBuffer()).byteLength).toBe(3_000_001);
  });

  test('huge-body announces 200 MB unless told otherwise', async () => {
    fail({ kind: 'huge-body' });
    const response = await rawRevoke();

    expect(response.headers.get('content-length')).toBe(String(200 * 1024 * 1024));
    await response.body?.cancel();
  });

  test('truncated-json is no JSON, and redirect names another place', async () => {
    fail({ kind: 'truncated-json' });
    expect(await (await rawRevoke()).text()).toBe('{"a":');

    fail({ kind: 'redirect', location: 'https://elsewhere.example.com/' });
    const response = await rawRevoke();
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      'https://elsewhere.example.com/',
    ]);
  });

  test('retryAfterSeconds becomes a Retry-After header', async () => {
    fail({ kind: 'html-503', retryAfterSeconds: 7 });

    expect((await rawRevoke()).headers.get('retry-after')).toBe('7');
  });

  test('slow gives the right answer in the end', async () => {
    fail({ kind: 'slow', delayMs: 1 });

    expect(await (await rawRevoke()).text()).toBe('{}');
  });

  test('keys and domain can fail too', async () => {
    seeded.fake.failNext({ operation: '/.well-known/jwks.json', kind: 'html-503' });
    seeded.fake.failNext({ operation: '/oauth2/revoke', kind: 'html-503' });

    const jwks = await fetch(`${seeded.fake.url}/${seeded.userPoolId}/.well-known/jwks.json`);
    const domain = await fetch(`${seeded.fake.url}/oauth2/revoke`, { method: 'POST' });
    expect([jwks.status, domain.status]).toEqual([503, 503]);
  });
});

describe('the call log', () => {
  test('knows who called what and how it was answered, and tokens and secrets by hash only', async () => {
    const token = newToken(seeded.confidentialClientId);
    const command = { ClientId: seeded.confidentialClientId, ClientSecret: SECRET, Token: token };
    await seeded.sdk.send(new RevokeTokenCommand(command));

    const call = seeded.fake.calls().at(-1);
    expect(call).toMatchObject({
      operation: 'RevokeToken',
      clientId: seeded.confidentialClientId,
      tokenHash: hashToken(token),
      secretHash: hashToken(SECRET),
      status: 200,
      fault: undefined,
    });
    const log = JSON.stringify(seeded.fake.calls());
    expect(log).not.toContain(token);
    expect(log).not.toContain(SECRET);
  });

  test('reset forgets calls, pools and faults, and goes on listening', async () => {
    const other = await startSeededFake();
    other.fake.failNext({ operation: '*', kind: 'throttle', times: Infinity });
    other.fake.reset();

    expect(other.fake.calls()).toEqual([]);
    const jwks = await fetch(`${other.fake.url}/${other.userPoolId}/.well-known/jwks.json`);
    expect(jwks.status).toBe(404);
    await other.stop();
  });
});
