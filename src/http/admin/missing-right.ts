import { ServiceError } from '../../errors/service-error.ts';
import type { AdminAct } from '../../revocation/admin-act.ts';

/** What an admin asked for, as far as it is known when the right to it is looked at. */
export interface AskedAct {
  readonly act: AdminAct;
  readonly userPoolId?: string | undefined;
  readonly clientId?: string | undefined;
  /** The name or `sub` of the user whom it is about. */
  readonly user?: string | undefined;
}

/** A right that an admin has not. */
export interface MissingRight extends AskedAct {
  readonly lacks: 'act' | 'user-pool';
}

/** Refuses for want of a right, so that `recordMissingRight` can tell which. */
export function refusal(code: 'forbidden' | 'not-found', message: string, missingRight: MissingRight) {
  return new ServiceError(code, message, { cause: { missingRight } });
}

/** Which right was missing, if that is why something was refused. */
export function missingRightOf(thrown: unknown): MissingRight | undefined {
  const cause = thrown instanceof ServiceError ? thrown.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('missingRight' in cause)) return undefined;
  return cause.missingRight as MissingRight;
}
