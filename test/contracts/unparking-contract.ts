import { expect, test } from '@jest/globals';
import type { StorageEngine } from '../../src/storage/engine/engine.ts';
import type { OperationName, Operations } from '../../src/storage/engine/operations.ts';
import { createParking } from '../../src/storage/intents/parking.ts';
import { tokenIntent } from '../support/storage/intents.ts';

const NOW_MS = Date.parse('2026-11-25T12:00:00Z');
/** More than are handled at once. */
const COUNT = 1100;
const LEASE = 'lease-1';

/** Instances that park again, at once, whatever another one makes due. */
export function unparkingContract(engineName: string, openEngine: () => Promise<StorageEngine>): void {
  const row = (index: number): Operations['accept']['in']['row'] => {
    const { request, lane, expiresAtMs } = tokenIntent(NOW_MS);
    return {
      intentId: `id-${index}`,
      receiptId: request.receiptId,
      userPoolId: 'eu-west-1_Example',
      clientId: 'webapp',
      request: { json: JSON.stringify(request) },
      lane,
      acceptedAtMs: NOW_MS,
      expiresAtMs,
      order: { kid: 'key-1', sealed: Buffer.from('sealed'), bytes: 6 },
    };
  };
  const park = (engine: StorageEngine, ids: readonly string[]) =>
    Promise.all(
      ids.map((intentId) =>
        engine.run('park', {
          lease: { intentId, leaseId: LEASE },
          cause: 'client-not-found',
          callsDone: null,
        }),
      ),
    );
  const acceptParked = async (engine: StorageEngine) => {
    const rows = Array.from({ length: COUNT }, (_, index) => row(index));
    await Promise.all(
      rows.map((one) =>
        engine.run('accept', { row: one, leaseId: LEASE, dueAtMs: NOW_MS, cap: null, nowMs: NOW_MS }),
      ),
    );
    await park(
      engine,
      rows.map(({ intentId }) => intentId),
    );
  };
  const parkAgain = async (engine: StorageEngine) => {
    const lease = { leaseId: LEASE, leaseUntilMs: NOW_MS + 1000, exceptUserPoolIds: [], nowMs: NOW_MS };
    const claimed = await engine.run('claim', { lane: 'proven', max: COUNT, ...lease });
    await park(
      engine,
      claimed.map(({ intentId }) => intentId),
    );
  };

  test(`${engineName} makes each parked intent due once, also where they are parked again meanwhile`, async () => {
    const engine = await openEngine();
    await acceptParked(engine);
    const among: StorageEngine = {
      ...engine,
      async run<Name extends OperationName>(name: Name, input: Operations[Name]['in']) {
        const output = await engine.run(name, input);
        if (name === 'unpark') await parkAgain(engine);
        return output;
      },
    };
    const { unpark } = createParking({ engine: among, clock: { nowMs: () => NOW_MS } });
    expect(await unpark({})).toBe(COUNT);
    await engine.close();
  });
}
