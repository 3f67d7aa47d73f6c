import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { feedForTest, guardForTest, sessionDenial, someClaims } from '../support/guard/guard-under-test.ts';
import { createMovableClock } from '../support/movable-clock.ts';

const HOUR_MS = 3_600_000;
const [alice, bob] = [someClaims(), someClaims()];
const denialOf = ({ origin_jti: originJti }: { readonly origin_jti: string }) => sessionDenial(originJti);

describe('somebody tampers with the feed', () => {
  const flip = (jws: string) =>
    jws.replace(/.(?=[^.]{40}\.[^.]+$)/, (character) => (character === 'A' ? 'B' : 'A'));

  test('a changed batch is refused and told, in an answer and in the stream; the guard turns stale instead', async () => {
    const clock = createMovableClock();
    const feed = await feedForTest();
    const guard = guardForTest(feed, { clock });
    await eventually(() => guard.heard('streaming') === 1);
    feed.faults.change = flip;
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.heard('batch-refused') > 1 && guard.heard('request-failed') > 0);
    expect(guard.events.find(({ type }) => type === 'batch-refused')).toMatchObject({ why: 'bad-signature' });
    clock.move(60_001);
    expect(guard.verdictOn(bob)).toBe('stale');
  });

  test('a feed signed by a foreign key is refused', async () => {
    const feed = await feedForTest();
    const trusted = feed.key();
    feed.changeKey();
    const guard = guardForTest(feed, { trustedKeys: [trusted] });
    await eventually(() => guard.heard('batch-refused') > 0);
    expect(guard.events[0]).toEqual({ type: 'batch-refused', why: 'unknown-key' });
    expect(guard.isDenied(bob)).toBe(true);
  });

  test('a batch that is played again changes nothing, and makes no old knowledge young', async () => {
    const clock = createMovableClock();
    const feed = await feedForTest();
    let recorded = '';
    feed.faults.change = (jws) => (recorded = jws);
    const guard = guardForTest(feed, { clock });
    await eventually(() => guard.heard('streaming') === 1);
    const replayed = recorded;
    feed.faults.change = () => replayed;
    clock.move(60_001);
    const before = feed.requests.get('/revocations')!;
    feed.dropStreams();
    await eventually(() => feed.requests.get('/revocations')! > before + 1 || guard.heard('streaming') > 1);
    expect(guard.verdictOn(bob)).toBe('stale');
    expect(guard.verdictOn(alice)).not.toBe('accepted');
  });
});

describe('the key that signs the feed', () => {
  test('is found at a URL, and followed when it changes', async () => {
    const clock = createMovableClock();
    const feed = await feedForTest();
    const guard = guardForTest(feed, { trustedKeys: { url: feed.keysUrl }, clock });
    await guard.ready();
    feed.changeKey();
    clock.move(31_000);
    feed.deny([denialOf(alice)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
  });

  test('that cannot be fetched is told as such, and asked for again with the feed', async () => {
    const feed = await feedForTest();
    feed.faults.keysStatus = 429;
    const guard = guardForTest(feed, { trustedKeys: { url: feed.keysUrl } });
    await eventually(() => guard.heard('request-failed') > 1);
    expect(guard.events[0]).toEqual({ type: 'request-failed', why: 'unexpected-status', status: 429 });
    feed.faults.keysStatus = undefined;
    await guard.ready();
    expect(guard.heard('batch-refused')).toBe(0);
  });

  test('is not asked for again and again for the sake of an unknown one', async () => {
    const feed = await feedForTest();
    const guard = guardForTest(feed, { trustedKeys: { url: feed.keysUrl } });
    await guard.ready();
    feed.changeKey();
    await eventually(() => guard.heard('batch-refused') > 3);
    expect(feed.requests.get('/revocations/keys')).toBe(1);
  });
});

describe('clocks that are an hour apart', () => {
  test.each([
    ['ahead of', HOUR_MS],
    ['behind', -HOUR_MS],
  ])(
    'with the guard %s the service, nothing is accepted unless the policy allows it, and denials hold',
    async (_, skewMs) => {
      const clock = createMovableClock();
      clock.move(skewMs);
      const feed = await feedForTest();
      feed.deny([denialOf(alice)]);
      const strict = guardForTest(feed, { clock });
      const lax = guardForTest(feed, { clock, onStale: 'allow' });
      await strict.ready();
      await lax.ready();
      expect(strict.status()).toMatchObject({ stale: true, staleReason: 'clock-skew' });
      expect(strict.events).toContainEqual({ type: 'stale', reason: 'clock-skew' });
      expect([strict.verdictOn(alice), strict.verdictOn(bob)]).toEqual(['denied', 'stale']);
      expect([lax.verdictOn(alice), lax.verdictOn(bob)]).toEqual(['denied', 'accepted']);
    },
  );

  test('a guard whose clock is put right is fresh again', async () => {
    const clock = createMovableClock();
    clock.move(-HOUR_MS);
    const feed = await feedForTest();
    const guard = guardForTest(feed, { clock });
    await guard.ready();
    expect(guard.verdictOn(bob)).toBe('stale');
    clock.move(HOUR_MS);
    await eventually(() => guard.verdictOn(bob) === 'accepted');
  });

  test('a service whose clock was ahead, and is put right, is believed again', async () => {
    const clock = createMovableClock();
    clock.move(HOUR_MS);
    const feed = await feedForTest({ clock });
    const guard = guardForTest(feed);
    await guard.ready();
    expect(guard.verdictOn(bob)).toBe('stale');
    clock.move(-HOUR_MS);
    await eventually(() => guard.verdictOn(bob) === 'accepted');
  });
});
