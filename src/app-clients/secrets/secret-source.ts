import type { Secret } from '../../settings/secret.ts';

/** Where secrets of an app client are kept. It gives one secret, or two while it is rotated. */
export type SecretSource = LocalSource | RemoteSource;

/** The configuration itself, a file or an environment variable: read together with the configuration. */
export interface LocalSource {
  readonly kind: 'inline' | 'file' | 'environment';
  /** Of a file. */
  readonly path?: string;
  readonly secrets: readonly Secret[];
}

interface Remote {
  /** Where in the configuration it stands, for messages: `clients[0].secrets[1]`. */
  readonly place: string;
  readonly region: string;
  /** Where the service is, if not at its public address. */
  readonly endpoint?: string | undefined;
}

export interface SecretsManagerSource extends Remote {
  readonly kind: 'secrets-manager';
  /** Name or ARN. */
  readonly secretId: string;
  /** The field of the JSON object that the value is. Without it, the value is the secret itself. */
  readonly jsonKey?: string | undefined;
}

export interface SsmParameterSource extends Remote {
  readonly kind: 'ssm-parameter';
  /** Name or ARN of a SecureString. */
  readonly name: string;
}

/** Cognito itself. */
export interface CognitoSource extends Remote {
  readonly kind: 'cognito';
  readonly userPoolId: string;
  readonly clientId: string;
}

/** Has to be asked over the network. */
export type RemoteSource = SecretsManagerSource | SsmParameterSource | CognitoSource;

export function isRemote(source: SecretSource): source is RemoteSource {
  return 'place' in source;
}
