import type { Config } from '../config/config.ts';
import { createRelay, type Relay } from '../relay/create-relay.ts';
import { createOutboundGate } from '../relay/outbound/outbound-gate.ts';
import type { DenyAccess } from '../revocation/denials/deny-access.ts';
import type { AppClientDirectory } from '../revocation/app-client-profile.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundBudget } from '../revocation/ports/outbound/outbound-budget.ts';
import type { OutboundGate } from '../revocation/ports/outbound/outbound-gate.ts';
import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { EndingPorts } from '../revocation/steps/take-step.ts';
import type { SettleUserDependencies } from '../revocation/users/settle-user.ts';
import type { RevocationJournal } from '../revocation/ports/revocation-journal.ts';
import { createTryAtCognito } from '../revocation/tries/try-at-cognito.ts';
import { createTryOrder } from '../revocation/tries/try-order.ts';
import { createLocalOutboundBudget } from '../storage/memory/local-outbound-budget.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createRelayEvents } from './relay-events.ts';
import { systemTimers } from './system-timers.ts';

export interface RelaySideParts extends EndingPorts, SettleUserDependencies {
  readonly journal: RevocationJournal;
  readonly config: Config;
  readonly store: RevocationStore;
  readonly budget: OutboundBudget;
  readonly appClients: AppClientDirectory;
  readonly telemetry: Telemetry;
  readonly denyAccess: DenyAccess;
  readonly clock: Clock;
}

export interface RelaySide {
  /** The one way out to Cognito for inline tries. With a store that keeps nothing, it is wide open. */
  readonly gate: OutboundGate;
  readonly relay: Relay;
}

/** The caller is gone: a late answer of Cognito still counts. Ends well within the lease of 30 s. */
const RELAY_DEADLINE_MS = 20_000;

const ADMITTED = Promise.resolve({ admitted: true } as const);

/**
 * For a store that keeps nothing: what is held back there is lost to the caller, so it goes out, and Cognito's own
 * throttling decides.
 */
const unpacedGate: OutboundGate = {
  admit: () => ADMITTED,
  heard: () => undefined,
};

/** What goes out to Cognito: the gate that keeps all of it within the budget, and the relay behind it. */
export function createRelaySide(parts: RelaySideParts): RelaySide {
  const { config, store, budget, clock } = parts;
  const { revokeQuotaPerSecond, signOutQuotaPerSecond, quotaSharePercent } = config.upstream;
  const events = createRelayEvents(parts.telemetry, clock);
  const gate = createOutboundGate({
    budget,
    localBudget: createLocalOutboundBudget(clock),
    quotas: {
      revokeTokenPerSecond: revokeQuotaPerSecond,
      signOutPerSecond: signOutQuotaPerSecond,
      share: quotaSharePercent / 100,
    },
    clock,
    timers: systemTimers,
    events,
  });
  const tryAtCognito = createTryAtCognito({ ...parts, gate, upstreamDeadlineMs: RELAY_DEADLINE_MS });
  const tryOrder = createTryOrder({ ...parts, tryAtCognito });
  const random = Math.random;
  const relay = createRelay({ store, tryOrder, gate, clock, random, timers: systemTimers, events });
  return { gate: store.durability === 'durable' ? gate : unpacedGate, relay };
}
