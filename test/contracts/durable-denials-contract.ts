import { describe, expect, test } from '@jest/globals';
import type { Storage } from '../../src/storage/open-storage.ts';
import type { Denial } from '../../src/tokens/denylist/denial.ts';
import { createTestClock } from '../support/storage/test-clock.ts';
import type { RecordedEvent } from '../support/storage/open-test-storage.ts';

const userPoolId = 'eu-west-1_Example';
const clock = createTestClock();
const nowSeconds = Math.floor(clock.nowMs() / 1000);

const session = (originJti: string): Denial => ({
  kind: 'session',
  userPoolId,
  originJti,
  expiresAtSeconds: nowSeconds + 3600,
});
const claims = {
  userPoolId,
  sub: 'sub-1',
  clientId: 'webapp',
  originJti: 'one',
  issuedAtSeconds: nowSeconds,
};

export interface DurableStorage {
  readonly storage: Storage;
  readonly recorded: readonly RecordedEvent[];
  /** Runs SQL on the database behind the service's back, and gives the storage as it is opened afterwards. */
  readonly tamper: (sql: string) => Promise<Storage>;
}

/** What the denylist of a database owes beyond one process. */
export function durableDenialsContract(engine: string, open: () => Promise<DurableStorage>): void {
  describe(`the denylist kept in ${engine}`, () => {
    test('is there after a restart, in the same history', async () => {
      const { storage, tamper } = await open();
      await storage.denials.add([session('one')]);
      const { to, epoch } = await storage.denials.since(undefined, 10);
      const reopened = await tamper('SELECT 1');
      expect(await reopened.denials.hits(claims)).toBe(true);
      expect(await reopened.denials.since(to, 10)).toMatchObject({ epoch, from: to, to, denials: [] });
      await reopened.close();
    });

    test.each([
      ['was edited to hit others', `UPDATE denials SET subject = 'two'`],
      ['was edited to end earlier', `UPDATE denials SET expires_at_seconds = ${nowSeconds + 1}`],
      ['was given the kind of another', `UPDATE denials SET kind = 'user', not_before_seconds = 4000000000`],
      [
        'was put there by somebody else',
        `UPDATE denials SET sequence = 2; INSERT INTO denials VALUES (1, 'aa', 'user-pool', '${userPoolId}', '',
         4000000000, 4000000000, '${'0'.repeat(64)}'); DELETE FROM denials WHERE sequence = 2`,
      ],
    ])('ignores an entry that %s, and tells the operator once', async (_, sql) => {
      const { storage, recorded, tamper } = await open();
      await storage.denials.add([session('one')]);
      const reopened = await tamper(sql);
      const { denials } = reopened;
      expect((await denials.since(undefined, 10)).denials).toEqual([]);
      expect((await denials.since(undefined, 10)).denials).toEqual([]);
      expect(await denials.hits({ ...claims, originJti: 'two' })).toBe(false);
      expect(await denials.hits({ ...claims, sub: 'one' })).toBe(false);
      expect(recorded.filter(({ name }) => name === 'forgedDenial')).toHaveLength(1);
      await reopened.close();
    });

    test('an edited entry does not keep the genuine one from being written again', async () => {
      const { storage, tamper } = await open();
      await storage.denials.add([session('one')]);
      const reopened = await tamper('UPDATE denials SET expires_at_seconds = 4000000000');
      await reopened.denials.add([session('one')]);
      expect(await reopened.denials.hits(claims)).toBe(true);
      await reopened.close();
    });

    test('a database set back to an earlier state sends its readers to the beginning, where something is missing', async () => {
      const { storage, tamper } = await open();
      await storage.denials.add([session('one')]);
      await storage.denials.add([session('two')]);
      const { to } = await storage.denials.since(undefined, 10);
      const reopened = await tamper(
        `DELETE FROM denials WHERE sequence = 2;
         UPDATE denials_head SET sequence = 1, entry_id = (SELECT entry_id FROM denials WHERE sequence = 1)`,
      );
      expect((await reopened.denials.since(to, 10)).from).toBeNull();
      await reopened.denials.add([session('three')]);
      expect(await reopened.denials.since(to, 10)).toMatchObject({
        from: null,
        denials: [session('one'), session('three')],
      });
      await reopened.close();
    });
  });
}
