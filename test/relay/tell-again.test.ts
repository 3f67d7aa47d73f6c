import { describe, expect, test } from '@jest/globals';
import { tellAgain } from '../../src/relay/tell-again.ts';
import type { RevocationStore } from '../../src/revocation/ports/revocation-store.ts';
import { createTestClock } from '../support/storage/test-clock.ts';
import { simulatedTime } from '../support/relay/simulated-time.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';

/** A store that fails so often before it settles anything. */
async function failingStore(failures: number) {
  const clock = createTestClock();
  const { store } = await openTestStorage({ engine: 'memory' }, { clock });
  let told = 0;
  const failing: RevocationStore = {
    ...store,
    settle(lease, outcome) {
      told += 1;
      return told > failures ? store.settle(lease, outcome) : Promise.reject(new Error('out of reach'));
    },
  };
  return { store: failing, told: () => told, clock };
}

describe('F31, F37: a store that cannot be told what came of a try', () => {
  test('fails for who told it at once, and is told again until it takes it', async () => {
    const { store, told, clock } = await failingStore(3);
    const time = simulatedTime();
    const insistent = tellAgain(store, time.timers);
    const intent = tokenIntent(clock.nowMs());
    const lease = await acceptNew(insistent, intent);
    await expect(insistent.settle(lease, { kind: 'confirmed' })).rejects.toThrow('out of reach');
    expect(told()).toBe(1);
    await time.pass(3500);
    expect(told()).toBe(4);
    expect(await store.find(intent.request.receiptId)).toMatchObject({ kind: 'settled' });
    await time.pass(60_000);
    expect(told()).toBe(4);
  });

  test('is told no more when the lease is over', async () => {
    const { store, told, clock } = await failingStore(Infinity);
    const time = simulatedTime();
    const insistent = tellAgain(store, time.timers);
    const lease = await acceptNew(insistent, tokenIntent(clock.nowMs()));
    await expect(insistent.settle(lease, { kind: 'confirmed' })).rejects.toThrow('out of reach');
    await time.pass(60_000);
    expect(told()).toBe(7);
  });
});
