import { TOKEN_VALIDITY_SECONDS_MAX } from '../../tokens/denylist/denial-expiry.ts';
import {
  isUserWide,
  type EndOwnSession,
  type EndSessionCommand,
  type EndSessionOfUser,
  type EndUserSessions,
} from '../command.ts';
import type { Effect, EffectName } from '../receipt.ts';
import { effectsOfUser } from './effects-of-user.ts';
import { secondsAfter } from './seconds-after.ts';

export interface ReceiptFacts {
  readonly command: EndSessionCommand;
  readonly receiptId: string;
  readonly nowMs: number;
  /** Whether all access tokens that the command is about are on the denylist. */
  readonly areAccessTokensDenied?: boolean;
  /** Which steps of the command are done: a bit for each. */
  readonly callsDone?: number;
  /** Whether managed login was to end too, and is not known to have ended: Cognito may have no records of it. */
  readonly isManagedLoginLeft?: boolean;
  /** Whether the managed logins that are known of have ended, and nobody will look whether there are others. */
  readonly isManagedLoginUnproven?: boolean;
}

/**
 * By when Cognito has ended what is linked with a session: "within a few seconds", which is no promise.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html
 */
const LINKED_END_SECONDS = 60;

/**
 * What is dead once Cognito has confirmed. Cognito kills refresh tokens, and access tokens only for its own APIs:
 * everybody who checks no more than signature and expiry goes on accepting them until they expire.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
 */
export function effectsOf(facts: ReceiptFacts): readonly Effect[] {
  const { command, nowMs } = facts;
  if (isOfOneSession(command)) return effectsOfSession(command, nowMs);
  if (command.act === 'end-user-sessions') return effectsOfUser(progressOf(command, facts, true));
  return [
    { effect: 'refreshToken', state: 'dead' },
    accessTokens(facts),
    managedLogin(command, nowMs, facts.isManagedLoginLeft === true),
  ];
}

/**
 * What is to die once Cognito can be reached. Until then the refresh token gives new access tokens, so nothing can be
 * said of their end either.
 */
export function pendingEffectsOf(facts: ReceiptFacts): readonly Effect[] {
  const { command, areAccessTokensDenied, nowMs } = facts;
  if (command.act === 'end-user-sessions') return effectsOfUser(progressOf(command, facts, false));
  if (isOfOneSession(command)) {
    return effectsOfSession(command, nowMs).map(({ effect, state }) => ({
      effect,
      state: state === 'notRequested' ? state : 'pending',
    }));
  }
  const login = managedLogin(command, nowMs, false);
  return [
    { effect: 'refreshToken', state: 'pending' },
    areAccessTokensDenied === true ? DENIED : { effect: 'accessTokens', state: 'pending' },
    login.state === 'expires' ? { effect: 'managedLogin', state: 'pending' } : login,
  ];
}

function progressOf(command: EndUserSessions, facts: ReceiptFacts, isOver: boolean) {
  const {
    nowMs,
    callsDone: stepsDone = 0,
    areAccessTokensDenied = false,
    isManagedLoginLeft = false,
    isManagedLoginUnproven = false,
  } = facts;
  const managedLogin = { isManagedLoginLeft, isManagedLoginUnproven };
  return { command, nowMs, isOver, stepsDone, areAccessTokensDenied, ...managedLogin };
}

type OneSession = EndOwnSession | EndSessionOfUser;

type TokenCommand = Exclude<EndSessionCommand, OneSession | EndUserSessions>;

function isOfOneSession(command: EndSessionCommand): command is OneSession {
  return command.act === 'end-own-session' || command.act === 'end-session-of-user';
}

/**
 * A token session is a refresh token; a managed-login session has none of its own, only the sessions that came through
 * it. Whose the access tokens are is not known, so that they cannot be denied and only expire. What is linked with the
 * session ends within a few seconds.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRevokeUserSession.html
 */
function effectsOfSession({ sessionId, endSso }: OneSession, nowMs: number): readonly Effect[] {
  const isManagedLogin = sessionId.startsWith('sso');
  const areTokensEnded = !isManagedLogin || endSso;
  const linked = (effect: EffectName): Effect =>
    endSso ? linkedEnd(effect, nowMs) : { effect, state: 'notRequested' };
  return [
    isManagedLogin ? linked('refreshToken') : { effect: 'refreshToken', state: 'dead' },
    areTokensEnded
      ? expiring(nowMs, TOKEN_VALIDITY_SECONDS_MAX)
      : { effect: 'accessTokens', state: 'notRequested' },
    isManagedLogin ? { effect: 'managedLogin', state: 'dead' } : linked('managedLogin'),
  ];
}

/** On the denylist, which the guards of resource servers follow. */
const DENIED: Effect = { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' };

function accessTokens({ command, nowMs, areAccessTokensDenied }: ReceiptFacts): Effect {
  if (areAccessTokensDenied === true) return DENIED;
  // A sign-out of the user may hit sessions of app clients that are not configured here, for which no less can be promised.
  const validitySeconds =
    command.act === 'end-token-session' && command.everywhere === undefined
      ? command.appClient.accessTokenValiditySeconds
      : TOKEN_VALIDITY_SECONDS_MAX;
  return expiring(nowMs, validitySeconds);
}

function expiring(nowMs: number, validitySeconds: number): Effect {
  return { effect: 'accessTokens', state: 'expires', until: secondsAfter(nowMs, validitySeconds) };
}

function linkedEnd(effect: EffectName, nowMs: number): Effect {
  return { effect, state: 'expires', until: secondsAfter(nowMs, LINKED_END_SECONDS) };
}

/**
 * Where every session was to end, the managed logins of other browsers count too: those that a list showed have ended, and
 * whether one began in the seconds before it nobody can ask by a token that has died with the rest.
 */
function managedLogin(command: TokenCommand, nowMs: number, isLeft: boolean): Effect {
  const effect = 'managedLogin';
  const { managedLogoutUrl, sessionTracking } = command.appClient;
  const isLinked = command.act === 'end-token-session' && command.endSso;
  if (isLinked && sessionTracking && !isLeft && !isUserWide(command)) return linkedEnd(effect, nowMs);
  if (managedLogoutUrl !== undefined) return { effect, state: 'alive', remedy: 'logoutUrl' };
  return { effect, state: isLinked || isUserWide(command) ? 'alive' : 'notRequested' };
}
