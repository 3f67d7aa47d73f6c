import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IdempotencyKeys, IdempotencyLease } from '../../src/revocation/ports/idempotency-keys.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { DAY_MS } from '../support/storage/intents.ts';
import { createTestClock, type TestClock } from '../support/storage/test-clock.ts';
import type { OpenFresh } from './revocation-store/store-under-test.ts';

const REQUEST = { actorId: 'ops', key: 'key-1', body: '{"username":"alice"}' };

/** What every engine's idempotency keys owe. */
export function idempotencyKeysContract(engine: string, openFresh: OpenFresh): void {
  describe(`idempotency keys in ${engine}`, () => {
    let clock: TestClock;
    let storage: Storage;
    let keys: IdempotencyKeys;

    beforeEach(async () => {
      clock = createTestClock();
      storage = await openFresh({ clock });
      keys = storage.idempotencyKeys;
    });
    afterEach(() => storage.close());

    const beginFirst = async (): Promise<IdempotencyLease> => {
      const started = await keys.begin(REQUEST);
      if (started.kind !== 'first') throw new Error(`expected a new key, found ${started.kind}`);
      return started.lease;
    };

    test('the same request again gets the answer that was kept', async () => {
      await keys.finish(await beginFirst(), '{"receiptId":"r-1"}');
      expect(await keys.begin(REQUEST)).toEqual({ kind: 'answered', answer: '{"receiptId":"r-1"}' });
    });

    test('another request under the same key is told apart', async () => {
      await keys.finish(await beginFirst(), 'answer');
      expect(await keys.begin({ ...REQUEST, body: '{"username":"bob"}' })).toEqual({ kind: 'mismatch' });
    });

    test("two admins' equal keys are two keys", async () => {
      await beginFirst();
      expect(await keys.begin({ ...REQUEST, actorId: 'other' })).toMatchObject({ kind: 'first' });
    });

    test('of many equal requests at the same moment one begins, and the others hear that it runs', async () => {
      const kinds = (await Promise.all(Array.from({ length: 10 }, () => keys.begin(REQUEST)))).map(
        ({ kind }) => kind,
      );
      expect(kinds.filter((kind) => kind === 'first')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'running')).toHaveLength(9);
    });

    test('a request that failed without effect can be made again', async () => {
      await keys.forget(await beginFirst());
      await beginFirst();
    });

    test('a request that was begun and never finished can be made again after a minute', async () => {
      const lost = await beginFirst();
      clock.advance(60_000);
      const lease = await beginFirst();
      await keys.finish(lost, 'late');
      await keys.forget(lost);
      expect(await keys.begin(REQUEST)).toEqual({ kind: 'running' });
      await keys.finish(lease, 'answer');
      expect(await keys.begin(REQUEST)).toEqual({ kind: 'answered', answer: 'answer' });
    });

    test('after a day the key is a new one', async () => {
      await keys.finish(await beginFirst(), 'answer');
      clock.advance(DAY_MS);
      expect(await keys.begin({ ...REQUEST, body: 'another' })).toMatchObject({ kind: 'first' });
    });
  });
}
