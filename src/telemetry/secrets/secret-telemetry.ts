/** Why secrets were read again. */
export type ReloadTrigger = 'signal' | 'file' | 'interval' | 'refusal';

export interface AppClientSecretEvent {
  readonly userPoolId: string;
  readonly clientId: string;
}

/** What is told of the secrets of app clients, and never a secret. */
export interface SecretTelemetry {
  /** The secrets were read again. `failed` app clients keep those that they had. */
  secretsReloaded(event: {
    readonly trigger: ReloadTrigger;
    readonly changed: number;
    readonly failed: number;
  }): void;
  /** An app client has other secrets from now on. */
  secretsChanged(
    event: AppClientSecretEvent & { readonly trigger: ReloadTrigger; readonly count: number },
  ): void;
  /** A source gave no secret; `remedy` says what to do. The app client keeps the secrets that it has. */
  secretsUnavailable(
    event: AppClientSecretEvent & {
      readonly source: string;
      readonly why: string;
      readonly remedy: string;
      readonly cause: unknown;
    },
  ): void;
}
