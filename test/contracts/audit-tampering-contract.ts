import { describe, expect, test } from '@jest/globals';
import type { ChainVerdict } from '../../src/revocation/ports/audit-trail.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { acceptNew, tokenIntent } from '../support/storage/intents.ts';

export interface TamperedStorage {
  readonly storage: Storage;
  /** Changes the database behind the back of the service, and opens the storage again. */
  readonly tamper: (sql: string) => Promise<Storage>;
}

/** What whoever can write to the database cannot do to the audit trail unseen. */
export function auditTamperingContract(engine: string, open: () => Promise<TamperedStorage>): void {
  const verdictAfter = async (sql: string): Promise<ChainVerdict> => {
    const { storage, tamper } = await open();
    for (let index = 0; index < 3; index += 1) {
      const lease = await acceptNew(storage.store, tokenIntent(Date.now()));
      await storage.store.settle(lease, { kind: 'confirmed' });
    }
    const tampered = await tamper(sql);
    const verdict = await tampered.audit.verifyChain();
    await tampered.close();
    return verdict;
  };

  describe(`T49: an audit trail in ${engine} that was tampered with`, () => {
    test.each<[string, string, ChainVerdict]>([
      [
        'an event changed',
        `UPDATE audit_events SET event = replace(event, '192.0.2.1', '192.0.2.2') WHERE sequence = 3`,
        { intact: false, brokenAtSequence: 3, problem: 'altered' },
      ],
      [
        'an event made unreadable',
        `UPDATE audit_events SET event = '{' WHERE sequence = 3`,
        { intact: false, brokenAtSequence: 3, problem: 'altered' },
      ],
      [
        'a time changed',
        'UPDATE audit_events SET at_ms = at_ms - 1 WHERE sequence = 2',
        { intact: false, brokenAtSequence: 2, problem: 'altered' },
      ],
      [
        'an event hidden from searches',
        `UPDATE audit_events SET client_id = 'other' WHERE sequence = 4`,
        { intact: false, brokenAtSequence: 4, problem: 'altered' },
      ],
      [
        'an event deleted',
        'DELETE FROM audit_events WHERE sequence = 4',
        { intact: false, brokenAtSequence: 4, problem: 'missing' },
      ],
      [
        'its beginning deleted',
        'DELETE FROM audit_events WHERE sequence <= 2',
        { intact: false, brokenAtSequence: 1, problem: 'missing' },
      ],
      [
        'its end deleted',
        'DELETE FROM audit_events WHERE sequence >= 5',
        { intact: false, brokenAtSequence: 5, problem: 'missing' },
      ],
      [
        'all of it deleted',
        'DELETE FROM audit_events',
        { intact: false, brokenAtSequence: 1, problem: 'missing' },
      ],
      [
        'an event replaced by a copy of another',
        `UPDATE audit_events SET (at_ms, event, previous_hash, hash) =
           (SELECT at_ms, event, previous_hash, hash FROM audit_events WHERE sequence = 2) WHERE sequence = 4`,
        { intact: false, brokenAtSequence: 4, problem: 'unlinked' },
      ],
      [
        'an event added, with a hash that anybody can compute',
        `INSERT INTO audit_events
           SELECT sequence + 1, at_ms, kind, receipt_id, fingerprint, user_name, actor_id, client_id, user_pool_id,
             event, hash, hash FROM audit_events WHERE sequence = 6;
         UPDATE audit_head SET sequence = 7, hash = (SELECT hash FROM audit_events WHERE sequence = 7)`,
        { intact: false, brokenAtSequence: 7, problem: 'altered' },
      ],
    ])('%s: the first broken link is named', async (_what, sql, verdict) => {
      expect(await verdictAfter(sql)).toEqual(verdict);
    });

    test('a damaged event does not keep the others from being read', async () => {
      const { storage, tamper } = await open();
      await acceptNew(storage.store, tokenIntent(Date.now()));
      await acceptNew(storage.store, tokenIntent(Date.now()));
      const tampered = await tamper(`UPDATE audit_events SET event = '{' WHERE sequence = 1`);
      const { records } = await tampered.audit.query({ limit: 10, order: 'oldest-first' });
      await tampered.close();
      expect(records.map(({ event }) => event.kind)).toEqual(['damaged', 'accepted']);
    });
  });
}
