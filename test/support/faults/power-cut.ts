import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openTestStorage } from '../storage/open-test-storage.ts';
import { startWriter, type Writing } from '../storage/start-writer.ts';
import { createLoopDisk, type LoopDisk } from './loop-disk.ts';

export interface PowerCuts {
  readonly cuts: number;
  readonly acknowledged: number;
  /** Of what was acknowledged, how much was not there after the cut. */
  readonly lost: number;
  readonly cutsWithLoss: number;
  /** Cuts after which the service could not have started, or the audit trail is broken. */
  readonly unusable: number;
}

const LINES_MIN = 200;
const LINES_MORE = 2000;

/**
 * Cuts the power of a disk while a process writes a SQLite database on it, again and again on the disk that the cut
 * before has left.
 *
 * @param writing `lossy` does without syncing: it has to lose something, or the harness would prove nothing
 */
export async function cutPower(cuts: number, writing: Writing): Promise<PowerCuts> {
  const total = { cuts, acknowledged: 0, lost: 0, cutsWithLoss: 0, unusable: 0 };
  let disk = createLoopDisk();
  try {
    for (let cut = 0; cut < cuts; cut += 1) {
      const { left, receipts } = await writeUntilCut(disk, writing);
      disk.remove();
      disk = left;
      const database = databaseOn(disk);
      const lost = countLost(database, receipts);
      total.acknowledged += receipts.length;
      total.lost += lost;
      total.cutsWithLoss += lost > 0 ? 1 : 0;
      const isUsable = writing === 'lossy' || (await isUsableAgain(database));
      total.unusable += isUsable ? 0 : 1;
      // What a lossy writer leaves may be damaged: the next one gets a new disk.
      if (writing === 'durable') continue;
      disk.remove();
      disk = createLoopDisk();
    }
  } finally {
    disk.remove();
  }
  return total;
}

async function writeUntilCut(
  disk: LoopDisk,
  writing: Writing,
): Promise<{ readonly left: LoopDisk; readonly receipts: readonly string[] }> {
  const writer = startWriter(databaseOn(disk), { writing });
  await writer.untilLines(LINES_MIN + Math.floor(Math.random() * LINES_MORE));
  writer.freeze();
  const left = disk.cutPower();
  await writer.kill();
  return { left, receipts: writer.receipts('accepted') };
}

function databaseOn({ path }: LoopDisk): string {
  return join(path, 'data', 'cognito-logout.db');
}

function countLost(path: string, receipts: readonly string[]): number {
  if (!existsSync(path)) return receipts.length;
  const db = new Database(path);
  try {
    const rows = db
      .prepare<[], { receipt_id: string }>("SELECT receipt_id FROM audit_events WHERE kind = 'accepted'")
      .all();
    const kept = new Set(rows.map(({ receipt_id }) => receipt_id));
    return receipts.filter((receipt) => !kept.has(receipt)).length;
  } catch {
    return receipts.length;
  } finally {
    db.close();
  }
}

/** Opened as the service does at its start, with the keys that lie beside the database. */
async function isUsableAgain(path: string): Promise<boolean> {
  const storage = await openTestStorage({ engine: 'sqlite', path }).catch(() => undefined);
  if (storage === undefined) return false;
  const { intact } = await storage.audit.verifyChain();
  const canAccept = await storage.store.canAccept();
  await storage.close();
  return intact && canAccept;
}
