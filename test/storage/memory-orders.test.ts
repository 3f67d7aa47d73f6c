import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { createTransparentSealer } from '../../src/storage/keys/sealer.ts';
import { canary } from '../support/canaries.ts';
import { runCollectingGarbage } from '../support/process/run-collecting-garbage.ts';
import { tokenIntent } from '../support/storage/intents.ts';

const supportOf = (path: string) => JSON.stringify(new URL(`../support/${path}`, import.meta.url));

test('memory forgets an order, and so its token, when the intent is settled', async () => {
  const program = `
    import { setImmediate as turn } from 'node:timers/promises';
    import { acceptNew, tokenIntent } from ${supportOf('storage/intents.ts')};
    import { memoryStorage } from ${supportOf('storage/memory-storage.ts')};
    const { store } = memoryStorage({ nowMs: () => Date.now() });
    const acceptedOrder = async (conclude) => {
      const intent = tokenIntent(Date.now());
      const order = new WeakRef(intent.order);
      await conclude(await acceptNew(store, intent));
      return order;
    };
    const settled = await acceptedOrder((lease) => store.settle(lease, { kind: 'confirmed' }));
    const pending = await acceptedOrder(() => undefined);
    await turn();
    gc();
    const isKept = [settled, pending].map((order) => order.deref() !== undefined);
    console.log(JSON.stringify({ isKept, stats: await store.stats() }));`;
  expect(await runCollectingGarbage(program)).toMatchObject({
    isKept: [false, true],
    stats: { lanes: [{ lane: 'proven', intents: 1 }, {}, {}, {}] },
  });
});

test('an order in memory shows its token to nobody who prints it', () => {
  const token = canary('refresh-token-in-memory');
  const { order, request } = tokenIntent(0, { token });
  const sealer = createTransparentSealer();
  const context = {
    intentId: 'id',
    receiptId: request.receiptId,
    userPoolId: order.userPoolId,
    clientId: null,
    acceptedAtMs: 0,
    expiresAtMs: 1,
  };
  const kept = sealer.seal(context, order);
  const opened = sealer.unseal(context, kept.sealed);
  expect(opened).toEqual({ kind: 'opened', plaintext: JSON.stringify(order) });
  expect(kept.bytes).toBeGreaterThanOrEqual(token.length);
  for (const printed of [inspect(kept, { depth: null }), JSON.stringify(kept)])
    expect(printed).not.toContain(token);
});
