import { describe, expect, test } from '@jest/globals';
import type { Lane } from '../../../src/revocation/intents/intent.ts';
import type { RetryCause } from '../../../src/revocation/ports/upstream-outcome.ts';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { createConcludeTry } from '../../../src/revocation/tries/conclude-try.ts';
import type { TryResult } from '../../../src/revocation/tries/try-at-cognito.ts';
import { acceptNew, tokenIntent } from '../../support/storage/intents.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';
import { createTestClock } from '../../support/storage/test-clock.ts';

type Outcome = TryResult['outcome'];

const TIMEOUT: Outcome = { kind: 'retry', cause: 'timeout', exceptionName: undefined };

/** An intent that was tried, in a store that says that it is as durable as this. */
async function concluded(outcome: Outcome, tried: { lane?: Lane; attempts?: number } = {}) {
  const { lane = 'proven', attempts = 1 } = tried;
  const clock = createTestClock();
  const { store, audit } = memoryStorage(clock);
  const conclude = (durability: RevocationStore['durability']) =>
    createConcludeTry({ store: { ...store, durability }, clock, random: () => 0 });
  const lease = await acceptNew(store, tokenIntent(clock.nowMs(), { lane }));
  const claim = (of: Lane) => store.claim({ lane: of, max: 10, leaseMs: 1000 });
  return {
    clock,
    claim,
    async in(durability: RevocationStore['durability']) {
      await conclude(durability)({ lease, lane, attempts }, { outcome, callsDone: 0 });
      const { records } = await audit.query({ kind: 'final', limit: 10, order: 'oldest-first' });
      return records.map(({ event }) => ('outcome' in event ? event.outcome : undefined));
    },
  };
}

describe('what came of a try, in a store that keeps nothing', () => {
  test.each<[Outcome]>([
    [{ kind: 'confirmed' }],
    [{ kind: 'already-dead', exceptionName: 'InvalidParameterException' }],
    [{ kind: 'rejected', code: 'token-not-of-client', exceptionName: 'UnauthorizedException' }],
  ])('is told as Cognito said it: %j', async (outcome) => {
    const told = await concluded(outcome);
    expect(await told.in('none')).toEqual([outcome]);
  });

  test('is an end that left managed login alive where nobody will look once more', async () => {
    const told = await concluded({ kind: 'unproven', retryInMs: 10_000 });
    expect(await told.in('none')).toEqual([{ kind: 'confirmed', leftAlive: ['managedLogin'] }]);
  });

  test.each<[Outcome]>([
    [TIMEOUT],
    [{ kind: 'not-asked', retryInMs: 1000 }],
    [{ kind: 'parked', cause: 'not-permitted', exceptionName: 'AccessDeniedException' }],
  ])('is given up where it was no end, since nobody tries it again: %j', async (outcome) => {
    const told = await concluded(outcome);
    expect(await told.in('none')).toEqual([{ kind: 'abandoned' }]);
  });
});

describe('what came of a try, in a store that keeps it', () => {
  test.each<[Outcome]>([[{ kind: 'not-asked', retryInMs: 9000 }], [{ kind: 'unproven', retryInMs: 9000 }]])(
    'is due when it was told to be, and counts for no try: %j',
    async (outcome) => {
      const told = await concluded(outcome);
      expect(await told.in('durable')).toEqual([]);
      told.clock.advance(8999);
      expect(await told.claim('proven')).toEqual([]);
      told.clock.advance(1);
      expect(await told.claim('proven')).toMatchObject([{ attempts: 1 }]);
    },
  );

  test.each<[RetryCause, number]>([
    ['throttled', 1],
    ['server-error', 2],
    ['timeout', 2],
  ])('counts for a try unless all calls together were throttled: %s', async (cause, attempts) => {
    const told = await concluded({ kind: 'retry', cause, exceptionName: undefined });
    expect(await told.in('durable')).toEqual([]);
    told.clock.advance(1);
    expect(await told.claim('proven')).toMatchObject([{ attempts }]);
  });

  test.each<[Lane, number, Lane]>([
    ['proven', 5, 'proven'],
    ['proven', 6, 'bulk'],
    ['admin', 6, 'bulk'],
    ['unproven', 6, 'unproven'],
  ])('after so many tries no longer goes before fresh ones: %s, %d', async (lane, attempts, after) => {
    const told = await concluded(TIMEOUT, { lane, attempts });
    expect(await told.in('durable')).toEqual([]);
    told.clock.advance(1);
    expect(await told.claim(after)).toHaveLength(1);
  });
});
