import { randomUUID } from 'node:crypto';
import { answerFor } from './answer-for.ts';
import type { EndSessionCommand, RequestContext } from './command.ts';
import type { RevocationStore } from './ports/revocation-store.ts';
import type { Receipt } from './receipt.ts';
import { createTryAtCognito, type CognitoCalls } from './try-at-cognito.ts';

/**
 * Ends a session: the one act behind every way in.
 *
 * @returns the receipt; its `status` is `revoked` only when Cognito confirmed or the token was dead already
 * @throws ServiceError `unsupported-token-type`, `token-not-of-client`, `user-not-found` or `unauthenticated` when
 *   the request can never succeed; `not-durable` or `client-misconfigured`, with `retryAfterSeconds`, when Cognito
 *   did not confirm and nothing keeps the intent
 */
export type EndSession = (command: EndSessionCommand, context: RequestContext) => Promise<Receipt>;

export interface EndSessionDependencies extends CognitoCalls {
  readonly store: RevocationStore;
}

export function createEndSession(dependencies: EndSessionDependencies): EndSession {
  const { store, clock } = dependencies;
  const tryAtCognito = createTryAtCognito(dependencies);

  return async (command, context) => {
    const receiptId = randomUUID();
    await store.accept({ receiptId, command, context, acceptedAtMs: clock.nowMs() });
    const outcome = await tryAtCognito(command, context, receiptId);
    await store.settle(receiptId, outcome);
    return answerFor(outcome, { command, receiptId, nowMs: clock.nowMs() });
  };
}
