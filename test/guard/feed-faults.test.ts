import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { feedForTest, guardForTest, sessionDenial, someClaims } from '../support/guard/guard-under-test.ts';
import { createMovableClock } from '../support/movable-clock.ts';

const HOUR_MS = 3_600_000;
const [alice, bob] = [someClaims(), someClaims()];
const denialOf = ({ origin_jti: originJti }: { readonly origin_jti: string }) => sessionDenial(originJti);

describe('the feed fails', () => {
  test('a stream that is cut is opened again, and what was denied meanwhile is caught up', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    await eventually(() => guard.heard('streaming') === 1);
    feed.dropStreams();
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    await eventually(() => guard.heard('streaming') === 2);
    expect(guard.heard('stream-ended')).toBe(1);
  });

  test('a service that goes away and comes back is found again; what is known stays known', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    await feed.stop();
    await eventually(() => guard.heard('request-failed') > 2);
    expect(guard.verdictOn(alice)).toBe('denied');
    expect(guard.verdictOn(bob)).toBe('accepted');
    await feed.restart();
    feed.deny([denialOf(bob)]);
    await eventually(() => guard.verdictOn(bob) === 'denied');
    expect(guard.heard('epoch-changed')).toBe(0);
  });

  test('a service that lost its store and counts from a lower cursor: the old denials hold, and the new ones arrive', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    feed.deny([denialOf(alice), ...Array.from({ length: 50 }, () => sessionDenial(randomUUID()))]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    await feed.restart({ loseStore: true });
    feed.deny([denialOf(bob)]);
    await eventually(() => guard.verdictOn(bob) === 'denied');
    expect(guard.isDenied(alice)).toBe(true);
    expect(guard.heard('epoch-changed')).toBe(1);
    expect(guard.status().stale).toBe(false);
  });

  test('a gap in the stream is noticed at the next heartbeat, and what was skipped is fetched', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed);
    await eventually(() => guard.status().connection === 'streaming');
    feed.deny([denialOf(alice)], { quietly: true });
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(guard.heard('gap')).toBe(1);
  });

  test('an answer that belongs to another cursor, as from a cache that ignores the query, is never taken for the present', async () => {
    const feed = await feedForTest({ heartbeatMs: HOUR_MS });
    const clock = createMovableClock();
    const guard = guardForTest(feed, { transport: 'poll', clock });
    await guard.ready();
    feed.deny([denialOf(alice)]);
    feed.faults.changeBatch = (batch) => ({ ...batch, from: 'epoch-1.77', to: 'epoch-1.78', denials: [] });
    await eventually(() =>
      guard.events.some((event) => event.type === 'request-failed' && event.why === 'gap'),
    );
    clock.move(60_001);
    expect(guard.verdictOn(bob)).toBe('stale');
    feed.faults.changeBatch = undefined;
    clock.move(-60_001);
    await eventually(() => guard.verdictOn(alice) === 'denied');
  });

  test('a feed that never says that it is complete does not keep the guard in a loop', async () => {
    const feed = await feedForTest();
    feed.faults.changeBatch = (batch) => ({ ...batch, upToDate: false });
    const guard = guardForTest(feed, { retryDelayMs: { min: 200, max: 200 } });
    await eventually(() => guard.heard('request-failed') > 0);
    expect(feed.requests.get('/revocations')).toBeLessThan(10);
    expect(guard.status().stale).toBe(true);
  });

  test.each([
    ['a wrong API key', 401, 'unauthorized'],
    ['an API key without the scope', 403, 'unauthorized'],
    ['an overloaded service', 503, 'unexpected-status'],
  ])('%s is told, and tried again', async (_, status, why) => {
    const feed = await feedForTest();
    feed.faults.status = status;
    const guard = guardForTest(feed);
    await eventually(() => guard.heard('request-failed') > 1);
    expect(guard.events[0]).toEqual({ type: 'request-failed', why, status });
    feed.faults.status = undefined;
    await guard.ready();
  });

  test('a service that does not answer is given up after the timeout', async () => {
    const feed = await feedForTest();
    feed.faults.hangs = true;
    const guard = guardForTest(feed, { requestTimeoutMs: 50 });
    await eventually(() => guard.heard('request-failed') > 1);
    expect(guard.events[0]).toEqual({ type: 'request-failed', why: 'timeout' });
    feed.faults.hangs = false;
    await guard.ready();
  });

  test('a fault that nobody thought of is told, and ends neither the guard nor the process', async () => {
    const feed = await feedForTest();
    const clock = createMovableClock();
    let faults = 2;
    const nowMs = () => {
      if (faults-- > 0) throw new Error('no time');
      return clock.nowMs();
    };
    const guard = guardForTest(feed, { clock: { nowMs } });
    await guard.ready();
    const unexpected = { type: 'request-failed', why: 'unexpected' };
    expect(guard.events.slice(0, 2)).toEqual([unexpected, unexpected]);
  });

  test.each([
    ['has no stream', { streamStatus: 404 }, {}],
    ['sits behind a proxy that swallows the stream', { mute: true }, { silenceTimeoutMs: 50 }],
  ])('a service that %s is polled', async (_, faults, options) => {
    const feed = await feedForTest();
    Object.assign(feed.faults, faults);
    const guard = guardForTest(feed, options);
    await eventually(() => guard.status().connection === 'polling');
    expect(guard.heard('polling')).toBe(1);
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(feed.requests.get('/revocations/stream')).toBe(3);
  });

  test('a stream that falls silent is given up and opened again', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { silenceTimeoutMs: 300 });
    await eventually(() => guard.heard('streaming') === 1);
    feed.faults.mute = true;
    await eventually(() => guard.heard('stream-ended') === 1);
    expect(guard.events.find(({ type }) => type === 'stream-ended')).toEqual({
      type: 'stream-ended',
      why: 'timeout',
    });
    feed.faults.mute = false;
    await eventually(() => guard.heard('streaming') === 2);
  });
});
