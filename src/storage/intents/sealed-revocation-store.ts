import type { KeyObject } from 'node:crypto';
import { ServiceError } from '../../errors/service-error.ts';
import { answersAgain } from '../../revocation/intents/intent-identity.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type {
  Acceptance,
  Lease,
  NewIntent,
  RevocationStore,
} from '../../revocation/ports/revocation-store.ts';
import { inTime } from '../../scheduling/in-time.ts';
import { createClaims } from './claims.ts';
import { createParking } from './parking.ts';
import type { StorageEngine } from '../engine/engine.ts';
import { intentId } from './intent-id.ts';
import { createLeaseIds } from './lease-ids.ts';
import type { Sealer } from '../keys/sealer.ts';
import { notDurable, outOfReach } from '../engine/not-durable.ts';
import type { IntentRow, LaneCap, Operations } from '../engine/operations.ts';
import type { StorageEvents } from '../storage-events.ts';

export interface SealedRevocationStoreDependencies {
  readonly engine: StorageEngine;
  readonly sealer: Sealer;
  /** Key of the hash that makes an intent's id from its token. */
  readonly idKey: KeyObject;
  readonly clock: Clock;
  readonly events: Pick<StorageEvents, 'unreadable'>;
  /** How much anybody may make the service keep without having proved anything. */
  readonly unprovenCap: LaneCap;
  readonly auditRetentionMs: number | undefined;
  /** Reads the key ring again: another instance may have begun to use a new key. */
  readonly reloadKeys: () => Promise<void>;
}

const DAY_MS = 86_400_000;
const PROBE_HOLDS_MS = 1000;
/** Whoever asks whether the service is ready hears no in good time while the disk hangs. */
const PROBE_PATIENCE_MS = 2000;
const LANE_FULL_RETRY_AFTER_SECONDS = 30;

/** The revocation store over any engine: makes ids, encrypts and decrypts, and says which outcomes answer again. */
export function createSealedRevocationStore(
  dependencies: SealedRevocationStoreDependencies,
): RevocationStore {
  const { engine, clock, unprovenCap, auditRetentionMs } = dependencies;
  const { run } = engine;
  const newLeaseId = createLeaseIds();

  return {
    durability: engine.durability,
    async accept(intent) {
      const nowMs = clock.nowMs();
      const leaseId = newLeaseId();
      const row = intentRow(intent, nowMs, dependencies);
      const cap = intent.lane === 'unproven' ? unprovenCap : null;
      const input = { row, dueAtMs: nowMs + intent.leaseMs, leaseId, cap, nowMs };
      const lease = { intentId: row.intentId, leaseId };
      let accepted: Operations['accept']['out'];
      try {
        accepted = await run('accept', input);
      } catch (cause) {
        return engine.isUnsure(cause) ? { kind: 'unsure', lease } : notDurable(cause);
      }
      return acceptance(accepted, lease);
    },
    ...createClaims(dependencies),
    ...createParking(dependencies),
    settle(lease, outcome) {
      const nowMs = clock.nowMs();
      const answersUntilMs = answersAgain(outcome) ? nowMs + DAY_MS : nowMs;
      return run('settle', { lease, outcome, answersUntilMs, nowMs });
    },
    retryLater: (lease, { dueAtMs, cause, lane = null, callsDone = null, untried = false }) =>
      run('retryLater', { lease, dueAtMs, cause, lane, callsDone, untried }),
    park: (lease, cause, callsDone) => run('park', { lease, cause, callsDone: callsDone ?? null }),
    expire: (max) => run('expire', { max, nowMs: clock.nowMs() }),
    sweep(max) {
      const nowMs = clock.nowMs();
      const auditBeforeMs = auditRetentionMs === undefined ? null : nowMs - auditRetentionMs;
      return run('sweep', { nowMs, auditBeforeMs, max });
    },
    find: (receiptId) => run('find', { receiptId }).catch(outOfReach),
    stats: () => run('stats', { nowMs: clock.nowMs() }).catch(outOfReach),
    canAccept: createProbe(engine, clock),
    onDue: (listener) => engine.onDue(listener),
  };
}

function intentRow(
  { order, request, lane, expiresAtMs }: NewIntent,
  acceptedAtMs: number,
  { idKey, sealer }: SealedRevocationStoreDependencies,
): IntentRow {
  const context = {
    intentId: intentId(idKey, order),
    receiptId: request.receiptId,
    userPoolId: order.userPoolId,
    clientId: 'clientId' in order ? order.clientId : null,
    acceptedAtMs,
    expiresAtMs,
  };
  return { ...context, lane, request: sealer.write(request), order: sealer.seal(context, order) };
}

function acceptance(accepted: Operations['accept']['out'], lease: Lease): Acceptance {
  if (accepted.kind === 'lane-full') return laneFull();
  return accepted.kind === 'duplicate' ? accepted : { kind: 'stored', lease };
}

function laneFull(): never {
  throw new ServiceError(
    'too-many-requests',
    'Too many logouts without a valid access token are waiting. Try again later, or send the access token along.',
    { retryAfterSeconds: LANE_FULL_RETRY_AFTER_SECONDS },
  );
}

/** Really writes, and believes the result for a second. */
function createProbe(engine: StorageEngine, clock: Clock): () => Promise<boolean> {
  let last: { readonly atMs: number; readonly writable: Promise<boolean> } | undefined;
  return () => {
    const nowMs = clock.nowMs();
    if (last === undefined || Math.abs(nowMs - last.atMs) >= PROBE_HOLDS_MS) {
      const writing = engine.run('probe', { nowMs }).then(
        () => true,
        () => false,
      );
      last = { atMs: nowMs, writable: inTime(writing, PROBE_PATIENCE_MS, false) };
    }
    return last.writable;
  };
}
