import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import { denialExpirySeconds } from '../../tokens/denylist/denial-expiry.ts';
import { firstAcceptedSecond } from '../../tokens/denylist/first-accepted-second.ts';
import type { AppClientProfile } from '../app-client-profile.ts';
import type { RequestContext } from '../command.ts';
import { longestTokenValidity, sessionDenial } from './denials-of.ts';
import type { AuditedRequest } from '../intents/intent.ts';
import type { Clock } from '../ports/clock.ts';
import type { Denials } from '../ports/denials.ts';
import type { Effect, Receipt } from '../receipt.ts';
import { newReceiptId } from '../receipt-id.ts';
import type { IsFollowed } from './is-followed.ts';

/** Access tokens that are to be refused from now on, while their sessions go on at Cognito. */
export type DenyTokensCommand =
  | {
      readonly tokensOf: 'session';
      readonly appClient: AppClientProfile;
      readonly proof: VerifiedClaims;
      /** Of the token that proves the session. */
      readonly fingerprint: string;
    }
  | { readonly tokensOf: 'app-client'; readonly appClient: AppClientProfile }
  | { readonly tokensOf: 'user-pool'; readonly userPoolId: string };

/**
 * Puts access tokens on the denylist, and asks nothing of Cognito.
 *
 * @throws ServiceError `not-durable` when the denylist is out of reach
 */
export type DenyTokens = (command: DenyTokensCommand, context: RequestContext) => Promise<Receipt>;

export interface DenyTokensDependencies {
  readonly denials: Denials;
  readonly clock: Clock;
  readonly isFollowed: IsFollowed;
}

export function createDenyTokens({ denials, clock, isFollowed }: DenyTokensDependencies): DenyTokens {
  return async (command, context) => {
    const nowMs = clock.nowMs();
    const receiptId = newReceiptId(nowMs);
    const denial = denialOf(command, nowMs);
    if (denial !== undefined) await denials.add([denial], auditedDenial(command, context, receiptId));
    return { status: 'revoked', receiptId, effects: effects(command, denial, isFollowed) };
  };
}

/** What denying comes to, were it done now. */
export function effectsOfDenial(
  command: DenyTokensCommand,
  nowMs: number,
  isFollowed: IsFollowed,
): readonly Effect[] {
  return effects(command, denialOf(command, nowMs), isFollowed);
}

function effects(
  command: DenyTokensCommand,
  denial: Denial | undefined,
  isFollowed: IsFollowed,
): readonly Effect[] {
  const until = new Date((denial?.expiresAtSeconds ?? lastExpiry(command)) * 1000).toISOString();
  return [
    { effect: 'refreshToken', state: 'notRequested' },
    denial !== undefined && isFollowed(denial.userPoolId)
      ? { effect: 'accessTokens', state: 'dead', enforcedBy: 'guard' }
      : { effect: 'accessTokens', state: 'expires', until },
    { effect: 'managedLogin', state: 'notRequested' },
  ];
}

function denialOf(command: DenyTokensCommand, nowMs: number): Denial | undefined {
  if (command.tokensOf === 'session') {
    return sessionDenial(command.proof, nowMs, longestTokenValidity(command.appClient));
  }
  const notBeforeSeconds = firstAcceptedSecond(nowMs);
  const rest = { notBeforeSeconds, expiresAtSeconds: denialExpirySeconds(notBeforeSeconds) };
  if (command.tokensOf === 'user-pool') {
    return { kind: 'user-pool', userPoolId: command.userPoolId, ...rest };
  }
  const { userPoolId, clientId } = command.appClient;
  return { kind: 'app-client', userPoolId, clientId, ...rest };
}

/** When a token that names no session ends by itself. */
function lastExpiry(command: DenyTokensCommand): number {
  return command.tokensOf === 'session' ? command.proof.expiresAtSeconds : 0;
}

/** What the audit trail tells of a command. */
export function auditedDenial(
  command: DenyTokensCommand,
  context: RequestContext,
  receiptId: string,
): AuditedRequest {
  const act = 'deny-access-tokens';
  if (command.tokensOf === 'user-pool') return { ...context, receiptId, act, userPoolId: command.userPoolId };
  const { userPoolId, clientId } = command.appClient;
  const known = { ...context, receiptId, act, userPoolId, clientId } as const;
  if (command.tokensOf === 'app-client') return known;
  return { ...known, fingerprint: command.fingerprint, user: command.proof.sub };
}
