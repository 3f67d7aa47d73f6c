import type { Reading } from '../reading.ts';
import type { Settings } from '../settings/carried-settings.ts';

/** An app client as Cognito describes it, without its secret. */
export interface DescribedClient {
  /** What an update has to carry over; a setting that Cognito did not show is absent. */
  readonly settings: Settings;
  /** Paths (`DeviceTokens`, `TokenValidityUnits.Session`) that this version of the service does not know. */
  readonly unknownFields: readonly string[];
  /** Milliseconds since the epoch. */
  readonly modifiedAtMs: number;
}

/** A user pool as Cognito describes it. */
export interface DescribedPool {
  /** `LITE`, `ESSENTIALS`, `PLUS`; undefined where Cognito does not say. */
  readonly tier: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Reads app clients and user pools, and writes an app client. Knows the configured ones. Never throws. */
export interface AppClientAtCognito {
  /** DescribeUserPoolClient. */
  describe(clientId: string, signal: AbortSignal): Promise<Reading<DescribedClient>>;
  /** DescribeUserPool. */
  describePool(userPoolId: string, signal: AbortSignal): Promise<Reading<DescribedPool>>;
  /** GetUserPoolSessionConfiguration: whether the user pool keeps records of sessions. */
  tracking(userPoolId: string, signal: AbortSignal): Promise<Reading<boolean>>;
  /**
   * UpdateUserPoolClient, which resets to its default every setting that is not given. Gives the time of the change, as
   * `modifiedAtMs`.
   */
  update(
    clientId: string,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<Reading<{ readonly modifiedAtMs: number }>>;
}
