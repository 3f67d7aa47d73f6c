import type { createConcludeTry } from '../revocation/tries/conclude-try.ts';
import type { ClaimedIntent } from '../revocation/ports/revocation-store.ts';
import type { RejectionCode } from '../revocation/ports/upstream-outcome.ts';
import type { TryResult } from '../revocation/tries/try-at-cognito.ts';
import type { TryOrder } from '../revocation/tries/try-order.ts';
import type { RefusedIntent } from '../revocation/ports/revocation-journal.ts';
import type { RelayEvents } from './ports/relay-events.ts';

export interface HandleClaimedDependencies {
  readonly tryOrder: TryOrder;
  readonly conclude: ReturnType<typeof createConcludeTry>;
  readonly stopWaiting: AbortSignal;
  readonly events: Pick<RelayEvents, 'leaseLost' | 'refused' | 'failed'>;
}

/** Tries a claimed intent and tells the store what came of it. Never throws: undefined when it could not be tried. */
export type HandleClaimed = (claimed: ClaimedIntent) => Promise<TryResult | undefined>;

export function createHandleClaimed(dependencies: HandleClaimedDependencies): HandleClaimed {
  const { tryOrder, conclude, stopWaiting, events } = dependencies;
  return async (claimed) => {
    try {
      const result = await tryOrder(claimed, stopWaiting);
      const told = await conclude(claimed, result);
      if (told === 'lost') events.leaseLost({ receiptId: claimed.request.receiptId });
      if (told === 'done' && result.outcome.kind === 'rejected') {
        events.refused(refusedIntent(claimed, result.outcome.code));
      }
      return result;
    } catch (cause) {
      // The lease will end, and the intent is due again.
      events.failed({ task: 'try', cause });
      return undefined;
    }
  };
}

function refusedIntent({ request, order, lane }: ClaimedIntent, code: RejectionCode): RefusedIntent {
  const clientId = 'clientId' in order ? order.clientId : undefined;
  return { receiptId: request.receiptId, userPoolId: order.userPoolId, clientId, lane, code };
}
