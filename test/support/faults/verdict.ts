import type { ChainVerdict } from '../../../src/revocation/ports/audit-trail.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';

/** What the audit trail tells once everything is over. */
export interface TrailVerdict {
  readonly accepted: number;
  /** Receipts that have an accepted event. */
  readonly receipts: ReadonlySet<string>;
  /** Intents that have not exactly one accepted and one final event. */
  readonly withoutOneFinal: number;
  readonly chain: ChainVerdict;
  /** Intents that are not settled. */
  readonly waiting: number;
}

export async function judgeTrail({ audit, store }: Storage): Promise<TrailVerdict> {
  const counts = new Map<string, { accepted: number; final: number }>();
  for await (const { event } of audit.export({})) {
    if (event.kind !== 'accepted' && event.kind !== 'final') continue;
    const count = counts.get(event.receiptId) ?? { accepted: 0, final: 0 };
    count[event.kind] += 1;
    counts.set(event.receiptId, count);
  }
  const all = [...counts.values()];
  const { lanes } = await store.stats();
  return {
    accepted: all.length,
    receipts: new Set(counts.keys()),
    withoutOneFinal: all.filter(({ accepted, final }) => accepted !== 1 || final !== 1).length,
    chain: await audit.verifyChain(),
    waiting: lanes.reduce((sum, { intents }) => sum + intents, 0),
  };
}
