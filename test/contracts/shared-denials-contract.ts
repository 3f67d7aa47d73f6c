import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Storage } from '../../src/storage/open-storage.ts';
import type { Denial } from '../../src/tokens/denylist/denial.ts';
import { eventually } from '../support/eventually.ts';
import { createTestClock } from '../support/storage/test-clock.ts';

const userPoolId = 'eu-west-1_Example';
const nowSeconds = Math.floor(createTestClock().nowMs() / 1000);

const session = (): Denial & { kind: 'session' } => ({
  kind: 'session',
  userPoolId,
  originJti: randomUUID(),
  expiresAtSeconds: nowSeconds + 3600,
});

export interface SharedStorage {
  readonly storages: readonly Storage[];
  /** Cuts every connection to the database, once. */
  readonly cutConnections: () => Promise<void>;
}

/** What the denylist owes where several instances share a database. */
export function sharedDenialsContract(
  engine: string,
  open: (instances: number) => Promise<SharedStorage>,
): void {
  describe(`the denylist of several instances on ${engine}`, () => {
    let opened: SharedStorage | undefined;
    afterEach(async () => {
      await Promise.all(opened?.storages.map((storage) => storage.close()) ?? []);
    });
    const start = async (instances: number): Promise<SharedStorage> => (opened = await open(instances));

    test('an entry that one accepts is heard of, read and enforced by all', async () => {
      const { storages } = await start(3);
      const heard = storages.map(() => 0);
      storages.forEach(({ denials }, index) => denials.onChange(() => (heard[index] = 1)));
      const entry = session();
      await storages[0]?.denials.add([entry]);
      await eventually(() => Promise.resolve(heard.every((count) => count === 1)));
      for (const { denials } of storages) {
        expect((await denials.since(undefined, 10)).denials).toEqual([entry]);
        const claims = { userPoolId, sub: 'sub', clientId: 'webapp', issuedAtSeconds: nowSeconds };
        expect(await denials.hits({ ...claims, originJti: entry.originJti })).toBe(true);
      }
    });

    test('a reader who follows one instance while all of them write misses no entry', async () => {
      const { storages } = await start(3);
      const entries = Array.from({ length: 150 }, session);
      const writing = Promise.all(
        entries.map(async (entry, index) => storages[index % storages.length]?.denials.add([entry])),
      );
      let isWritten = false;
      void writing.then(() => (isWritten = true));
      const read: Denial[] = [];
      let cursor: string | undefined;
      const follow = async (): Promise<boolean> => {
        const page = await storages[0]?.denials.since(cursor, 20);
        if (cursor !== undefined) expect(page?.from).toBe(cursor);
        read.push(...(page?.denials ?? []));
        cursor = page?.to;
        return page?.upToDate === true;
      };
      for (let done = false; !done;) {
        const wasWritten = isWritten;
        done = (await follow()) && wasWritten;
      }
      const ids = (list: readonly Denial[]) =>
        list.map((each) => (each.kind === 'session' ? each.originJti : '')).toSorted();
      expect(ids(read)).toEqual(ids(entries));
    });

    test('a cursor of one instance is one of every other', async () => {
      const { storages } = await start(2);
      await storages[0]?.denials.add([session()]);
      const page = await storages[0]?.denials.since(undefined, 10);
      expect((await storages[1]?.denials.since(page?.to, 10))?.from).toBe(page?.to);
    });

    test('an instance whose connections were cut hears of new entries again', async () => {
      const { storages, cutConnections } = await start(2);
      let heard = false;
      await cutConnections();
      storages[1]?.denials.onChange(() => (heard = true));
      await eventually(async () => {
        await storages[0]?.denials.add([session()]).catch(() => undefined);
        return heard;
      });
    });
  });
}
