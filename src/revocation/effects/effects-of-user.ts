import type { EndUserSessions } from '../command.ts';
import { TOKEN_VALIDITY_SECONDS_MAX } from '../../tokens/denylist/denial-expiry.ts';
import type { Effect } from '../receipt.ts';
import { secondsAfter } from './seconds-after.ts';
import { isStepDone } from '../steps/step.ts';

/** How far an admin's order for a user has come. */
export interface UserOrderProgress {
  readonly command: EndUserSessions;
  readonly nowMs: number;
  readonly isOver: boolean;
  /** Which steps are done: a bit for each. */
  readonly stepsDone: number;
  readonly areAccessTokensDenied: boolean;
  /** Whether Cognito said that it has no records of managed-login sessions. */
  readonly isManagedLoginLeft: boolean;
  /** Whether those that it has records of have ended, and nobody will look whether there are younger ones. */
  readonly isManagedLoginUnproven: boolean;
}

/**
 * How long the cookie of managed login lasts that nobody uses, in a user pool without session tracking.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-user-sessions.html
 */
const MANAGED_LOGIN_COOKIE_SECONDS = 3600;

/** What an order has done to the user's tokens, managed login and account, each by itself. */
export function effectsOfUser(progress: UserOrderProgress): readonly Effect[] {
  const { command, isOver, stepsDone } = progress;
  const isSignedOut = isOver || isStepDone(command, stepsDone, 'AdminUserGlobalSignOut');
  return [
    { effect: 'refreshToken', state: isSignedOut ? 'dead' : 'pending' },
    accessTokens(progress, isSignedOut),
    managedLogin(progress),
    signIn(progress),
  ];
}

function accessTokens({ areAccessTokensDenied, nowMs }: UserOrderProgress, isSignedOut: boolean): Effect {
  const effect = 'accessTokens';
  if (areAccessTokensDenied) return { effect, state: 'dead', enforcedBy: 'guard' };
  if (!isSignedOut) return { effect, state: 'pending' };
  // Which app clients the user's tokens are of is not known.
  return { effect, state: 'expires', until: secondsAfter(nowMs, TOKEN_VALIDITY_SECONDS_MAX) };
}

/** Signing a user out leaves the cookie of managed login, with which a browser gets new tokens without a password. */
function managedLogin({ command, nowMs, isOver, stepsDone, ...login }: UserOrderProgress): Effect {
  const effect = 'managedLogin';
  const { isManagedLoginLeft, isManagedLoginUnproven } = login;
  if (isManagedLoginUnproven) return { effect, state: 'alive', remedy: 'endSso' };
  const { endSso = false, managedLogin: known } = command;
  if (endSso && !isManagedLoginLeft) {
    const isEnded = isOver || isStepDone(command, stepsDone, 'look-again');
    return { effect, state: isEnded ? 'dead' : 'pending' };
  }
  if (known?.isTracked === true && !endSso) return { effect, state: 'alive', remedy: 'endSso' };
  return {
    effect,
    state: 'alive',
    until: secondsAfter(nowMs, MANAGED_LOGIN_COOKIE_SECONDS),
    ...(known?.logoutUrl === undefined ? {} : { remedy: 'logoutUrl' }),
  };
}

function signIn({ command, isOver, stepsDone }: UserOrderProgress): Effect {
  const effect = 'signIn';
  if (command.disableUser !== true) return { effect, state: 'notRequested' };
  return { effect, state: isOver || isStepDone(command, stepsDone, 'AdminDisableUser') ? 'dead' : 'pending' };
}
