import type { AppClientDirectory } from './app-client-profile.ts';
import { commandOf } from './order-of.ts';
import type { ClaimedIntent } from './ports/revocation-store.ts';
import type { createTryAtCognito, TryResult } from './try-at-cognito.ts';

/** Tries an intent that waited in the store once more, with the configuration as it is now. */
export type TryOrder = (claimed: ClaimedIntent, stopWaiting: AbortSignal) => Promise<TryResult>;

export interface TryOrderDependencies {
  readonly appClients: AppClientDirectory;
  readonly tryAtCognito: ReturnType<typeof createTryAtCognito>;
}

export function createTryOrder({ appClients, tryAtCognito }: TryOrderDependencies): TryOrder {
  return async ({ order, request, lane, acceptedAtMs, callsDone }, stopWaiting) => {
    const command = commandOf(order, appClients);
    if (command === undefined) {
      const outcome = { kind: 'parked', cause: 'client-not-found', exceptionName: undefined } as const;
      return { outcome, callsDone };
    }
    return tryAtCognito({
      command,
      context: request,
      receiptId: request.receiptId,
      lane,
      sinceMs: acceptedAtMs,
      callsDone,
      stopWaiting,
    });
  };
}
