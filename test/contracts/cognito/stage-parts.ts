import { createHmac } from 'node:crypto';
import type { AwsCredentials } from './sign-aws-request.ts';

/** Where the rows are played: the fake, or real Cognito. Everything is set up over the API itself. */
export interface StageOptions {
  /** `https://cognito-idp.eu-west-1.amazonaws.com`, or the fake's address. */
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly credentials: AwsCredentials;
  /** Base of the pool's domain, where it has one. */
  readonly domainUrl?: string | undefined;
  /** Base of the pool's key documents: the issuer, or its like at the fake. */
  readonly keysUrl: string;
  /** Another pool of the same Region. */
  readonly otherUserPoolId?: string | undefined;
  /** How long lists of sessions take to show what has changed. */
  readonly settleMs?: number | undefined;
  /** Makes the next call of an operation fail. Only a fake can. */
  readonly failNext?: ((operation: string, kind: 'throttle' | 'forbidden') => void) | undefined;
}

export interface StageClient {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly secret: string | undefined;
}

export interface StageUser {
  readonly username: string;
  readonly password: string;
}

export interface StageTokens {
  readonly accessToken: string;
  readonly idToken: string;
  /** Empty where none was issued. */
  readonly refreshToken: string;
}

export interface StageSession extends StageTokens {
  readonly client: StageClient;
  readonly user: StageUser;
}

/** `SECRET_HASH` of an app client that has a secret. */
export function secretHash({ clientId, secret }: StageClient, username: string): Record<string, string> {
  if (secret === undefined) return {};
  return {
    SECRET_HASH: createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64'),
  };
}
