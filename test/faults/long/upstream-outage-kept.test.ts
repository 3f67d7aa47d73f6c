import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { hashToken } from '../../../src/fake-cognito/hash-token.ts';
import type { Fault } from '../../../src/fake-cognito/faults.ts';
import { SELF_SIGNED } from '../../support/cognito/self-signed.ts';
import { eventually } from '../../support/eventually.ts';
import type { Chaos } from '../../support/faults/chaos-proxy.ts';
import { createFaultWorld, type FaultWorld } from '../../support/faults/fault-world.ts';
import { logout } from '../../support/faults/load/logout-load.ts';
import type { ListeningService } from '../../support/process/service-world.ts';

const DEADLINE_MS = '700';

let world: FaultWorld;
let service: ListeningService;

beforeAll(async () => {
  world = await createFaultWorld('sqlite');
  service = await world.start({ ...world.environment, UPSTREAM_DEADLINE_MS: DEADLINE_MS });
}, 60_000);
afterEach(() => {
  world.fake.clearFaults();
  world.proxy.set({ kind: 'pass' });
});
afterAll(() => world.stop());

const isDead = (refreshToken: string) => world.fake.refreshTokenState(refreshToken) === 'revoked';

async function expectAccepted(url: string): Promise<string> {
  const refreshToken = world.refreshToken();
  const answer = await logout(url, { refreshToken, clientId: world.clientId });
  expect(answer).toEqual({ status: 202, receiptId: expect.stringMatching(/^[\da-f-]{36}$/) });
  return refreshToken;
}

describe('a logout is accepted with 202, and delivered when the fault is over', () => {
  test.each<[string, Omit<Fault, 'operation'>]>([
    ['F07: Cognito throttles', { kind: 'throttle' }],
    ['F08: Cognito fails inside', { kind: 'internal-error' }],
    ['F09: Cognito is away, with HTML and Retry-After', { kind: 'html-503', retryAfterSeconds: 1 }],
    ['F10: Cognito never answers', { kind: 'hang' }],
    ['F12: the connection is reset before the answer', { kind: 'reset' }],
    ['F13: the answer begins and does not end', { kind: 'drip' }],
    ['F14: the success cannot be read', { kind: 'truncated-json' }],
    ['F15: the answer is 200 MB', { kind: 'huge-body' }],
    ['F19: Cognito redirects', { kind: 'redirect' }],
  ])('%s', async (_title, fault) => {
    world.fake.failNext({ operation: 'RevokeToken', ...fault });
    const refreshToken = await expectAccepted(service.url);
    await eventually(() => isDead(refreshToken));
  });

  test.each<[string, Chaos]>([
    ['F10: the answer comes drop by drop', { kind: 'drip', bytes: 10, everyMs: 200 }],
    ['F11: the connection is refused', { kind: 'refuse' }],
    ['F13: the connection is reset in the middle of the answer', { kind: 'reset', afterBytes: 20 }],
    ['F13: the answer ends in its middle', { kind: 'truncate', afterBytes: 20 }],
    ['F17: the pooled connections are dead without a word', { kind: 'blackhole' }],
  ])('%s', async (_title, chaos) => {
    const confirmed = await logout(service.url, {
      refreshToken: world.refreshToken(),
      clientId: world.clientId,
    });
    expect(confirmed.status).toBe(200);
    world.proxy.set(chaos);
    const refreshToken = await expectAccepted(service.url);
    world.proxy.set({ kind: 'pass' });
    await eventually(() => isDead(refreshToken));
  });
});

test.each<[string, Omit<Fault, 'operation'>]>([
  ['F06: a web ACL that refuses with an exception is a 202, to be tried later', { kind: 'forbidden' }],
  ['F06: a web ACL that refuses with HTML is a 202, to be tried later', { kind: 'html-403' }],
])('%s', async (_title, fault) => {
  world.fake.failNext({ operation: 'RevokeToken', ...fault });
  await expectAccepted(service.url);
});

test('F10: what Cognito answers after the deadline counts, so that it is asked once', async () => {
  world.fake.failNext({ operation: 'RevokeToken', kind: 'slow', delayMs: 1500 });
  const refreshToken = await expectAccepted(service.url);
  await eventually(() => isDead(refreshToken));
  const again = await logout(service.url, { refreshToken, clientId: world.clientId });
  expect(again.status).toBe(200);
  const ofToken = world.fake.calls().filter(({ tokenHash }) => tokenHash === hashToken(refreshToken));
  expect(ofToken).toHaveLength(1);
});

describe('a logout is accepted with 202 although nothing leaves the machine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-away-'));
  const tls = createServer(SELF_SIGNED);
  afterAll(() => {
    tls.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const startAt = (endpoint: string) =>
    world.start({
      UPSTREAM_DEADLINE_MS: '1500',
      COGNITO_ENDPOINT: endpoint,
      DATABASE_URL: `file:${join(mkdtempSync(join(directory, 'of-')), 'data', 'logout.db')}`,
    });

  test('F16: the name of Cognito cannot be resolved', async () => {
    const { url, kill } = await startAt('https://cognito.invalid');
    await expectAccepted(url);
    kill('SIGKILL');
  });

  test('F18: the certificate is one that nobody vouches for', async () => {
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const { url, kill } = await startAt(`https://127.0.0.1:${(tls.address() as AddressInfo).port}`);
    await expectAccepted(url);
    kill('SIGKILL');
  });
});

test('F48: an access token that cannot be checked, since the keys cannot be fetched, does not keep a logout from being delivered', async () => {
  const other = await createFaultWorld('sqlite');
  try {
    other.proxy.set({ kind: 'blackhole' });
    const { url } = await other.start({ ...other.environment, UPSTREAM_DEADLINE_MS: DEADLINE_MS });
    const { refreshToken, accessToken } = other.signIn();
    const answer = await logout(url, { refreshToken, accessToken, clientId: other.clientId });
    expect(answer.status).toBe(202);
    other.proxy.set({ kind: 'pass' });
    await eventually(() => other.fake.refreshTokenState(refreshToken) === 'revoked');
  } finally {
    await other.stop();
  }
}, 60_000);
