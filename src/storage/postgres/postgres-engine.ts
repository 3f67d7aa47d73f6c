import type { KeyObject } from 'node:crypto';
import type { StorageEngine } from '../engine/engine.ts';
import { createGroupCommit, valueOf } from '../engine/group-commit.ts';
import { createChangeListeners } from '../engine/change-listeners.ts';
import type { Migration } from '../engine/migration.ts';
import type { OperationName, Operations } from '../engine/operations.ts';
import type { StorageEvents } from '../storage-events.ts';
import { watchWrites } from '../engine/watch-writes.ts';
import { listenToChannels } from './channels.ts';
import { CommitUnanswered } from './commit-unanswered.ts';
import { isUnanswered } from './is-unanswered.ts';
import { preparePostgres } from './prepare-postgres.ts';
import { postgresAudit } from './operations/postgres-audit.ts';
import { createPostgresBatch, GROUPED, type PostgresCall } from './postgres-batch.ts';
import { postgresDenials } from './operations/postgres-denials.ts';
import { postgresClaims } from './operations/postgres-claims.ts';
import { createConnections } from './postgres-connection.ts';
import { postgresIntents } from './operations/postgres-intents.ts';
import { postgresKeys } from './operations/postgres-keys.ts';
import { POSTGRES_MIGRATIONS } from './postgres-migrations.ts';
import { createPostgresPacing } from './operations/postgres-pacing.ts';
import { postgresStats } from './operations/postgres-stats.ts';
import { postgresSweep } from './operations/postgres-sweep.ts';

export interface PostgresEngineSettings {
  readonly url: string;
  readonly chainKey: KeyObject;
  readonly events: StorageEvents;
  readonly timeoutMs?: number;
  readonly migrations?: readonly Migration[];
  /** Whose clock the shared budget goes by. */
  readonly paceBy?: 'server-clock' | 'own-clock';
}

const TIMEOUT_MS = 1000;
const BATCH_MAX = 512;

/**
 * PostgreSQL, for any number of instances. What one turn of the event loop accepts and settles shares a transaction.
 *
 * @throws ConfigurationError when the server must not be used as it is: set up to lose writes, or too new
 */
export async function openPostgresEngine(settings: PostgresEngineSettings): Promise<StorageEngine> {
  const { url, events, chainKey, timeoutMs = TIMEOUT_MS, migrations = POSTGRES_MIGRATIONS } = settings;
  await preparePostgres({ url, timeoutMs }, migrations);
  const connections = createConnections({ url, timeoutMs });
  const operations = {
    ...postgresIntents,
    ...postgresClaims,
    ...postgresStats,
    ...postgresAudit,
    ...postgresKeys,
    ...postgresSweep,
    ...postgresDenials,
    ...createPostgresPacing(settings.paceBy !== 'own-clock'),
  };
  const runBatch = watchWrites(createPostgresBatch(connections, operations, chainKey), events);
  const group = createGroupCommit(runBatch, {
    maxBatch: BATCH_MAX,
    isUnanswered,
    isOfOne: (cause) => !isUnanswered(cause),
  });
  const runAlone = async (call: PostgresCall): Promise<unknown> => valueOf((await runBatch([call]))[0]);
  const listeners = createChangeListeners();
  const stopListening = listenToChannels(
    { url, timeoutMs },
    { due: listeners.due.tell, denied: listeners.denied.tell },
  );

  return {
    durability: 'durable',
    async run<Name extends OperationName>(name: Name, input: Operations[Name]['in']) {
      const call: PostgresCall = { name, input };
      const output = (await (GROUPED.has(name)
        ? group.add(call)
        : runAlone(call))) as Operations[Name]['out'];
      listeners.heard(name, input, output);
      return output;
    },
    isUnsure: (cause) => cause instanceof CommitUnanswered,
    onDue: listeners.due.add,
    onDenied: listeners.denied.add,
    async close() {
      await group.drained();
      await stopListening();
      await connections.pool.end();
    },
  };
}
