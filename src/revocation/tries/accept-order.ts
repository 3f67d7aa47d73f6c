import { ServiceError } from '../../errors/service-error.ts';
import type { Fingerprint } from '../../tokens/fingerprint.ts';
import type { EndSessionCommand, RequestContext } from '../command.ts';
import { newIntent } from '../intents/new-intent.ts';
import type { Clock } from '../ports/clock.ts';
import { LATE_TRY_BOUNDS } from './late-tries.ts';
import type { Acceptance, Lease, RevocationStore } from '../ports/revocation-store.ts';

/** How long after the end of the first try its intent is still left to it, so that the store can be told. */
const LEASE_SLACK_MS = 8000;

/** When there is nothing left to end: the last token that an order is about has expired by itself. */
function expiryOf(
  command: EndSessionCommand,
  nowMs: number,
  dependencies: Pick<AcceptOrderDependencies, 'longestRefreshTokenValiditySeconds'>,
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

export const NOT_STORED = { kind: 'not-stored', lease: undefined } as const;

/** The store has not answered yet, and is not waited for any longer. */
export const LATE = { kind: 'late' } as const;

/** What the store said to an order, and the lease by which it is told what came of the first try. */
export type Accepted =
  | (Exclude<Acceptance, { kind: 'duplicate' }> & { readonly lease: Lease })
  | (Extract<Acceptance, { kind: 'duplicate' }> & { readonly lease?: undefined })
  | typeof NOT_STORED;

export interface AcceptOrderDependencies {
  readonly store: RevocationStore;
  readonly clock: Clock;
  readonly fingerprint: Fingerprint;
  readonly upstreamDeadlineMs: number;
  /** Of all app clients, the longest life of a refresh token: so long the sign-out of a user is tried. */
  readonly longestRefreshTokenValiditySeconds: number;
}

/** Makes the function that stores an order. A store that is out of order does not keep a logout from being tried: it is only not kept. */
export function createAcceptOrder({ store, clock, fingerprint, ...dependencies }: AcceptOrderDependencies) {
  const leaseMs = Math.max(dependencies.upstreamDeadlineMs, LATE_TRY_BOUNDS.lateAnswerMs) + LEASE_SLACK_MS;
  return (command: EndSessionCommand, context: RequestContext, receiptId: string): Promise<Accepted> => {
    const expiresAtMs = expiryOf(command, clock.nowMs(), dependencies);
    const intent = newIntent(command, context, { receiptId, fingerprint, expiresAtMs, leaseMs });
    return store.accept(intent).catch(asNotStored);
  };
}

function asNotStored(error: unknown): typeof NOT_STORED {
  if (error instanceof ServiceError && error.code === 'not-durable') return NOT_STORED;
  throw error;
}
