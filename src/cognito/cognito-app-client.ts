/** Where Cognito's API and the keys of a user pool are reached. */
export interface UserPoolPlace {
  readonly userPoolId: string;
  readonly region: string;
  /** Base URL that stands in for Cognito's own, without a slash at its end. Unset: the Region's AWS endpoint. */
  readonly endpoint?: string | undefined;
}

/** An app client as `cognito/` needs it: with its secrets. */
export interface CognitoAppClient extends UserPoolPlace {
  readonly clientId: string;
  /** None for a public app client; two while a secret is being rotated, in the order in which they are tried. */
  readonly secrets: readonly string[];
  /** Whether user session tracking is on, so that `RevokeAssociatedSessions` takes effect. */
  readonly sessionTracking: boolean;
}

/** The configured app clients, as they stand now: a reload shows in the next answer. Reads memory only. */
export interface CognitoAppClients {
  find(clientId: string): CognitoAppClient | undefined;
  all(): readonly CognitoAppClient[];
}
