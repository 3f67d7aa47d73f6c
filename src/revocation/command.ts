import type { VerifiedClaims } from '../tokens/claims.ts';
import type { AppClientProfile } from './app-client-profile.ts';

/** End the session that a refresh token belongs to; with `everywhere`, every session of the proven user. */
export interface EndTokenSession {
  readonly act: 'end-token-session';
  readonly appClient: AppClientProfile;
  readonly refreshToken: string;
  /** Of the refresh token, where it is known already: it takes longer to make than most of the rest. */
  readonly fingerprint?: string;
  /** Claims of an access or ID token of the same app client that came along and verified. */
  readonly proof: VerifiedClaims | undefined;
  /** The verified access token itself, when every session of the user is to end. */
  readonly everywhere: { readonly accessToken: string } | undefined;
  /** Also end the managed-login session that the token came through. */
  readonly endSso: boolean;
}

/** Whom an admin's order is about. */
interface NamedUser {
  readonly userPoolId: string;
  /** As Cognito's admin operations take it: the name, an alias, or the `sub` where the name could not be looked up. */
  readonly username: string;
  /** Where Cognito told it, so that the order hits this user whatever becomes of the name. */
  readonly sub?: string | undefined;
  /** The name is the `sub` that the admin gave, and still has to be looked up. Names that look like a `sub` exist, too. */
  readonly isUnresolved?: boolean | undefined;
}

/** End every session of a user, by an admin's order. */
export interface EndUserSessions extends NamedUser {
  readonly act: 'end-user-sessions';
  /** Also end every managed-login session of the user. */
  readonly endSso?: boolean | undefined;
  /** Also keep the user from signing in again. */
  readonly disableUser?: boolean | undefined;
  /** For the receipt: what the configuration tells of the user pool's managed login. */
  readonly managedLogin?: ManagedLogin | undefined;
}

export interface ManagedLogin {
  /** Whether the user pool tracks sessions, so that `endSso` takes effect. */
  readonly isTracked: boolean;
  /** Ends the managed-login session of the browser that opens it. */
  readonly logoutUrl: string | undefined;
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
export interface EndSessionOfUser extends NamedUser {
  readonly act: 'end-session-of-user';
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

/** A command by an admin who names a user. */
export type AdminUserCommand = EndUserSessions | EndSessionOfUser;

export type EndSessionCommand = EndTokenSession | EndOwnSessions | EndOwnSession | AdminUserCommand;

export function isAboutNamedUser(command: EndSessionCommand): command is AdminUserCommand {
  return command.act === 'end-user-sessions' || command.act === 'end-session-of-user';
}

/** The user pool that a command is about. */
export function userPoolOf(command: EndSessionCommand): string {
  return 'appClient' in command ? command.appClient.userPoolId : command.userPoolId;
}

/** Whether a command ends all sessions of a user, and not one alone. */
export function isUserWide(command: EndSessionCommand): boolean {
  switch (command.act) {
    case 'end-user-sessions':
    case 'end-own-sessions':
      return true;
    case 'end-token-session':
      return command.everywhere !== undefined;
    case 'end-session-of-user':
    case 'end-own-session':
      return false;
  }
}

/**
 * The claims by which what a command ends is proven, if it is. Of a session that is known by its id alone nothing is:
 * Cognito does not say which `origin_jti` its tokens have, and the token of whoever asks is of another one.
 */
export function proofOf(command: EndSessionCommand): VerifiedClaims | undefined {
  switch (command.act) {
    case 'end-token-session':
    case 'end-own-sessions':
      return command.proof;
    case 'end-user-sessions':
    case 'end-session-of-user':
    case 'end-own-session':
      return undefined;
  }
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
