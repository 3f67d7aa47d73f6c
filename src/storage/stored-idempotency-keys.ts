import { createHmac, randomUUID, type KeyObject } from 'node:crypto';
import type { Clock } from '../revocation/ports/clock.ts';
import type { IdempotencyKeys } from '../revocation/ports/idempotency-keys.ts';
import type { StorageEngine } from './engine/engine.ts';
import { notDurable } from './engine/not-durable.ts';

const DAY_MS = 86_400_000;
const LEASE_MS = 60_000;

/** @param hashKey key of the hashes: neither idempotency keys nor requests are stored in clear */
export function createStoredIdempotencyKeys(
  engine: StorageEngine,
  hashKey: KeyObject,
  clock: Clock,
): IdempotencyKeys {
  const hash = (...parts: readonly string[]) =>
    createHmac('sha256', hashKey).update(JSON.stringify(parts)).digest('base64url');

  return {
    async begin({ actorId, key, body }) {
      const nowMs = clock.nowMs();
      const id = hash('key', actorId, key);
      const leaseId = randomUUID();
      const started = await engine
        .run('beginKey', {
          id,
          requestHash: hash('request', body),
          leaseId,
          leaseUntilMs: nowMs + LEASE_MS,
          expiresAtMs: nowMs + DAY_MS,
          nowMs,
        })
        .catch(notDurable);
      return started.kind === 'first' ? { kind: 'first', lease: { id, leaseId } } : started;
    },
    finish: ({ id, leaseId }, answer) => engine.run('finishKey', { id, leaseId, answer }),
    forget: ({ id, leaseId }) => engine.run('forgetKey', { id, leaseId }),
  };
}
