import { Counter, Gauge, type Registry } from 'prom-client';
import { allowedCount, allowedMilliseconds, oneOf } from './allowed-value.ts';
import type { BacklogSeen, RelayTelemetry } from './relay-telemetry.ts';

const OTHER = 'other';
const LANES = new Set(['proven', 'unproven', 'admin', 'bulk']);
const TASKS = new Set(['claim', 'try', 'chores', 'budget']);
const CAUSES = new Set([
  'client-secret-rejected',
  'client-not-found',
  'user-pool-not-found',
  'revocation-disabled',
  'operation-not-enabled',
  'not-permitted',
  'unknown-exception',
  'undecryptable',
  'unknown-format',
]);

/** Metrics about logouts that were accepted and not yet confirmed. Alarm on the first two counters. */
export function relayMetrics(registers: Registry[]): RelayTelemetry {
  const openPools = new Set<string>();
  const expired = new Counter({
    name: 'logouts_expired_total',
    help: 'Accepted logouts whose token expired before Cognito had confirmed',
    labelNames: ['lane'],
    registers,
  });
  const failures = new Counter({
    name: 'relay_failures_total',
    help: 'Times that the relay could not do a part of its work',
    labelNames: ['task'],
    registers,
  });
  const lost = new Counter({
    name: 'relay_leases_lost_total',
    help: 'Tries that outlived their lease, so that Cognito may have been asked twice',
    registers,
  });
  const open = new Gauge({
    name: 'cognito_circuits_open',
    help: 'User pools that are not asked at present because they do not answer',
    registers,
  });
  for (const lane of LANES) expired.inc({ lane }, 0);
  return {
    backlogSeen: backlogGauges(registers),
    breakerChanged({ userPoolId, state }) {
      if (state === 'closed') openPools.delete(userPoolId);
      else openPools.add(userPoolId);
      open.set(openPools.size);
    },
    intentExpired: ({ lane }) => expired.inc({ lane: oneOf(LANES, lane, OTHER) }),
    leaseLost: () => lost.inc(),
    intentsUnparked() {},
    relayFailed: ({ task }) => failures.inc({ task: oneOf(TASKS, task, OTHER) }),
  };
}

function backlogGauges(registers: Registry[]): (event: BacklogSeen) => void {
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name, help, labelNames: [label], registers });
  const waiting = gauge('logouts_waiting', 'Accepted logouts that Cognito has not confirmed', 'lane');
  const oldest = gauge('logouts_oldest_age_seconds', 'Age of the oldest that waits', 'lane');
  const parked = gauge('logouts_parked', 'Accepted logouts that wait for an operator, by cause', 'cause');
  const pace = gauge(
    'outbound_pace_ratio',
    'Part of the outbound budget in use: 1 is all of it',
    'operation',
  );

  return ({ lanes, parked: groups, paces }) => {
    for (const { lane, intents, oldestAgeMs } of lanes) {
      const labels = { lane: oneOf(LANES, lane, OTHER) };
      waiting.set(labels, allowedCount(intents));
      oldest.set(labels, allowedMilliseconds(oldestAgeMs) / 1000);
    }
    parked.reset();
    for (const { cause, intents } of groups) {
      parked.inc({ cause: oneOf(CAUSES, cause, OTHER) }, allowedCount(intents));
    }
    for (const { operation, pace: part } of paces) pace.set({ operation }, part);
  };
}
