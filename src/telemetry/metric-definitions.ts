import type { LabelName } from './metric-labels.ts';

export interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly LabelName[];
  /** Upper bounds of a histogram's buckets. */
  readonly bucketsSeconds?: readonly number[];
}

/** Every metric of the service's own. Those of Node's process come beside them. `docs/metrics.md` is made from it. */
export const METRIC_DEFINITIONS = {
  requests: {
    type: 'histogram',
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labels: ['route', 'status'],
    bucketsSeconds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 5],
  },
  cognitoCalls: {
    type: 'counter',
    name: 'cognito_calls_total',
    help: 'Tries at Cognito, by what came of them, why, and with which exception of Cognito',
    labels: ['operation', 'outcome', 'cause', 'exception'],
  },
  cognitoDurations: {
    type: 'histogram',
    name: 'cognito_call_duration_seconds',
    help: 'Duration of tries at Cognito',
    labels: ['operation'],
    bucketsSeconds: [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3],
  },
  userLookupsFailed: {
    type: 'counter',
    name: 'user_lookups_failed_total',
    help: 'Times that Cognito did not say who a user is whom an admin named, so that access tokens may live on',
    labels: [],
  },
  limitDecisions: {
    type: 'counter',
    name: 'rate_limit_decisions_total',
    help: 'Decisions of the rate limits',
    labels: ['policy', 'decision'],
  },
  limitsDegraded: {
    type: 'counter',
    name: 'rate_limit_degraded_total',
    help: 'Times that limits fell back to local counters',
    labels: [],
  },
  limitsLocal: {
    type: 'gauge',
    name: 'rate_limit_counters_local',
    help: '1 while limits are decided from local counters because the shared ones are out of reach, else 0',
    labels: [],
  },
  adminsRefused: {
    type: 'counter',
    name: 'admin_refused_total',
    help: 'Admin requests refused for their credential, for want of a right, or since the user is protected',
    labels: [],
  },
  feedReaders: {
    type: 'gauge',
    name: 'feed_readers',
    help: 'Open streams of the feed of denials',
    labels: [],
  },
  feedReadersDropped: {
    type: 'counter',
    name: 'feed_readers_dropped_total',
    help: 'Streams of the feed cut off because their readers did not take what was sent',
    labels: [],
  },
  denials: {
    type: 'counter',
    name: 'denials_total',
    help: 'Entries put on the denylist, by what they are about',
    labels: ['denial'],
  },
  requestsMalformed: {
    type: 'counter',
    name: 'http_requests_malformed_total',
    help: 'Connections closed because what they sent was no acceptable HTTP request',
    labels: ['status'],
  },
  requestsShed: {
    type: 'counter',
    name: 'http_requests_shed_total',
    help: 'Requests answered 503 because the event loop was late, or busy with too many already',
    labels: [],
  },
  connectionsDropped: {
    type: 'counter',
    name: 'http_connections_dropped_total',
    help: 'Connections refused at the connection limit',
    labels: [],
  },
  logoutsWaiting: {
    type: 'gauge',
    name: 'logouts_waiting',
    help: 'Accepted logouts that Cognito has not confirmed, parked ones included',
    labels: ['lane'],
  },
  logoutsOldestAge: {
    type: 'gauge',
    name: 'logouts_oldest_age_seconds',
    help: 'Age of the oldest accepted logout that Cognito has not confirmed',
    labels: ['lane'],
  },
  logoutsParked: {
    type: 'gauge',
    name: 'logouts_parked',
    help: 'Accepted logouts that wait for an operator, by what is in their way',
    labels: ['parked'],
  },
  logoutsExpired: {
    type: 'counter',
    name: 'logouts_expired_total',
    help: 'Accepted logouts whose token expired before Cognito had confirmed',
    labels: ['lane'],
  },
  logoutsRefused: {
    type: 'counter',
    name: 'logouts_refused_total',
    help: 'Accepted logouts that Cognito refused for good when they were tried later',
    labels: ['code'],
  },
  logoutsUnreadable: {
    type: 'counter',
    name: 'logouts_unreadable_total',
    help: 'Stored logouts that could not be read any more, and were parked',
    labels: ['parked'],
  },
  denialsForged: {
    type: 'counter',
    name: 'denials_forged_total',
    help: 'Entries of the denylist that somebody else wrote to the database, and that are ignored',
    labels: [],
  },
  leasesLost: {
    type: 'counter',
    name: 'relay_leases_lost_total',
    help: 'Tries that outlived their lease, so that Cognito may have been asked twice',
    labels: [],
  },
  relayFailures: {
    type: 'counter',
    name: 'relay_failures_total',
    help: 'Times that the relay could not do a part of its work',
    labels: ['task'],
  },
  outboundPace: {
    type: 'gauge',
    name: 'outbound_pace_ratio',
    help: 'Part of the outbound budget in use since Cognito last throttled: 1 is all of it',
    labels: ['budget'],
  },
  circuitsOpen: {
    type: 'gauge',
    name: 'cognito_circuits_open',
    help: 'User pools that are not asked at present because they do not answer',
    labels: [],
  },
  storeDurable: {
    type: 'gauge',
    name: 'store_durable',
    help: '1 when accepted logouts outlive the process, 0 when nothing is kept',
    labels: [],
  },
  storeWorking: {
    type: 'gauge',
    name: 'store_working',
    help: '1 while the store can be written to, 0 since it failed',
    labels: [],
  },
  storeFailures: {
    type: 'counter',
    name: 'store_failures_total',
    help: 'Times that the store could not do what it was asked to do',
    labels: [],
  },
  secretReloads: {
    type: 'counter',
    name: 'secret_reloads_total',
    help: 'Times that the secrets of app clients were read again, by why and what came of it',
    labels: ['trigger', 'result'],
  },
  secretsCurrent: {
    type: 'gauge',
    name: 'secrets_current',
    help: '1 while the secrets of all app clients could be read, 0 since one of them could not be read again',
    labels: [],
  },
  linesDropped: {
    type: 'counter',
    name: 'log_lines_dropped_total',
    help: 'Log lines dropped because standard output did not take them',
    labels: [],
  },
  spansDropped: {
    type: 'counter',
    name: 'trace_spans_dropped_total',
    help: 'Spans dropped because the OTLP collector did not take them',
    labels: [],
  },
  crashes: {
    type: 'counter',
    name: 'process_crashes_total',
    help: 'Uncaught errors',
    labels: [],
  },
} as const satisfies Record<string, MetricDefinition>;
