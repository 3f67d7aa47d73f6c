import { describe, expect, test } from '@jest/globals';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { sqliteFiles } from '../support/storage/sqlite-files.ts';
import { startWriter } from '../support/storage/start-writer.ts';

const KILLS = Number(process.env['STORE_KILLS'] ?? 3);
const newFile = sqliteFiles();

describe('F37: a process that is killed in mid-write', () => {
  test(`loses nothing that it acknowledged, over ${KILLS} kills of one database`, async () => {
    const path = newFile();
    const accepted: string[] = [];
    const settled: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = startWriter(path);
      await writer.untilLines(100 + Math.floor(Math.random() * 1000));
      await writer.kill();
      accepted.push(...writer.receipts('accepted'));
      settled.push(...writer.receipts('settled'));
    }

    const storage = await openTestStorage({ engine: 'sqlite', path });
    const finals = new Map<string, number>();
    const accepts = new Map<string, number>();
    for await (const { event } of storage.audit.export({})) {
      const counts = event.kind === 'final' ? finals : accepts;
      if ('receiptId' in event) counts.set(event.receiptId, (counts.get(event.receiptId) ?? 0) + 1);
    }
    const states = await Promise.all(accepted.map((receiptId) => storage.store.find(receiptId)));
    const lost = accepted.filter((_receipt, index) => states[index] === undefined);
    const verdict = await storage.audit.verifyChain();
    await storage.close();

    expect(accepted.length).toBeGreaterThanOrEqual(50 * KILLS);
    expect(lost).toEqual([]);
    expect(accepted.filter((receiptId) => accepts.get(receiptId) !== 1)).toEqual([]);
    expect(settled.filter((receiptId) => finals.get(receiptId) !== 1)).toEqual([]);
    expect([...finals.values()].every((count) => count === 1)).toBe(true);
    expect(verdict).toMatchObject({ intact: true });
  }, 120_000);

  test('leaves the database to the next process: its lock died with it', async () => {
    const path = newFile();
    const writer = startWriter(path);
    await writer.untilLines(10);
    await writer.kill();
    const storage = await openTestStorage({ engine: 'sqlite', path });
    expect(await storage.store.canAccept()).toBe(true);
    await storage.close();
  }, 60_000);
});

describe('F34: a database that is open', () => {
  test('is refused to a second process, with what to do', async () => {
    const path = newFile();
    const writer = startWriter(path);
    await writer.untilLines(2);
    const second = startWriter(path);
    await second.untilLines(1);
    expect(second.lines[0]).toContain('refused: The configuration has one problem');
    await writer.kill();
    await second.kill();
    await expect(
      openTestStorage({ engine: 'sqlite', path }).then((storage) => storage.close()),
    ).resolves.toBe(undefined);
  }, 60_000);

  test('is refused to a second opening in the same process', async () => {
    const path = newFile();
    const storage = await openTestStorage({ engine: 'sqlite', path });
    await expect(openTestStorage({ engine: 'sqlite', path })).rejects.toThrow(
      'another process has open: run one process on it, or use PostgreSQL',
    );
    await storage.close();
  });
});
