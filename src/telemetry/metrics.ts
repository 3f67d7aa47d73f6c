import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { ERROR_STATUS } from '../errors/error-code.ts';
import { allowedMilliseconds, oneOf } from './allowed-value.ts';
import type { CognitoTried, LimitDecided, RequestServed } from './telemetry.ts';

const OTHER = 'other';
const REQUEST_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 5];
const COGNITO_BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3];

const STATUSES = new Set(
  [200, 202, 204, 303, 304, 404, 408, 431, 499, ...Object.values(ERROR_STATUS)].map(String),
);
const OUTCOMES = new Set(['confirmed', 'already-dead', 'rejected', 'retry', 'parked']);
const POLICIES = new Set(['client-address', 'user', 'app-client', 'admin', 'admin-failure']);
const DECISIONS = new Set(['allowed', 'refused', 'would-refuse']);

/** What the service asks of Cognito. */
const OPERATIONS = new Set(['RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut']);

/** Names that those operations document, and those that every AWS service may answer with. */
const EXCEPTIONS = new Set([
  'none',
  'ForbiddenException',
  'InternalErrorException',
  'InvalidParameterException',
  'NotAuthorizedException',
  'OperationNotEnabledException',
  'PasswordResetRequiredException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'UnauthorizedException',
  'UnsupportedOperationException',
  'UnsupportedTokenTypeException',
  'UserNotConfirmedException',
  'UserNotFoundException',
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'ThrottlingException',
  'UnrecognizedClientException',
  'UnknownOperationException',
]);

export interface Metrics {
  served(event: RequestServed): void;
  tried(event: CognitoTried): void;
  decided(event: LimitDecided): void;
  degraded(): void;
  adminRefused(): void;
  crashed(): void;
  dropped(): void;
  malformed(status: number): void;
  shed(): void;
  text(): Promise<string>;
}

/**
 * Metrics in a registry of their own. Every label takes its values from a set fixed here or at the start, so that no
 * request can add a series. Request counts by route and status are the `_count` of the histogram.
 */
export function createMetrics(routes: ReadonlySet<string>, droppedLines: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = requestMetrics(registers, routes);
  const cognito = cognitoMetrics(registers);
  const edge = edgeMetrics(registers);
  registry.registerMetric(droppedLinesCounter(droppedLines));
  return { ...requests, ...cognito, ...edge, text: () => registry.metrics() };
}

function droppedLinesCounter(droppedLines: () => number): Counter {
  return new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines dropped because standard output did not take them',
    registers: [],
    collect() {
      this.reset();
      this.inc(droppedLines());
    },
  });
}

function requestMetrics(registers: Registry[], routes: ReadonlySet<string>): Pick<Metrics, 'served'> {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['route', 'status'],
    buckets: REQUEST_BUCKETS_SECONDS,
    registers,
  });
  return {
    served({ route, status, durationMs }) {
      const labels = {
        route: oneOf(routes, route, 'unmatched'),
        status: oneOf(STATUSES, String(status), OTHER),
      };
      durations.observe(labels, allowedMilliseconds(durationMs) / 1000);
    },
  };
}

function cognitoMetrics(registers: Registry[]): Pick<Metrics, 'tried'> {
  const calls = new Counter({
    name: 'cognito_calls_total',
    help: 'Tries at Cognito, by what came of them',
    labelNames: ['operation', 'outcome', 'exception'],
    registers,
  });
  const durations = new Histogram({
    name: 'cognito_call_duration_seconds',
    help: 'Duration of tries at Cognito',
    labelNames: ['operation'],
    buckets: COGNITO_BUCKETS_SECONDS,
    registers,
  });
  return {
    tried({ operation, outcome, exceptionName, durationMs }) {
      const labels = { operation: oneOf(OPERATIONS, operation, OTHER) };
      calls.inc({
        ...labels,
        outcome: oneOf(OUTCOMES, outcome, OTHER),
        exception: oneOf(EXCEPTIONS, exceptionName ?? 'none', OTHER),
      });
      durations.observe(labels, allowedMilliseconds(durationMs) / 1000);
    },
  };
}

type EdgeMetrics = Omit<Metrics, 'served' | 'tried' | 'text'>;

function edgeMetrics(registers: Registry[]): EdgeMetrics {
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const decisions = new Counter({
    name: 'rate_limit_decisions_total',
    help: 'Decisions of the rate limits',
    labelNames: ['policy', 'decision'],
    registers,
  });
  const malformed = new Counter({
    name: 'http_requests_malformed_total',
    help: 'Connections closed because what they sent was no acceptable HTTP request',
    labelNames: ['status'],
    registers,
  });
  const degraded = counter('rate_limit_degraded_total', 'Times that limits fell back to local counters');
  const refused = counter('admin_refused_total', 'Admin requests refused for their credential');
  const crashed = counter('process_crashes_total', 'Uncaught errors');
  const dropped = counter('http_connections_dropped_total', 'Connections refused at the connection limit');
  const shed = counter('http_requests_shed_total', 'Requests answered 503 because the event loop was late');
  return {
    decided: ({ policy, decision }) =>
      decisions.inc({
        policy: oneOf(POLICIES, policy, OTHER),
        decision: oneOf(DECISIONS, decision, OTHER),
      }),
    malformed: (status) => malformed.inc({ status: oneOf(STATUSES, String(status), OTHER) }),
    degraded: () => degraded.inc(),
    adminRefused: () => refused.inc(),
    crashed: () => crashed.inc(),
    dropped: () => dropped.inc(),
    shed: () => shed.inc(),
  };
}
