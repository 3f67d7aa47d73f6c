import { describe, expect, test } from '@jest/globals';
import type { RevocationBatch } from '../../src/tokens/feed/revocation-batch.ts';
import { eventually } from '../support/eventually.ts';
import {
  feedForTest,
  guardForTest,
  sessionDenial,
  someClaims,
  userPoolId,
} from '../support/guard/guard-under-test.ts';

const OTHER_POOL = 'eu-west-1_Other';
const inOther = { iss: `https://cognito-idp.eu-west-1.amazonaws.com/${OTHER_POOL}` };
const [alice, bob] = [someClaims(), someClaims(inOther)];
const denialOfBob = { ...sessionDenial(bob.origin_jti), userPoolId: OTHER_POOL };

/** What a service does to batches for a key that is bound to these user pools. */
const boundTo =
  (...userPoolIds: readonly string[]) =>
  (batch: RevocationBatch): RevocationBatch => ({
    ...batch,
    denials: batch.denials.filter((denial) => userPoolIds.includes(denial.userPoolId)),
    onlyUserPoolIds: userPoolIds,
  });

describe('a guard whose API key is bound to user pools', () => {
  test('knows nothing of tokens of other ones, and tells which it is told of', async () => {
    const feed = await feedForTest();
    feed.faults.changeBatch = boundTo(userPoolId);
    const guard = guardForTest(feed);
    await guard.ready();
    expect([guard.verdictOn(alice), guard.verdictOn(bob)]).toEqual(['accepted', 'stale']);
    expect(guard.events).toContainEqual({ type: 'covers', userPoolIds: [userPoolId] });
    feed.deny([sessionDenial(alice.origin_jti)]);
    await eventually(() => guard.verdictOn(alice) === 'denied');
    expect(guard.heard('gap')).toBe(0);
    expect(guard.heard('covers')).toBe(1);
  });

  test('lets tokens of other ones in where that is the policy for what it does not know', async () => {
    const feed = await feedForTest();
    feed.faults.changeBatch = boundTo(userPoolId);
    const guard = guardForTest(feed, { onStale: 'allow' });
    await guard.ready();
    expect(guard.verdictOn(bob)).toBe('accepted');
  });

  test('fetches everything anew once the key is bound to others, or to none', async () => {
    const feed = await feedForTest();
    feed.faults.changeBatch = boundTo(userPoolId);
    const guard = guardForTest(feed);
    await guard.ready();
    feed.deny([denialOfBob]);
    await eventually(() => guard.status().cursor === 'epoch-1.1');

    feed.faults.changeBatch = boundTo(OTHER_POOL, userPoolId);
    feed.heartbeat();
    await eventually(() => guard.verdictOn(bob) === 'denied');
    feed.faults.changeBatch = undefined;
    feed.heartbeat();
    await eventually(() => guard.heard('covers') === 3);
    expect(guard.events.findLast(({ type }) => type === 'covers')).toEqual({
      type: 'covers',
      userPoolIds: 'all',
    });
    expect(guard.verdictOn(someClaims({ iss: `${inOther.iss}2` }))).toBe('accepted');
  });
});

test('a guard does not go on with what was cut for another reader, which a cache mixed up', async () => {
  const feed = await feedForTest();
  const guard = guardForTest(feed, { transport: 'poll' });
  await guard.ready();
  feed.faults.changeBatch = (batch) => (batch.from === null ? batch : boundTo(userPoolId)(batch));
  feed.deny([denialOfBob]);
  await eventually(() => guard.verdictOn(bob) === 'denied');
  expect(guard.heard('gap')).toBeGreaterThan(0);
  expect(guard.heard('covers')).toBe(0);
});
