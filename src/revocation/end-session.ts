import { randomUUID } from 'node:crypto';
import { ServiceError } from '../errors/service-error.ts';
import type { Fingerprint } from '../tokens/fingerprint.ts';
import { answerFor, answerForKnown, type AnswerFacts } from './answer-for.ts';
import type { EndSessionCommand, RequestContext } from './command.ts';
import { createConcludeTry } from './conclude-try.ts';
import type { AccessDenial, DenyAccess } from './denials/deny-access.ts';
import { inTime } from './in-time.ts';
import { laneOf, newIntent } from './intents/new-intent.ts';
import type { Acceptance, Lease, RevocationStore } from './ports/revocation-store.ts';
import type { Receipt } from './receipt.ts';
import type { Random } from './retry-delay.ts';
import { createTryAtCognito, type CognitoCalls, type TryResult } from './try-at-cognito.ts';

/**
 * Ends a session: the one act behind every way in.
 *
 * @returns the receipt; its `status` is `revoked` only when Cognito confirmed or the token was dead already, and
 *   `accepted` only when the intent is stored durably, to be tried until Cognito confirms
 * @throws ServiceError `unsupported-token-type`, `token-not-of-client`, `user-not-found`, `session-not-found`,
 *   `feature-unavailable`, `invalid-request` (the caller's own session) or `unauthenticated` when the request can
 *   never succeed; `too-many-requests` when too many wait that proved nothing; `not-durable` or
 *   `client-misconfigured`, with `retryAfterSeconds`, when Cognito did not confirm and nothing keeps the intent
 */
export type EndSession = (command: EndSessionCommand, context: RequestContext) => Promise<Receipt>;

export interface EndSessionDependencies extends CognitoCalls {
  readonly store: RevocationStore;
  readonly fingerprint: Fingerprint;
  readonly random: Random;
  /** Of all app clients, the longest life of a refresh token: so long the sign-out of a user is tried. */
  readonly longestRefreshTokenValiditySeconds: number;
  readonly denyAccess: DenyAccess;
}

interface Tried {
  readonly outcome: TryResult['outcome'];
  readonly areAccessTokensDenied: boolean;
}

/** How long after its deadline the first try still has the intent to itself. */
const LEASE_SLACK_MS = 8000;

/** How long a logout waits for a store that hangs, before and after Cognito is asked. */
const STORE_PATIENCE_MS = 500;

export function createEndSession(dependencies: EndSessionDependencies): EndSession {
  const { store, clock, denyAccess, upstreamDeadlineMs } = dependencies;
  const accept = createAccept(dependencies);
  const tryAtCognito = createTryAtCognito(dependencies);
  const conclude = createConcludeTry(dependencies);
  const trying = new Map<string, Promise<Tried>>();

  const tryAndConclude = async (
    facts: AnswerFacts & { readonly denial: AccessDenial },
    context: RequestContext,
    lease: Lease | undefined,
  ) => {
    const { command, receiptId, nowMs: sinceMs, denial, isKept } = facts;
    const lane = laneOf(command, context);
    const first = { sinceMs, callsDone: 0 };
    const result = await tryAtCognito({ command, context, receiptId, lane, ...first });
    const { outcome } = result;
    const denialMs = upstreamDeadlineMs + STORE_PATIENCE_MS;
    const areAccessTokensDenied = await inTime(denial.afterTry(outcome, isKept), denialMs, false);
    if (lease !== undefined) {
      await inTime(conclude({ lease, lane, attempts: 1 }, result), STORE_PATIENCE_MS, 'untold');
    }
    return { outcome, areAccessTokensDenied };
  };

  return async (command, context) => {
    const receiptId = randomUUID();
    const denial = denyAccess(command);
    const [accepted] = await Promise.all([
      inTime(accept(command, context, receiptId), STORE_PATIENCE_MS, NOT_STORED),
      inTime(denial.atOnce(), STORE_PATIENCE_MS, false),
    ]);
    const isKept = accepted.kind !== 'not-stored' && store.durability === 'durable';
    const facts: AnswerFacts = { command, receiptId, isKept, nowMs: clock.nowMs() };
    if (accepted.kind === 'duplicate') {
      const tried = await trying.get(accepted.receiptId);
      const areAccessTokensDenied = await denial.asBefore();
      const known = { ...facts, receiptId: accepted.receiptId, areAccessTokensDenied };
      return tried === undefined ? answerForKnown(accepted.state, known) : answerFor(tried.outcome, known);
    }
    const lease = accepted.kind === 'stored' ? accepted.lease : undefined;
    const attempt = tryAndConclude({ ...facts, denial }, context, lease);
    trying.set(receiptId, attempt);
    const { outcome, areAccessTokensDenied } = await attempt.finally(() => trying.delete(receiptId));
    return answerFor(outcome, { ...facts, areAccessTokensDenied, nowMs: clock.nowMs() });
  };
}

/** When there is nothing left to end: the last token that an order is about has expired by itself. */
function expiryOf(
  command: EndSessionCommand,
  nowMs: number,
  dependencies: Pick<EndSessionDependencies, 'longestRefreshTokenValiditySeconds'>,
): number {
  switch (command.act) {
    case 'end-own-sessions':
    case 'end-own-session':
      return command.proof.expiresAtSeconds * 1000;
    case 'end-token-session':
      return nowMs + command.appClient.refreshTokenValiditySeconds * 1000;
    case 'end-user-sessions':
    case 'end-session-of-user':
      return nowMs + dependencies.longestRefreshTokenValiditySeconds * 1000;
  }
}

/** What is stored after all, but too late for its caller, the relay has once the lease ends. */
const NOT_STORED = { kind: 'not-stored' } as const;

/** A store that is out of order does not keep a logout from being tried: it is only not kept. */
function createAccept({ store, clock, fingerprint, ...dependencies }: EndSessionDependencies) {
  const leaseMs = dependencies.upstreamDeadlineMs + LEASE_SLACK_MS;
  return async (
    command: EndSessionCommand,
    context: RequestContext,
    receiptId: string,
  ): Promise<Acceptance | typeof NOT_STORED> => {
    const expiresAtMs = expiryOf(command, clock.nowMs(), dependencies);
    try {
      return await store.accept(
        newIntent(command, context, { receiptId, fingerprint, expiresAtMs, leaseMs }),
      );
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'not-durable') return NOT_STORED;
      throw error;
    }
  };
}
