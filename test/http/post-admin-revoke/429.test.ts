import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP } from '../../support/http/app-clients.ts';
import {
  ADMIN_KEY,
  FORGED_ACCESS_TOKEN,
  POOL_ADMIN_KEY,
  UNKNOWN_KEY,
} from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 429 too-many-requests', () => {
  test('T40 to the sixth failure of one address with one key, while the right key gets in all the same', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ 'admin-failure': 5 }) });

    const statuses = [];
    for (let attempt = 1; attempt <= 6; attempt++) {
      statuses.push((await ask(app, adminRevoke(BY_USER, UNKNOWN_KEY))).status);
    }
    const right = await ask(app, adminRevoke(BY_USER, ADMIN_KEY));

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(right.status).toBe(200);
    expect(cognito.calls).toHaveLength(1);
  });

  test('T40 and not to the same key from another address, nor to another key from the same one', async () => {
    const { app } = startService({
      limiter: limiterAllowing({ 'admin-failure': 1 }),
      settings: { trustProxy: 1 },
    });
    const from = (address: string, credential: string) => {
      const { headers, ...question } = adminRevoke({ ...BY_USER, userPoolId: SHOP.userPoolId }, credential);
      return ask(app, { ...question, headers: { ...headers, 'X-Forwarded-For': address } });
    };
    await from('198.51.100.1', UNKNOWN_KEY);

    expect((await from('198.51.100.1', UNKNOWN_KEY)).status).toBe(429);
    expect((await from('198.51.100.2', ADMIN_KEY)).status).toBe(200);
    expect((await from('198.51.100.1', POOL_ADMIN_KEY)).status).toBe(200);
  });

  test('T40 to guesses at the secret of one key, which count together, and not to those at another key', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'admin-failure': 2 }) });
    const statuses = [];
    for (const guess of ['ops1.guess-1', 'ops1.guess-2', 'ops1.guess-3', 'ops2.guess-1']) {
      statuses.push((await ask(app, adminRevoke(BY_USER, guess))).status);
    }
    expect(statuses).toEqual([401, 401, 429, 401]);
  });

  test('T40 to credentials that are neither key nor token, which count together', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'admin-failure': 2 }) });
    const statuses = [];
    for (const guess of ['guess-1', 'guess-2', 'guess-3']) {
      statuses.push((await ask(app, adminRevoke(BY_USER, guess))).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });

  test('T40 to guesses at tokens, which count together', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'admin-failure': 2 }) });
    const statuses = [];
    for (const kid of ['a', 'b', 'c']) {
      const [, claims, signature] = FORGED_ACCESS_TOKEN.split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url');
      const guess = `${header}.${claims}.${signature}`;
      statuses.push((await ask(app, adminRevoke(BY_USER, guess))).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });

  test('to an address that has used up its limit without a genuine credential, and not to an admin there', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    const statuses = [];
    for (const credential of [ADMIN_KEY, ADMIN_KEY, UNKNOWN_KEY, UNKNOWN_KEY, ADMIN_KEY]) {
      statuses.push((await ask(app, adminRevoke(BY_USER, credential))).status);
    }
    expect(statuses).toEqual([200, 200, 401, 429, 200]);
  });

  test('to an admin who has used up their own limit', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ admin: 1 }) });

    const first = await ask(app, adminRevoke(BY_USER));
    const second = await ask(app, adminRevoke(BY_USER));

    expect([first.status, second.status]).toEqual([200, 429]);
    expect(second.headers['ratelimit-policy']).toContain('"admin";q=1;w=60');
    expect(cognito.calls).toHaveLength(1);
  });
});
