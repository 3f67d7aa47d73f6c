import { randomUUID } from 'node:crypto';
import { ServiceError } from '../errors/service-error.ts';
import type { Fingerprint } from '../tokens/fingerprint.ts';
import { answerFor, answerForKnown, type AnswerFacts } from './answer-for.ts';
import type { EndSessionCommand, RequestContext } from './command.ts';
import { createConcludeTry } from './conclude-try.ts';
import { newIntent } from './new-intent.ts';
import type { Acceptance, Lease, RevocationStore } from './ports/revocation-store.ts';
import type { UpstreamOutcome } from './ports/upstream-outcome.ts';
import type { Receipt } from './receipt.ts';
import { createTryAtCognito, type CognitoCalls } from './try-at-cognito.ts';

/**
 * Ends a session: the one act behind every way in.
 *
 * @returns the receipt; its `status` is `revoked` only when Cognito confirmed or the token was dead already, and
 *   `accepted` only when the intent is stored durably, to be tried until Cognito confirms
 * @throws ServiceError `unsupported-token-type`, `token-not-of-client`, `user-not-found` or `unauthenticated` when
 *   the request can never succeed; `too-many-requests` when too many wait that proved nothing; `not-durable` or
 *   `client-misconfigured`, with `retryAfterSeconds`, when Cognito did not confirm and nothing keeps the intent
 */
export type EndSession = (command: EndSessionCommand, context: RequestContext) => Promise<Receipt>;

export interface EndSessionDependencies extends CognitoCalls {
  readonly store: RevocationStore;
  readonly fingerprint: Fingerprint;
  /** How long a refresh token may live: so long an intent is tried. */
  readonly refreshTokenValidityMs: number;
}

/** How long after its deadline the first try still has the intent to itself. */
const LEASE_SLACK_MS = 8000;

export function createEndSession(dependencies: EndSessionDependencies): EndSession {
  const { store, clock } = dependencies;
  const accept = createAccept(dependencies);
  const tryAtCognito = createTryAtCognito(dependencies);
  const conclude = createConcludeTry(dependencies);
  const trying = new Map<string, Promise<UpstreamOutcome>>();

  const tryAndConclude = async (facts: AnswerFacts, context: RequestContext, lease: Lease | undefined) => {
    const outcome = await tryAtCognito(facts.command, context, facts.receiptId);
    if (lease !== undefined) await conclude(lease, outcome);
    return outcome;
  };

  return async (command, context) => {
    const receiptId = randomUUID();
    const accepted = await accept(command, context, receiptId);
    const isKept = accepted.kind !== 'not-stored' && store.durability === 'durable';
    const facts: AnswerFacts = { command, receiptId, isKept, nowMs: clock.nowMs() };
    if (accepted.kind === 'duplicate') {
      const known = { ...facts, receiptId: accepted.receiptId };
      const outcome = await trying.get(accepted.receiptId);
      return outcome === undefined ? answerForKnown(accepted.state, known) : answerFor(outcome, known);
    }
    const attempt = tryAndConclude(facts, context, accepted.kind === 'stored' ? accepted.lease : undefined);
    trying.set(receiptId, attempt);
    const outcome = await attempt.finally(() => trying.delete(receiptId));
    return answerFor(outcome, { ...facts, nowMs: clock.nowMs() });
  };
}

/** A store that is out of order does not keep a logout from being tried: it is only not kept. */
function createAccept({ store, clock, fingerprint, ...dependencies }: EndSessionDependencies) {
  const leaseMs = dependencies.upstreamDeadlineMs + LEASE_SLACK_MS;
  return async (
    command: EndSessionCommand,
    context: RequestContext,
    receiptId: string,
  ): Promise<Acceptance | { readonly kind: 'not-stored' }> => {
    const expiresAtMs =
      command.act === 'end-own-sessions'
        ? command.proof.expiresAtSeconds * 1000
        : clock.nowMs() + dependencies.refreshTokenValidityMs;
    try {
      return await store.accept(
        newIntent(command, context, { receiptId, fingerprint, expiresAtMs, leaseMs }),
      );
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'not-durable') return { kind: 'not-stored' };
      throw error;
    }
  };
}
