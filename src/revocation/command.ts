import type { VerifiedClaims } from '../tokens/claims.ts';
import type { AppClientProfile } from './app-client-profile.ts';

/** End the session that a refresh token belongs to; with `everywhere`, every session of the proven user. */
export interface EndTokenSession {
  readonly act: 'end-token-session';
  readonly appClient: AppClientProfile;
  readonly refreshToken: string;
  /** Claims of an access or ID token of the same app client that came along and verified. */
  readonly proof: VerifiedClaims | undefined;
  /** The verified access token itself, when every session of the user is to end. */
  readonly everywhere: { readonly accessToken: string } | undefined;
  /** Also end the managed-login session that the token came through. */
  readonly endSso: boolean;
}

/** End every session of a user, by an admin's order. */
export interface EndUserSessions {
  readonly act: 'end-user-sessions';
  readonly userPoolId: string;
  readonly username: string;
}

/** End every session of the user whom an access token proves, by that user's own order. */
export interface EndOwnSessions {
  readonly act: 'end-own-sessions';
  readonly appClient: AppClientProfile;
  /** Claims of the access token, which verified. */
  readonly proof: VerifiedClaims;
  readonly accessToken: string;
}

/** End one session of a user, by an admin's order. */
export interface EndSessionOfUser {
  readonly act: 'end-session-of-user';
  readonly userPoolId: string;
  readonly username: string;
  /** `tkn…` or `sso…`, as Cognito lists it. */
  readonly sessionId: string;
  /** Also end what is linked with it: the SSO session behind a token session, the token sessions behind an SSO session. */
  readonly endSso: boolean;
}

/** End another session of the user whom an access token proves, by that user's own order. */
export interface EndOwnSession {
  readonly act: 'end-own-session';
  readonly appClient: AppClientProfile;
  /** Claims of the access token, which verified. They are of the session that goes on, not of the one that ends. */
  readonly proof: VerifiedClaims;
  readonly accessToken: string;
  readonly sessionId: string;
  readonly endSso: boolean;
}

export type EndSessionCommand =
  EndTokenSession | EndUserSessions | EndOwnSessions | EndSessionOfUser | EndOwnSession;

/** The user pool that a command is about. */
export function userPoolOf(command: EndSessionCommand): string {
  return 'appClient' in command ? command.appClient.userPoolId : command.userPoolId;
}

export type Actor =
  | { readonly kind: 'caller' }
  | { readonly kind: 'user'; readonly sub: string }
  | { readonly kind: 'admin'; readonly id: string; readonly via: 'api-key' | 'access-token' };

/** Who asks, from where and why. Goes to the audit record. */
export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  readonly clientAddress: string;
  readonly reason: string | undefined;
}
