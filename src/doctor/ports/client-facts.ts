import type { Reading } from '../reading.ts';
import type { DescribedClient, DescribedPool } from './app-client-at-cognito.ts';

/** What the service is told about an app client, as far as Cognito has something to say to it. */
export interface ConfiguredClient {
  readonly clientId: string;
  readonly userPoolId: string;
  /** Sign-out URLs that browsers are sent to by way of Cognito. */
  readonly signOutUrls: readonly string[];
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  readonly sessionTracking: boolean;
}

/** Whether the secrets fit: see `SecretVerdict`. */
export type SecretFact = 'good' | 'bad' | 'superfluous';

/** Whether AWS lets the service call an operation. */
export interface PermissionFact {
  readonly operation: string;
  readonly reading: Reading<'allowed'>;
}

/** Calls per second that the service is told it may make, its share taken. */
export interface ConfiguredPace {
  readonly revokeQuotaPerSecond: number;
  readonly signOutQuotaPerSecond: number;
}

/** Everything that was read of one app client. */
export interface ClientFacts {
  readonly configured: ConfiguredClient;
  readonly pace: ConfiguredPace;
  /** An operation that is not signed: whether Cognito is reached at all, and knows the app client. */
  readonly unsigned: Reading<'answered'>;
  /** How far Cognito's clock is ahead of the service's, in milliseconds; undefined where no answer told. */
  readonly clockAheadMs: number | undefined;
  readonly secret: Reading<SecretFact>;
  readonly client: Reading<DescribedClient>;
  readonly pool: Reading<DescribedPool>;
  /** Whether the user pool keeps records of sessions. */
  readonly tracking: Reading<boolean>;
  readonly permissions: readonly PermissionFact[];
}

/**
 * Reads everything of one app client, without changing anything. What Cognito does not answer is part of it.
 *
 * @throws Error (rejects) for an app client that is not configured
 */
export type ExamineClient = (clientId: string, signal: AbortSignal) => Promise<ClientFacts>;
