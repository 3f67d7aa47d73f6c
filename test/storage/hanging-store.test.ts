import { createSecretKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { StorageEngine } from '../../src/storage/engine/engine.ts';
import type { Result } from '../../src/storage/engine/group-commit.ts';
import { watchWrites } from '../../src/storage/engine/watch-writes.ts';
import { createSealedRevocationStore } from '../../src/storage/intents/sealed-revocation-store.ts';
import { createTransparentSealer } from '../../src/storage/keys/sealer.ts';
import { createMemoryEngine } from '../../src/storage/memory/memory-engine.ts';
import { eventually } from '../support/eventually.ts';

const KEY = createSecretKey(Buffer.alloc(32));

test('a database that does not answer is told of as one that failed, until it has written again', async () => {
  const told: unknown[] = [];
  const events = {
    failed: ({ cause }: { readonly cause: unknown }) => void told.push(cause),
    recovered: () => void told.push('recovered'),
  };
  let answer = (_results: readonly Result<unknown>[]): void => undefined;
  const hangs = () =>
    new Promise<readonly Result<unknown>[]>((resolve) => {
      answer = resolve;
    });
  const running = watchWrites(hangs, events, 1)([{ name: 'probe' }]);
  await eventually(() => told.length > 0);
  expect(told).toEqual([expect.objectContaining({ code: 'ETIMEDOUT' })]);
  answer([{ value: undefined }]);
  await running;
  expect(told.at(-1)).toBe('recovered');
});

test('a store that does not answer cannot accept, and says so', async () => {
  const engine: StorageEngine = { ...createMemoryEngine(KEY), run: () => new Promise(() => undefined) };
  const store = createSealedRevocationStore({
    engine,
    sealer: createTransparentSealer(),
    idKey: KEY,
    clock: { nowMs: () => Date.now() },
    events: { unreadable: () => undefined },
    unprovenCap: { intents: 1, bytes: 1 },
    auditRetentionMs: undefined,
    reloadKeys: async () => undefined,
  });
  expect(await store.canAccept()).toBe(false);
});
