import { pino, stdTimeFunctions, type Logger } from 'pino';
import {
  allowedAddress,
  allowedClientId,
  allowedCount,
  allowedExceptionName,
  allowedFingerprint,
  allowedId,
  allowedMilliseconds,
  allowedPrincipal,
  allowedSentence,
  allowedServiceCode,
  allowedTraceId,
  allowedUserPoolId,
  allowedVariable,
  allowedWord,
  oneOf,
} from './allowed-value.ts';
import { describeError } from './describe-error.ts';
import { relayLog } from './relay/relay-log.ts';
import { secretLog } from './secrets/secret-log.ts';
import { storageLog } from './storage/storage-log.ts';
import type { AdminRevoked, CognitoTried, RequestServed, Telemetry } from './telemetry.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface EventLogOptions {
  readonly level: LogLevel;
  readonly routes: ReadonlySet<string>;
  readonly write: (line: string) => void;
}

/** Writes each event as one JSON line that holds the fields listed here, each checked for its shape. */
export function createEventLog({ level, routes, write }: EventLogOptions): Telemetry {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  const routeOf = (route: string) => oneOf(routes, route, 'unmatched');
  return {
    ...lifecycleLog(logger),
    ...requestLog(logger, routeOf),
    ...cognitoLog(logger),
    ...edgeLog(logger),
    ...relayLog(logger),
    ...storageLog(logger),
    ...secretLog(logger),
    ...UNLOGGED,
  };
}

function lifecycleLog(
  logger: Logger,
): Pick<Telemetry, 'started' | 'stopping' | 'stopped' | 'crashed' | 'reloaded' | 'reloadRefused'> {
  return {
    started({ port, managementPort, durability }) {
      const fields = {
        port: allowedCount(port),
        managementPort: allowedCount(managementPort),
        durability: allowedWord(durability),
      };
      logger.info(fields, 'started');
    },
    stopping({ signal, drainMs }) {
      logger.info({ signal: allowedWord(signal), drainMs: allowedMilliseconds(drainMs) }, 'stopping');
    },
    stopped({ cutOff }) {
      const fields = { cutOff: allowedCount(cutOff) };
      if (fields.cutOff > 0) logger.error(fields, 'stopped');
      else logger.info(fields, 'stopped');
    },
    reloaded: () => logger.info({}, 'reloaded'),
    reloadRefused({ variables }) {
      logger.error({ variables: variables.map(allowedVariable) }, 'reload refused');
    },
    crashed({ kind, cause }) {
      logger.fatal({ kind: allowedWord(kind), ...describeError(cause) }, 'crashed');
    },
  };
}

function requestLog(
  logger: Logger,
  routeOf: (route: string) => string,
): Pick<Telemetry, 'requestServed' | 'requestFailed'> {
  return {
    requestServed(event) {
      const fields = servedFields(event, routeOf(event.route));
      if (fields.status >= 500) logger.error(fields, 'request served');
      else if (fields.status >= 400) logger.warn(fields, 'request served');
      else logger.info(fields, 'request served');
    },
    requestFailed({ requestId, route, cause }) {
      const fields = { requestId: allowedId(requestId), route: routeOf(route), ...describeError(cause) };
      logger.error(fields, 'request failed');
    },
  };
}

function servedFields(event: RequestServed, route: string) {
  return {
    requestId: allowedId(event.requestId),
    route,
    status: allowedCount(event.status),
    durationMs: allowedMilliseconds(event.durationMs),
    clientAddress: allowedAddress(event.clientAddress),
    ...optional('traceId', allowedTraceId, event.trace?.traceId),
    ...optional('operation', allowedWord, event.operation),
    ...optional('clientId', allowedClientId, event.clientId),
    ...optional('fingerprint', allowedFingerprint, event.fingerprint),
    ...optional('receiptId', allowedId, event.receiptId),
    ...optional('adminId', allowedPrincipal, event.adminId),
    ...optional('code', allowedServiceCode, event.code),
  };
}

function cognitoLog(
  logger: Logger,
): Pick<Telemetry, 'cognitoTried' | 'clientMisconfigured' | 'clientFinding' | 'userLookupFailed'> {
  return {
    cognitoTried(event) {
      const fields = triedFields(event);
      if (event.outcome === 'parked') logger.error(fields, 'cognito tried');
      else if (event.outcome === 'retry') logger.warn(fields, 'cognito tried');
      else logger.info(fields, 'cognito tried');
    },
    userLookupFailed({ userPoolId, cause }) {
      const fields = { userPoolId: allowedUserPoolId(userPoolId), ...describeError(cause) };
      logger.error(fields, 'user lookup failed: see that cognito-idp:AdminGetUser is allowed');
    },
    clientFinding({ userPoolId, clientId, finding, severity, seen, remedy }) {
      const fields = {
        userPoolId: allowedUserPoolId(userPoolId),
        clientId: allowedClientId(clientId),
        finding: allowedWord(finding),
        severity: allowedWord(severity),
        seen: allowedSentence(seen),
        remedy: allowedSentence(remedy),
      };
      if (severity === 'notice') logger.info(fields, 'client finding');
      else logger.warn(fields, 'client finding');
    },
    clientMisconfigured({ userPoolId, clientId, problem, remedy }) {
      const fields = {
        userPoolId: allowedUserPoolId(userPoolId),
        ...optional('clientId', allowedClientId, clientId),
        problem: allowedSentence(problem),
        remedy: allowedSentence(remedy),
      };
      logger.error(fields, 'client misconfigured');
    },
  };
}

function triedFields(event: CognitoTried) {
  return {
    requestId: allowedId(event.requestId),
    receiptId: allowedId(event.receiptId),
    operation: allowedWord(event.operation),
    userPoolId: allowedUserPoolId(event.userPoolId),
    outcome: allowedWord(event.outcome),
    durationMs: allowedMilliseconds(event.durationMs),
    ...optional('clientId', allowedClientId, event.clientId),
    ...optional('cause', allowedWord, event.cause),
    ...optional('exceptionName', allowedExceptionName, event.exceptionName),
  };
}

function edgeLog(
  logger: Logger,
): Pick<
  Telemetry,
  | 'adminRefused'
  | 'adminRevoked'
  | 'limitDecided'
  | 'limiterChanged'
  | 'connectionDropped'
  | 'requestMalformed'
  | 'requestShed'
> {
  return {
    adminRefused({ requestId, clientAddress, why }) {
      const fields = {
        requestId: allowedId(requestId),
        clientAddress: allowedAddress(clientAddress),
        why: allowedSentence(why),
      };
      logger.warn(fields, 'admin refused');
    },
    adminRevoked(event) {
      logger.info(adminRevokedFields(event), 'admin revoked');
    },
    limitDecided({ policy, decision }) {
      if (decision === 'would-refuse') logger.info({ policy: allowedWord(policy) }, 'limit would refuse');
    },
    limiterChanged({ state }) {
      logger.warn({ state: allowedWord(state) }, 'limiter changed');
    },
    // A line for each of these would let a flood fill the log; they are counted instead.
    connectionDropped() {},
    requestMalformed() {},
    requestShed() {},
  };
}

/** Receipts and the audit trail tell of denials; of readers there are metrics. */
const UNLOGGED: Pick<Telemetry, 'denied' | 'feedReadersChanged' | 'feedReaderDropped'> = {
  denied() {},
  feedReadersChanged() {},
  feedReaderDropped() {},
};

function adminRevokedFields(event: AdminRevoked) {
  return {
    requestId: allowedId(event.requestId),
    receiptId: allowedId(event.receiptId),
    adminId: allowedPrincipal(event.adminId),
    via: allowedWord(event.via),
    target: allowedWord(event.target),
    userPoolId: allowedUserPoolId(event.userPoolId),
    ...optional('clientId', allowedClientId, event.clientId),
    fingerprint: allowedFingerprint(event.fingerprint),
  };
}

function optional<Name extends string>(
  name: Name,
  allow: (value: unknown) => string,
  value: unknown,
): { readonly [name in Name]?: string } {
  return value === undefined ? {} : ({ [name]: allow(value) } as { readonly [name in Name]?: string });
}
