import type { KeyObject } from 'node:crypto';
import type { StorageEngine } from '../engine/engine.ts';
import { createGroupCommit, type Result } from '../engine/group-commit.ts';
import { createChangeListeners } from '../engine/change-listeners.ts';
import type { Migration } from '../engine/migration.ts';
import type { OperationName, Operations } from '../engine/operations.ts';
import type { StorageEvents } from '../storage-events.ts';
import { watchWrites } from '../engine/watch-writes.ts';
import { prepareDirectory } from './prepare-directory.ts';
import type { OperationCall } from './sqlite-database.ts';
import { SQLITE_MIGRATIONS } from './sqlite-migrations.ts';
import { startSqliteThread, type SqliteThread } from './sqlite-thread.ts';
import { toError, type PlainError } from './worker-messages.ts';

export interface SqliteEngineSettings {
  readonly path: string;
  readonly chainKey: KeyObject;
  readonly events: StorageEvents;
  readonly freeSpaceFloorBytes?: number;
  readonly migrations?: readonly Migration[];
  readonly synchronous?: 'FULL' | 'OFF';
}

const FREE_SPACE_FLOOR_BYTES = 64 * 1024 * 1024;
const BATCH_MAX = 512;

/**
 * SQLite in a thread of its own, for one process. All writes of one turn of the event loop share one transaction, and
 * so one wait for the disk.
 *
 * @throws ConfigurationError when the database cannot be used: open elsewhere, damaged, in an unsafe place, too new
 */
export async function openSqliteEngine(settings: SqliteEngineSettings): Promise<StorageEngine> {
  const { path, chainKey, events, migrations = SQLITE_MIGRATIONS, synchronous = 'FULL' } = settings;
  const { freeSpaceFloorBytes = FREE_SPACE_FLOOR_BYTES } = settings;
  prepareDirectory(path);
  const thread = await startSqliteThread({ path, chainKey, migrations, synchronous, freeSpaceFloorBytes });
  const commit = watchWrites(createCommit(thread, events), events);
  const group = createGroupCommit(commit, { maxBatch: BATCH_MAX });
  const listeners = createChangeListeners();

  return {
    durability: 'durable',
    async run<Name extends OperationName>(name: Name, input: Operations[Name]['in']) {
      const output = (await group.add({ name, input })) as Operations[Name]['out'];
      listeners.heard(name, input, output);
      return output;
    },
    isUnsure: () => false,
    onDue: listeners.due.add,
    onDenied: listeners.denied.add,
    async close() {
      await group.drained();
      await thread.close();
    },
  };
}

/** Has a batch done by the thread. After a failure that no later write can be trusted after, does none any more. */
function createCommit(thread: SqliteThread, events: StorageEvents) {
  let broken: Error | undefined;
  const give = (cause: Error): Error => {
    broken = new Error('The database is broken', { cause });
    events.broken({ cause });
    return broken;
  };

  return async (calls: readonly OperationCall[]): Promise<readonly Result<unknown>[]> => {
    if (broken !== undefined) throw broken;
    const answer = await thread.ask({ kind: 'batch', calls }).catch((cause: Error) => {
      throw give(cause);
    });
    if (answer.kind === 'failed') throw answer.broken ? give(toError(answer.error)) : toError(answer.error);
    if (answer.kind !== 'results') throw give(new Error(`The thread answered with ${answer.kind}`));
    return answer.results.map((result) =>
      'error' in result ? { error: toError(result.error as PlainError) } : result,
    );
  };
}
