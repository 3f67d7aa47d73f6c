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
import { createLineLogger, type LogLevel } from './line-logger.ts';
import type { LineWriters } from './line-writers.ts';
import { relayLog } from './relay/relay-log.ts';
import { secretLog } from './secrets/secret-log.ts';
import { storageLog } from './storage/storage-log.ts';
import type { AdminRevoked, CognitoTried, RequestServed, Telemetry } from './telemetry.ts';

export interface EventLogOptions {
  readonly level: LogLevel;
  readonly routes: ReadonlySet<string>;
  readonly write: (line: string) => void;
}

/** Writes each event as one JSON line that holds the fields listed here, each checked for its shape. */
export function createEventLog({ level, routes, write }: EventLogOptions): Telemetry {
  const logger = createLineLogger(level, write);
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
  logger: LineWriters,
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
  logger: LineWriters,
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
    traceId: given(allowedTraceId, event.trace?.traceId),
    operation: given(allowedWord, event.operation),
    clientId: given(allowedClientId, event.clientId),
    fingerprint: given(allowedFingerprint, event.fingerprint),
    receiptId: given(allowedId, event.receiptId),
    adminId: given(allowedPrincipal, event.adminId),
    code: given(allowedServiceCode, event.code),
  };
}

function cognitoLog(
  logger: LineWriters,
): Pick<
  Telemetry,
  'cognitoTried' | 'clientMisconfigured' | 'clientFinding' | 'examinationFailed' | 'userLookupFailed'
> {
  return {
    cognitoTried(event) {
      const fields = triedFields(event);
      if (event.outcome === 'parked') logger.error(fields, 'cognito tried');
      else if (event.outcome === 'retry') logger.warn(fields, 'cognito tried');
      else logger.info(fields, 'cognito tried');
    },
    userLookupFailed({ userPoolId, cause }) {
      const fields = { userPoolId: allowedUserPoolId(userPoolId), ...describeError(cause) };
      logger.error(fields, 'user lookup failed: see that AdminGetUser and ListUsers are allowed');
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
    examinationFailed({ clientId, cause }) {
      logger.error({ clientId: allowedClientId(clientId), ...describeError(cause) }, 'examination failed');
    },
    clientMisconfigured({ userPoolId, clientId, problem, remedy }) {
      const fields = {
        userPoolId: allowedUserPoolId(userPoolId),
        clientId: given(allowedClientId, clientId),
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
    clientId: given(allowedClientId, event.clientId),
    cause: given(allowedWord, event.cause),
    exceptionName: given(allowedExceptionName, event.exceptionName),
  };
}

function edgeLog(
  logger: LineWriters,
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
    clientId: given(allowedClientId, event.clientId),
    fingerprint: allowedFingerprint(event.fingerprint),
  };
}

/** Undefined, and so no field of the line, where there is no value. */
function given(allow: (value: unknown) => string, value: unknown): string | undefined {
  return value === undefined ? undefined : allow(value);
}
