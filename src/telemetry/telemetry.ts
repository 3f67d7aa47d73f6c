import type { ErrorCode } from '../errors/error-code.ts';
import type { RelayTelemetry } from './relay/relay-telemetry.ts';
import type { SecretTelemetry } from './secrets/secret-telemetry.ts';
import type { StorageTelemetry } from './storage/storage-telemetry.ts';
import type { TraceContext } from './trace-context.ts';

export interface RequestServed {
  readonly requestId: string;
  /** Method and path template (`POST /logout`, `ANY /logout`), or `unmatched`. Never the path that was asked for. */
  readonly route: string;
  /** Of the answer; 499 when the caller went away before it. */
  readonly status: number;
  readonly durationMs: number;
  readonly clientAddress: string;
  readonly trace?: TraceContext | undefined;
  /** Of Cognito's API, where the request was a call of it: a name from a closed set. */
  readonly operation?: string | undefined;
  readonly clientId?: string | undefined;
  /** Fingerprint of the refresh token, where there was one. */
  readonly fingerprint?: string | undefined;
  readonly receiptId?: string | undefined;
  readonly adminId?: string | undefined;
  /** Code of the error that was answered. */
  readonly code?: ErrorCode | undefined;
}

export interface CognitoTried {
  readonly requestId: string;
  /** Left out where nothing was ordered. */
  readonly receiptId?: string | undefined;
  readonly operation: string;
  readonly userPoolId: string;
  readonly clientId?: string | undefined;
  readonly outcome: 'confirmed' | 'already-dead' | 'rejected' | 'retry' | 'parked';
  /** Why it was rejected, is to be retried, or was parked: a word from a closed set. */
  readonly cause?: string | undefined;
  readonly exceptionName?: string | undefined;
  readonly durationMs: number;
}

/** What a request was counted against; the closed set behind the metric's label. */
type LimitPolicy = 'client-address' | 'user' | 'app-client' | 'admin' | 'reader' | 'admin-failure';

/** What an entry of the denylist is about. */
type DenialKind = 'session' | 'user' | 'app-client' | 'user-pool';

export interface LimitDecided {
  readonly policy: LimitPolicy;
  /** `would-refuse`: over the limit, and let through because limits are in shadow mode. */
  readonly decision: 'allowed' | 'refused' | 'would-refuse';
}

/** An admin's order that was carried out. Of a user there is only a fingerprint. */
export interface AdminRevoked {
  readonly requestId: string;
  readonly receiptId: string;
  readonly adminId: string;
  readonly via: 'api-key' | 'access-token';
  readonly target: 'refresh-token' | 'user' | 'session' | 'access-token' | 'app-client' | 'user-pool';
  readonly userPoolId: string;
  readonly clientId?: string | undefined;
  /** Of the token, or of the name of the user, app client or user pool. */
  readonly fingerprint: string;
}

/**
 * Everything that the service ever logs or counts, an event a method. Fields are an allow-list: there is no method
 * that takes a request, a body, a header or an arbitrary object. No method throws.
 */
export interface Telemetry extends RelayTelemetry, StorageTelemetry, SecretTelemetry {
  started(event: {
    readonly port: number;
    readonly managementPort: number;
    readonly durability: string;
  }): void;
  stopping(event: { readonly signal: string; readonly drainMs: number }): void;
  /** `cutOff` requests were still in flight at the end. */
  stopped(event: { readonly cutOff: number }): void;
  /** Secrets and keys were read again, as SIGHUP asks for. */
  reloaded(): void;
  /** They were not: the configuration as it is now is wrong, in these variables. */
  reloadRefused(event: { readonly variables: readonly string[] }): void;
  requestServed(event: RequestServed): void;
  /** An error that the caller saw as a 5xx, with what caused it. Only class, name, code and scrubbed stack are kept. */
  requestFailed(event: { readonly requestId: string; readonly route: string; readonly cause: unknown }): void;
  cognitoTried(event: CognitoTried): void;
  /** An app client (or the whole user pool) is set up so that sessions cannot be ended; `remedy` says how to mend it. */
  clientMisconfigured(event: {
    readonly userPoolId: string;
    readonly clientId?: string | undefined;
    readonly problem: string;
    readonly remedy: string;
  }): void;
  /** The doctor found something about an app client; `remedy` says how to mend it. */
  clientFinding(event: {
    readonly userPoolId: string;
    readonly clientId: string;
    readonly finding: string;
    readonly severity: 'error' | 'warning' | 'notice';
    readonly seen: string;
    readonly remedy: string;
  }): void;
  /** The doctor could not examine an app client. What it last found stands. */
  examinationFailed(event: { readonly clientId: string; readonly cause: unknown }): void;
  /** Cognito did not say who a user is: the access tokens of a user whom an admin signed out stay accepted until they expire. */
  userLookupFailed(event: { readonly userPoolId: string; readonly cause: unknown }): void;
  adminRefused(event: {
    readonly requestId: string;
    readonly clientAddress: string;
    readonly why: string;
  }): void;
  adminRevoked(event: AdminRevoked): void;
  limitDecided(event: LimitDecided): void;
  /** The shared counters are out of reach, and limits are decided from local ones (`degraded`), or are back again. */
  limiterChanged(event: { readonly state: 'degraded' | 'recovered' }): void;
  /** A connection was refused, since as many as allowed are open. */
  connectionDropped(): void;
  /** Bytes that are no acceptable HTTP request were answered with this status and the connection was closed. */
  requestMalformed(event: { readonly status: number }): void;
  /** A request was answered with 503 `overloaded` before any work was done for it. */
  requestShed(): void;
  /** How many streams of the feed are open now. */
  feedReadersChanged(event: { readonly readers: number }): void;
  /** A reader did not take what was sent, and its stream was cut off. */
  feedReaderDropped(): void;
  /** An entry was put on the denylist. */
  denied(event: { readonly kind: DenialKind }): void;
  crashed(event: {
    readonly kind: 'uncaughtException' | 'unhandledRejection';
    readonly cause: unknown;
  }): void;
}
