import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  feedForTest,
  guardForTest,
  sessionDenial,
  someClaims,
  userPoolId,
} from '../support/guard/guard-under-test.ts';

const HOUR_MS = 3_600_000;
const [alice, bob, carol] = [someClaims(), someClaims(), someClaims()];
const denialOf = ({ origin_jti: originJti }: { readonly origin_jti: string }) => sessionDenial(originJti);

describe('following the feed', () => {
  test('what was denied before the guard started is known when it is ready, over as many pages as it takes', async () => {
    const feed = await feedForTest({ pageSize: 7 });
    feed.deny(Array.from({ length: 100 }, () => sessionDenial(randomUUID())));
    feed.deny([denialOf(alice)]);
    const guard = guardForTest(feed);
    expect(guard.isDenied(alice)).toBe(true);
    expect(guard.status()).toMatchObject({ stale: true, staleReason: 'never-synced', ageMs: undefined });
    await guard.ready();
    expect(guard.verdictOn(alice)).toBe('denied');
    expect(guard.verdictOn(bob)).toBe('accepted');
    expect(guard.status()).toMatchObject({ stale: false, entries: 101 });
  });

  test('what is denied afterwards arrives by the stream; every token of the session is refused, and no other one', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    await eventually(() => guard.status().connection === 'streaming');
    const pages = feed.requests.get('/revocations');
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(guard.isDenied({ ...alice, iat: alice.iat! + 3600 })).toBe(true);
    expect(guard.isDenied({ ...alice, origin_jti: randomUUID() })).toBe(false);
    expect(feed.requests.get('/revocations')).toBe(pages);
    expect(guard.status().lagMs).toBeGreaterThanOrEqual(0);
  });

  test('after a sign-out of a user, all tokens issued before are refused and those issued afterwards are accepted', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    await guard.ready();
    const notBeforeSeconds = alice.iat! + 1;
    const expiresAtSeconds = alice.iat! + 86_700;
    feed.deny([{ kind: 'user', userPoolId, sub: alice.sub!, notBeforeSeconds, expiresAtSeconds }]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(guard.isDenied({ ...alice, origin_jti: randomUUID(), iat: notBeforeSeconds - 1 })).toBe(true);
    expect(guard.isDenied({ ...alice, origin_jti: randomUUID(), iat: notBeforeSeconds })).toBe(false);
    expect(guard.isDenied(bob)).toBe(false);
  });

  test('a guard that only polls asks with the cursor and the ETag of what it has', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { transport: 'poll' });
    await guard.ready();
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(guard.status().connection).toBe('polling');
    expect(feed.requests.get('/revocations/stream')).toBeUndefined();
  });

  test('a guard finds the feed by an address that ends in a slash, too', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { feedUrl: `${feed.feedUrl}/` });
    await eventually(() => guard.status().connection === 'streaming');
    expect([...feed.requests.keys()]).toEqual(['/revocations', '/revocations/stream']);
  });

  test('a guard on demand asks when it is told to, unless what it knows is young enough', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { transport: 'on-demand' });
    await guard.ready();
    feed.deny([denialOf(alice)]);
    await guard.refresh({ olderThanMs: HOUR_MS });
    expect(guard.isDenied(alice)).toBe(false);
    await guard.refresh();
    expect(guard.isDenied(alice)).toBe(true);
  });

  test('a guard on demand tells why it does not get to know anything', async () => {
    const feed = await feedForTest();
    feed.faults.status = 401;
    const guard = guardForTest(feed, { transport: 'on-demand' });
    await guard.refresh();
    expect(guard.events).toContainEqual({ type: 'request-failed', why: 'unauthorized', status: 401 });
  });

  test('many refreshes at once are one request', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { transport: 'on-demand' });
    await guard.ready();
    const before = feed.requests.get('/revocations')!;
    await Promise.all(Array.from({ length: 50 }, () => guard.refresh()));
    expect(feed.requests.get('/revocations')! - before).toBe(1);
  });
});

describe('a million denials at once', () => {
  test('arrive bit by bit while the guard goes on answering, and none is missing', async () => {
    const feed = await feedForTest({ heartbeatMs: 1000 });
    const guard = guardForTest(feed);
    await eventually(() => guard.status().connection === 'streaming');
    const ids = Array.from({ length: 1_000_000 }, () => randomUUID() as string);
    feed.deny(ids.map(sessionDenial), { quietly: true });
    const seen = new Set<number>();
    await eventually(() => seen.add(guard.status().entries).has(ids.length), 240_000);
    expect(seen.size).toBeGreaterThan(20);
    expect(ids.filter((originJti) => !guard.isDenied({ ...carol, origin_jti: originJti }))).toEqual([]);
    expect(guard.isDenied(bob)).toBe(false);
    expect(guard.status().bytes / ids.length).toBeLessThanOrEqual(20);
  }, 300_000);
});

describe('stopping', () => {
  test('ends what is open, and readiness that can no longer come', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    await eventually(() => guard.status().connection === 'streaming');
    await guard.stop();
    expect(guard.status().connection).toBe('stopped');
    await eventually(() => feed.streams() === 0);

    feed.faults.hangs = true;
    const late = guardForTest(feed);
    const ready = late.ready();
    await late.stop();
    await expect(ready).rejects.toThrow('stopped');
  });

  test('waiting for readiness may be bounded', async () => {
    const feed = await feedForTest();
    feed.faults.hangs = true;
    const guard = guardForTest(feed);
    await expect(guard.ready(AbortSignal.timeout(20))).rejects.toThrow('timeout');
    await expect(guard.ready(AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
  });

  test('a log that throws does not stop the guard', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, {
      onEvent() {
        throw new Error('the disk is full');
      },
    });
    await guard.ready();
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
  });
});
