import type { AppClientDirectory } from '../app-client-profile.ts';
import type { DenyAccess } from '../denials/deny-access.ts';
import { commandOf } from '../intents/order-of.ts';
import type { RevocationJournal } from '../ports/revocation-journal.ts';
import type { ClaimedIntent } from '../ports/revocation-store.ts';
import type { createTryAtCognito, TryResult } from './try-at-cognito.ts';

/** Tries an intent that waited in the store once more, with the configuration as it is now. */
export type TryOrder = (claimed: ClaimedIntent, stopWaiting: AbortSignal) => Promise<TryResult>;

export interface TryOrderDependencies {
  readonly appClients: AppClientDirectory;
  readonly tryAtCognito: ReturnType<typeof createTryAtCognito>;
  readonly denyAccess: DenyAccess;
  readonly journal: Pick<RevocationJournal, 'unconfigured'>;
}

/** A session that is not there any more may have been ended by an earlier try, whose answer was lost. */
function asLaterOutcome(outcome: TryResult['outcome'], attempts: number): TryResult['outcome'] {
  if (attempts <= 1 || outcome.kind !== 'rejected' || outcome.code !== 'session-not-found') return outcome;
  return { kind: 'already-dead', exceptionName: outcome.exceptionName };
}

export function createTryOrder(dependencies: TryOrderDependencies): TryOrder {
  const { appClients, tryAtCognito, denyAccess, journal } = dependencies;
  return async ({ order, request, lane, acceptedAtMs, attempts, callsDone }, stopWaiting) => {
    const command = commandOf(order, appClients);
    if (typeof command === 'string') {
      const clientId = 'clientId' in order ? order.clientId : undefined;
      journal.unconfigured({ userPoolId: order.userPoolId, clientId, cause: command });
      return { outcome: { kind: 'parked', cause: command, exceptionName: undefined }, callsDone };
    }
    const result = await tryAtCognito({
      command,
      context: request,
      receiptId: request.receiptId,
      lane,
      sinceMs: acceptedAtMs,
      callsDone,
      stopWaiting,
    });
    await denyAccess(command).afterLaterTry(result, callsDone);
    return { ...result, outcome: asLaterOutcome(result.outcome, attempts) };
  };
}
