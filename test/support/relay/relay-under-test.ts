import { userPorts } from '../cognito/user-ports.ts';
import { denyingNothing } from '../guard/denying-nothing.ts';
import { createSecretKey } from 'node:crypto';
import { createOutboundGate, type ObservableGate } from '../../../src/relay/outbound/outbound-gate.ts';
import { createRelay, type Relay } from '../../../src/relay/create-relay.ts';
import type { RelayEvents } from '../../../src/relay/ports/relay-events.ts';
import type { AppClientProfile } from '../../../src/revocation/app-client-profile.ts';
import type { NewIntent, RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import type { Unconfigured } from '../../../src/revocation/ports/revocation-journal.ts';
import type { UserSession } from '../../../src/revocation/ports/users/session-directory.ts';
import type { SessionToRevoke } from '../../../src/revocation/ports/users/session-revoker.ts';
import type { TokenToRevoke } from '../../../src/revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { createTryAtCognito } from '../../../src/revocation/tries/try-at-cognito.ts';
import { createTryOrder } from '../../../src/revocation/tries/try-order.ts';
import type { AuditTrail } from '../../../src/revocation/ports/audit-trail.ts';
import { createMemoryEngine } from '../../../src/storage/memory/memory-engine.ts';
import { createSealedRevocationStore } from '../../../src/storage/intents/sealed-revocation-store.ts';
import { createChainedAuditTrail } from '../../../src/storage/audit/chained-audit-trail.ts';
import { createStoredOutboundBudget } from '../../../src/storage/stored-outbound-budget.ts';
import { createTransparentSealer } from '../../../src/storage/keys/sealer.ts';
import type { StorageEngine } from '../../../src/storage/engine/engine.ts';
import type { OutboundBudget } from '../../../src/revocation/ports/outbound/outbound-budget.ts';
import { tokenIntent, type IntentChanges } from '../storage/intents.ts';
import { simulatedTime, type SimulatedTime } from './simulated-time.ts';

export const CONFIRMED: UpstreamOutcome = { kind: 'confirmed' };
export const THROTTLED: UpstreamOutcome = {
  kind: 'retry',
  cause: 'throttled',
  exceptionName: 'TooManyRequestsException',
};
export const SERVER_ERROR: UpstreamOutcome = {
  kind: 'retry',
  cause: 'server-error',
  exceptionName: 'InternalErrorException',
};

export interface CallSeen {
  /** Milliseconds since the start. */
  readonly atMs: number;
  readonly operation: string;
  readonly clientId?: string | undefined;
  readonly token?: string | undefined;
}

export interface EventSeen {
  readonly name: keyof RelayEvents;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface RelayInstance {
  readonly relay: Relay;
  readonly gate: ObservableGate;
}

export interface World {
  readonly time: SimulatedTime;
  readonly engine: StorageEngine;
  readonly store: RevocationStore;
  readonly audit: AuditTrail;
  readonly budget: OutboundBudget;
  readonly calls: CallSeen[];
  readonly events: EventSeen[];
  readonly unconfigured: Unconfigured[];
  /** What Cognito answers; may take its time. */
  answer: (call: CallSeen) => UpstreamOutcome | Promise<UpstreamOutcome>;
  /** What Cognito's list of a user's sessions shows; none unless said so. */
  sessions: () => readonly UserSession[];
  /** One more instance on the same store and budget, not started. */
  instance(changes?: { readonly store?: RevocationStore }): RelayInstance;
  /** Accepts an intent that is due at once. */
  accept(changes?: IntentChanges): Promise<NewIntent>;
  /** Puts a backlog of bulk intents into the engine, past the store and its hashes, for the sake of time. */
  acceptBulk(count: number): Promise<void>;
  callTimes(): readonly number[];
  finalEvents(): Promise<readonly string[]>;
}

const KEY = createSecretKey(new Uint8Array(32));

/** Instances of the relay over one store in memory, in simulated time, in front of a Cognito that answers as told. */
export function relayWorld(): World {
  const time = simulatedTime();
  const { clock } = time;
  const engine = createMemoryEngine(KEY);
  const store = durable(createTestStore(engine, time));
  const budget = createStoredOutboundBudget(engine, clock);
  const world: World = {
    time,
    engine,
    store,
    audit: createChainedAuditTrail(engine, KEY, clock),
    budget,
    calls: [],
    events: [],
    unconfigured: [],
    answer: () => CONFIRMED,
    sessions: () => [],
    instance: (changes = {}) => createInstance(world, changes.store ?? store),
    async accept(changes = {}) {
      const intent = tokenIntent(clock.nowMs(), { leaseMs: 0, ...changes });
      await store.accept(intent);
      return intent;
    },
    async acceptBulk(count) {
      const nowMs = clock.nowMs();
      for (let index = 0; index < count; index += 1) await engine.run('accept', bulkRow(index, nowMs));
    },
    callTimes: () => world.calls.map(({ atMs }) => atMs),
    async finalEvents() {
      const { records } = await world.audit.query({ kind: 'final', limit: 100_000, order: 'oldest-first' });
      return records.flatMap(({ event }) => ('receiptId' in event ? [event.receiptId] : []));
    },
  };
  return world;
}

function createTestStore(engine: StorageEngine, { clock }: SimulatedTime): RevocationStore {
  return createSealedRevocationStore({
    engine,
    sealer: createTransparentSealer(),
    idKey: KEY,
    clock,
    events: { unreadable: () => undefined },
    unprovenCap: { intents: 1_000_000, bytes: 1_000_000_000 },
    auditRetentionMs: undefined,
    reloadKeys: async () => undefined,
  });
}

function bulkRow(index: number, nowMs: number) {
  const { order, request, expiresAtMs } = tokenIntent(nowMs, { token: `bulk-token-${index}` });
  const row = {
    intentId: `bulk-${index}`,
    receiptId: request.receiptId,
    userPoolId: order.userPoolId,
    clientId: 'webapp',
    lane: 'bulk' as const,
    acceptedAtMs: nowMs,
    expiresAtMs,
  };
  const sealer = createTransparentSealer();
  const stored = { ...row, order: sealer.seal(row, order), request: sealer.write(request) };
  return {
    row: stored,
    dueAtMs: nowMs,
    leaseId: '',
    cap: null,
    nowMs,
  };
}

/** As far as a test without a crash can tell, memory is as good as a disk. */
function durable(store: RevocationStore): RevocationStore {
  return { ...store, durability: 'durable' };
}

function createInstance(world: World, store: RevocationStore): RelayInstance {
  const { clock, timers } = world.time;
  const events = recordEvents(world.events);
  const localBudget = createStoredOutboundBudget(createMemoryEngine(KEY), clock);
  const quotas = { revokeTokenPerSecond: 120, signOutPerSecond: 25, share: 0.3 };
  const gate = createOutboundGate({ budget: world.budget, localBudget, quotas, clock, timers, events });
  const ask = async (call: Omit<CallSeen, 'atMs'>): Promise<UpstreamOutcome> => {
    const seen = { atMs: world.time.elapsedMs(), ...call };
    world.calls.push(seen);
    return world.answer(seen);
  };
  const journal = {
    tried: () => undefined,
    refused: () => undefined,
    unconfigured: (event: Unconfigured) => void world.unconfigured.push(event),
  };
  const tryAtCognito = createTryAtCognito({
    revoker: {
      revoke: ({ clientId, refreshToken }: TokenToRevoke) =>
        ask({ operation: 'RevokeToken', clientId, token: refreshToken }),
    },
    userSignOut: {
      signOutSelf: () => ask({ operation: 'GlobalSignOut' }),
      signOutUser: () => ask({ operation: 'AdminUserGlobalSignOut' }),
    },
    ...userPorts,
    sessions: {
      ...userPorts.sessions,
      ofUser: () => Promise.resolve({ kind: 'listed', sessions: world.sessions() }),
    },
    sessionRevoker: {
      revokeOfUser: ({ sessionId: token }: SessionToRevoke) =>
        ask({ operation: 'AdminRevokeUserSession', token }),
      revokeOwn: () => ask({ operation: 'RevokeUserSession' }),
    },
    journal,
    gate,
    clock,
    upstreamDeadlineMs: 20_000,
  });
  const tryOrder = createTryOrder({
    journal,
    denyAccess: denyingNothing,
    tryAtCognito,
    appClients: {
      find: profile,
      all: () => [configured('webapp')],
      secretFits: () => true,
      secretIds: () => Promise.resolve([]),
    },
  });
  const relay = createRelay({ store, tryOrder, gate, clock, random: () => 0.5, timers, events });
  return { relay, gate };
}

/** Every app client is configured, but `gone`. Its user pool is `webapp`'s, or `eu-west-1_Of<client>`. */
function profile(clientId: string): AppClientProfile | undefined {
  return clientId === 'gone' ? undefined : configured(clientId);
}

function configured(clientId: string): AppClientProfile {
  return {
    clientId,
    userPoolId: userPoolOf(clientId),
    region: 'eu-west-1',
    allowedOrigins: [],
    accessTokenValiditySeconds: 3600,
    idTokenValiditySeconds: 3600,
    refreshTokenValiditySeconds: 2_592_000,
    sessionTracking: false,
  };
}

export function userPoolOf(clientId: string): string {
  return clientId.startsWith('webapp') ? 'eu-west-1_Example' : `eu-west-1_Of${clientId}`;
}

function recordEvents(seen: EventSeen[]): RelayEvents {
  const record = (name: keyof RelayEvents) => (event: object) =>
    void seen.push({ name, event: { ...event } });
  return {
    backlog: record('backlog'),
    breakerChanged: record('breakerChanged'),
    expired: record('expired'),
    refused: record('refused'),
    leaseLost: record('leaseLost'),
    unparked: record('unparked'),
    failed: record('failed'),
  };
}

/** The most calls that any window of so many milliseconds saw. */
export function mostWithin(times: readonly number[], windowMs: number): number {
  let from = 0;
  let most = 0;
  times.forEach((atMs, index) => {
    while ((times[from] ?? atMs) <= atMs - windowMs) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}
