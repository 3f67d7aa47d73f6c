import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ACCESS_TOKEN, OTHER_REFRESH_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';

const BODY = { refreshToken: REFRESH_TOKEN, clientId: SPA.clientId };
const OTHER_BODY = { refreshToken: OTHER_REFRESH_TOKEN, clientId: SPA.clientId };

describe('POST /logout answers 429 too-many-requests', () => {
  test('to an address that has used up its limit, with Retry-After and RateLimit headers', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });

    const first = await ask(app, { path: '/logout', body: BODY });
    const second = await ask(app, { path: '/logout', body: OTHER_BODY });

    expect(first.status).toBe(200);
    expect(first.headers['ratelimit-policy']).toBe('"client-address";q=1;w=60, "app-client";q=1000;w=60');
    expect(first.headers['ratelimit']).toBe('"client-address";r=0;t=60, "app-client";r=999;t=60');
    expect(second.status).toBe(429);
    expect(second.json).toMatchObject({ code: 'too-many-requests', retryable: true });
    expect(second.headers['retry-after']).toBe('60');
    expect(second.headers['ratelimit-policy']).toBe('"client-address";q=1;w=60');
    expect(second.headers['ratelimit']).toBe('"client-address";r=0;t=60');
    expect(cognito.calls).toHaveLength(1);
  });

  test('T02 not to a retry of the same token, which is free, ten times over', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    const statuses = [];
    for (let round = 0; round < 12; round += 1) {
      statuses.push((await ask(app, { path: '/logout', body: BODY })).status);
    }
    expect(statuses).toEqual([...Array<number>(11).fill(200), 429]);
  });

  test('T01 not to a user that proved who they are, for what others at the same address did', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 1 }) });
    await ask(app, { path: '/logout', body: BODY });
    const proven = { ...OTHER_BODY, accessToken: ACCESS_TOKEN };
    expect((await ask(app, { path: '/logout', body: proven })).status).toBe(200);
    expect((await ask(app, { path: '/logout', body: { ...OTHER_BODY } })).status).toBe(200);
  });

  test.each([
    ['a free retry', BODY],
    ['a user that proved who they are', { ...OTHER_BODY, accessToken: ACCESS_TOKEN }],
  ])('T01 not to an address for what %s asked from there', async (_, uncounted) => {
    const { app } = startService({ limiter: limiterAllowing({ 'client-address': 2 }) });
    const third = { ...BODY, refreshToken: `${REFRESH_TOKEN}x` };
    const statuses = [];
    for (const body of [BODY, uncounted, third, { ...third, refreshToken: `${REFRESH_TOKEN}y` }]) {
      statuses.push((await ask(app, { path: '/logout', body })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('to an app client that has used up its limit, and not to another one', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'app-client': 1 }) });

    const statuses = [];
    for (const body of [BODY, OTHER_BODY, { ...OTHER_BODY, clientId: SHOP.clientId }]) {
      statuses.push((await ask(app, { path: '/logout', body })).status);
    }

    expect(statuses).toEqual([200, 429, 200]);
  });

  test('T01 not to a user that proved who they are, for what others did who prove nothing to the app client', async () => {
    const { app } = startService({ limiter: limiterAllowing({ 'app-client': 1 }) });
    const proven = { ...OTHER_BODY, accessToken: ACCESS_TOKEN };
    const statuses = [];
    for (const body of [BODY, OTHER_BODY, proven, proven]) {
      statuses.push((await ask(app, { path: '/logout', body })).status);
    }
    expect(statuses).toEqual([200, 429, 200, 200]);
  });

  test('to a user that proved who they are and has used up their limit, wherever they ask from', async () => {
    const { app } = startService({ limiter: limiterAllowing({ user: 1 }), settings: { trustProxy: 1 } });

    const statuses = [];
    for (const address of ['198.51.100.1', '198.51.100.2']) {
      const headers = { 'X-Forwarded-For': address };
      const body = { ...BODY, accessToken: ACCESS_TOKEN };
      statuses.push((await ask(app, { path: '/logout', headers, body })).status);
    }

    expect(statuses).toEqual([200, 429]);
  });

  test('T62 to a token that somebody else has sent before as to one that nobody has', async () => {
    const limiter = limiterAllowing({ 'client-address': 1 });
    const { app } = startService({ limiter, settings: { trustProxy: 1 } });
    const from = (address: string) => ({ 'X-Forwarded-For': address });
    await ask(app, { path: '/logout', headers: from('198.51.100.1'), body: BODY });
    const third = { ...BODY, refreshToken: `${REFRESH_TOKEN}x` };
    await ask(app, { path: '/logout', headers: from('198.51.100.2'), body: third });

    const ofOther = from('198.51.100.2');
    const seen = await ask(app, { path: '/logout', headers: ofOther, body: BODY });
    const unseen = await ask(app, { path: '/logout', headers: ofOther, body: OTHER_BODY });

    expect(seen.status).toBe(429);
    const { instance: _seen, ...seenProblem } = seen.json;
    const { instance: _unseen, ...unseenProblem } = unseen.json;
    expect(seenProblem).toEqual(unseenProblem);
  });

  test('T15 and clears the cookies in cookie mode all the same', async () => {
    const { app, cognito } = startService({ limiter: limiterAllowing({ 'client-address': 0 }) });
    const headers = { Cookie: `__Host-rt=${REFRESH_TOKEN}`, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await ask(app, { path: '/logout', headers });
    expect(answer.status).toBe(429);
    expect(answer.setCookie).toHaveLength(3);
    expect(cognito.calls).toEqual([]);
  });
});
