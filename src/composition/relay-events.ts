import type { RelayEvents } from '../relay/ports/relay-events.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { OutboundPace } from '../revocation/ports/outbound/outbound-budget.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Passes what the relay tells on to logs and metrics. */
export function createRelayEvents(telemetry: Telemetry, clock: Clock): RelayEvents {
  return {
    backlog({ stats, paces }) {
      const nowMs = clock.nowMs();
      telemetry.backlogSeen({
        lanes: stats.lanes.map(({ lane, intents, oldestAcceptedAtMs = nowMs }) => ({
          lane,
          intents,
          oldestAgeMs: nowMs - oldestAcceptedAtMs,
        })),
        parked: stats.parked,
        paces: slowest(paces),
      });
    },
    breakerChanged: (event) => telemetry.breakerChanged(event),
    expired: (event) => telemetry.intentExpired(event),
    refused: (event) => telemetry.intentRefused(event),
    leaseLost: (event) => telemetry.leaseLost(event),
    unparked: (event) => telemetry.intentsUnparked(event),
    failed: ({ task, cause }) => telemetry.relayFailed({ task, cause }),
  };
}

/** Of the Regions, the one that has to wait most. */
function slowest(paces: readonly OutboundPace[]) {
  return (['revoke-token', 'sign-out'] as const).map((operation) => {
    const own = paces.filter(({ key }) => key.endsWith(`/${operation}`));
    return { operation, pace: Math.min(1, ...own.map(({ pace }) => pace)) };
  });
}
