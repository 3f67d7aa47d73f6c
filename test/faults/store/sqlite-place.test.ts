import { expect, test } from '@jest/globals';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { acceptNew, tokenIntent } from '../../support/storage/intents.ts';
import { openTestStorage, recordStorageEvents } from '../../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../../support/storage/sqlite-files.ts';
import { createTestClock } from '../../support/storage/test-clock.ts';

const newFile = sqliteFiles();

const denialAt = (nowMs: number): Denial => ({
  kind: 'session',
  userPoolId: 'eu-west-1_Example',
  originJti: 'origin',
  expiresAtSeconds: Math.ceil(nowMs / 1000) + 3600,
});

const openWithEvents = async () => {
  const path = newFile();
  const clock = createTestClock();
  const { events, recorded } = recordStorageEvents();
  const storage = await openTestStorage({ engine: 'sqlite', path }, { clock, events });
  const told = () => recorded.map(({ name }) => name).filter((name) => name !== 'keyRingMade');
  const refuses = () =>
    expect(storage.store.accept(tokenIntent(clock.nowMs()))).rejects.toMatchObject({ code: 'not-durable' });
  return { path, clock, storage, recorded, told, refuses };
};

test.each([
  ['deleted', (path: string) => rmSync(path)],
  ['deleted with its folder', (path: string) => rmSync(dirname(path), { recursive: true })],
  [
    'replaced by a copy',
    (path: string) => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
  ],
])(
  'in a database that was %s nothing is kept any more, and what it has can still end',
  async (_how, lose) => {
    const { path, clock, storage, recorded, refuses } = await openWithEvents();
    const lease = await acceptNew(storage.store, tokenIntent(clock.nowMs()));
    lose(path);

    await refuses();

    await expect(storage.denials.add([denialAt(clock.nowMs())])).rejects.toMatchObject({
      code: 'not-durable',
    });
    clock.advance(1000);
    expect(await storage.store.canAccept()).toBe(false);
    expect(recorded.at(-1)).toMatchObject({ name: 'failed', event: { cause: { code: 'ENOENT' } } });
    expect(await storage.store.settle(lease, { kind: 'confirmed' })).toBe('done');
    await storage.close();
  },
);

test('a database that is moved away and back keeps again what it is given', async () => {
  const { path, clock, storage, told, refuses } = await openWithEvents();
  renameSync(path, `${path}.away`);
  await refuses();
  renameSync(`${path}.away`, path);
  await acceptNew(storage.store, tokenIntent(clock.nowMs()));
  expect(told()).toEqual(['failed', 'recovered']);
  await storage.close();
});

test('a store that fails is told of where it is asked about beside what goes on', async () => {
  const { path, clock, storage, told } = await openWithEvents();
  const lease = await acceptNew(storage.store, tokenIntent(clock.nowMs()));
  rmSync(path);
  clock.advance(1000);
  const [canAccept, settled] = await Promise.all([
    storage.store.canAccept(),
    storage.store.settle(lease, { kind: 'confirmed' }),
  ]);
  expect([canAccept, settled]).toEqual([false, 'done']);
  expect(told()).toEqual(['failed']);
  await storage.close();
});
