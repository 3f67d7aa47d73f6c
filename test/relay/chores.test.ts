import { expect, test } from '@jest/globals';
import type { RevocationStore } from '../../src/revocation/ports/revocation-store.ts';
import { relayWorld } from '../support/relay/relay-under-test.ts';

/** A relay over a store with so many rows to delete, each kind in batches, of which one takes so long. */
async function sweeping(rows: number, batchMs: number) {
  const world = relayWorld();
  let left = rows;
  const store: RevocationStore = {
    ...world.store,
    async sweep(max) {
      if (batchMs > 0) await world.time.sleep(batchMs);
      const swept = Math.min(max, left);
      left -= swept;
      return swept;
    },
  };
  const { relay } = world.instance({ store });
  relay.start();
  return { world, relay, left: () => left };
}

test('one round deletes all that has served its time, however many batches that takes', async () => {
  const { world, relay, left } = await sweeping(5250, 0);
  await world.time.pass(1);
  expect(left()).toBe(0);
  await relay.stop();
});

test('a round ends after five seconds of deleting, and the next goes on', async () => {
  const { world, relay, left } = await sweeping(10_000, 1000);
  await world.time.pass(9000);
  expect(left()).toBe(7500);
  await world.time.pass(20_000);
  expect(left()).toBeLessThan(5500);
  await Promise.all([relay.stop(), world.time.pass(20_000)]);
});

test('the store is written to from time to time, since nothing else shows that it can be again where nobody logs out', async () => {
  const world = relayWorld();
  let probes = 0;
  const canAccept = async () => {
    probes += 1;
    return true;
  };
  const { relay } = world.instance({ store: { ...world.store, canAccept } });
  relay.start();
  await world.time.pass(35_000);
  expect(probes).toBe(4);
  await relay.stop();
});
