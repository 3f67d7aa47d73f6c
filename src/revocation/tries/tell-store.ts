import type { EndSessionCommand } from '../command.ts';
import type { AccessDenial } from '../denials/deny-access.ts';
import type { Lane } from '../intents/intent.ts';
import type { RevocationJournal } from '../ports/revocation-journal.ts';
import type { Lease } from '../ports/revocation-store.ts';
import type { RejectionCode } from '../ports/upstream-outcome.ts';
import { createConcludeTry, type ConcludeDependencies } from './conclude-try.ts';
import type { GoingOn, TriedInTime } from './try-in-time.ts';

export interface TellStoreDependencies extends ConcludeDependencies {
  readonly journal: RevocationJournal;
}

/** The order whose first try it was. */
export interface TriedOrder {
  readonly command: EndSessionCommand;
  readonly receiptId: string;
  readonly lane: Lane;
  readonly denial: AccessDenial;
}

/**
 * Makes the function that tells the store what came of a first try; where the try goes on, once it is over. Who gets
 * their answer meanwhile is told that the order is accepted: should it be refused for good later, operators hear of it.
 */
export function createTellStore(dependencies: TellStoreDependencies) {
  const { journal } = dependencies;
  const conclude = createConcludeTry(dependencies);

  const tellOnceOver = async (order: TriedOrder, lease: Lease, { attempt }: GoingOn): Promise<void> => {
    const { command, receiptId, lane, denial } = order;
    const late = await attempt;
    await denial.afterLaterTry(late, 0);
    const told = await conclude({ lease, lane, attempts: 1 }, late);
    if (told === 'done' && late.outcome.kind === 'rejected') {
      journal.refused({ receiptId, lane, ...refusedOf(command, late.outcome.code) });
    }
  };

  return (order: TriedOrder, lease: Lease, { result, goingOn }: TriedInTime): Promise<unknown> =>
    goingOn === undefined
      ? conclude({ lease, lane: order.lane, attempts: 1 }, result)
      : tellOnceOver(order, lease, goingOn);
}

function refusedOf(command: EndSessionCommand, code: RejectionCode) {
  if (!('appClient' in command)) return { userPoolId: command.userPoolId, clientId: undefined, code };
  const { userPoolId, clientId } = command.appClient;
  return { userPoolId, clientId, code };
}
