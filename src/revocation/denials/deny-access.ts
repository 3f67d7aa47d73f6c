import type { VerifiedClaims } from '../../tokens/claims.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import { isUserWide, proofOf, type EndSessionCommand } from '../command.ts';
import { longestTokenValidity, pendingSessionDenial, sessionDenial, userDenial } from './denials-of.ts';
import type { Clock } from '../ports/clock.ts';
import type { Denials } from '../ports/denials.ts';
import type { UserDirectory } from '../ports/users/user-directory.ts';
import { isSignedOutEverywhere } from '../steps/step.ts';
import type { TryResult } from '../tries/try-at-cognito.ts';
import type { IsFollowed } from './is-followed.ts';

export interface DenyAccessDependencies {
  readonly denials: Denials;
  readonly users: UserDirectory;
  readonly clock: Clock;
  readonly isFollowed: IsFollowed;
  readonly upstreamDeadlineMs: number;
}

/**
 * The denials that belong to one command. The methods say whether all access tokens that the command is about are on
 * the denylist now, and none of them throws: what could not be stored is not claimed.
 */
export interface AccessDenial {
  /** Before Cognito is asked: denies the session that is proven. */
  atOnce(): boolean | Promise<boolean>;
  /**
   * After Cognito was asked, and before that is written down: denies what the user was given until now, if all
   * sessions of the user were to end, and the session of before for as long as it may go on.
   *
   * @param isKept whether it is tried again, should it not be over
   */
  afterTry(result: TryResult, isKept: boolean): boolean | Promise<boolean>;
  /**
   * The same after a try of the relay's.
   *
   * @param doneBefore the steps that earlier tries had done
   */
  afterLaterTry(result: TryResult, doneBefore: number): boolean | Promise<boolean>;
  /** For an order that was carried out before: denies nothing of the user's, who may have signed in again since. */
  asBefore(): boolean | Promise<boolean>;
}

/** Of one session that nothing proves there is nothing to deny. */
const NOTHING_TO_DENY: AccessDenial = {
  atOnce: () => false,
  afterTry: () => false,
  afterLaterTry: () => false,
  asBefore: () => false,
};

export type DenyAccess = (command: EndSessionCommand) => AccessDenial;

/**
 * Puts access tokens on the denylist, on the grounds of tokens that were verified or of an admin's order. Cognito
 * revokes them for its own APIs alone.
 */
export function createDenyAccess(dependencies: DenyAccessDependencies): DenyAccess {
  const { denials, clock, isFollowed, upstreamDeadlineMs } = dependencies;
  const add = createAdd(dependencies);

  const denyUser = async (command: EndSessionCommand): Promise<boolean> => {
    const user = await userOf(command, dependencies);
    return user !== undefined && add(userDenial(user, clock.nowMs(), proofOf(command)));
  };

  return (command) => {
    const proof = proofOf(command);
    const isAll = isUserWide(command);
    if (proof === undefined && !isAll) return NOTHING_TO_DENY;
    const validitySeconds = 'appClient' in command ? longestTokenValidity(command.appClient) : undefined;
    const denySession = async (deny: typeof sessionDenial, atMs: number): Promise<boolean> =>
      proof !== undefined && validitySeconds !== undefined && (await add(deny(proof, atMs, validitySeconds)));

    let isSessionDenied = false;
    const afterSessionTry = async (outcome: TryResult['outcome'], isKept: boolean): Promise<boolean> => {
      if (isOver(outcome) || !isKept || outcome.kind === 'rejected') return isSessionDenied;
      return denySession(pendingSessionDenial, clock.nowMs());
    };

    return {
      async atOnce() {
        isSessionDenied = await denySession(sessionDenial, clock.nowMs() + upstreamDeadlineMs);
        return isSessionDenied && !isAll;
      },
      async afterTry(result, isKept) {
        const { outcome } = result;
        if (!isAll) return afterSessionTry(outcome, isKept);
        if (isEnded(command, result)) return denyUser(command);
        // Until Cognito has ended them, the user's other sessions get tokens that no denial of this moment hits.
        if (isKept && outcome.kind !== 'rejected' && proof !== undefined) await denyUser(command);
        return false;
      },
      async afterLaterTry(result, doneBefore) {
        const { outcome } = result;
        if (isAll) {
          return isEndedNow(command, result, doneBefore) && denyUser(command);
        }
        if (isOver(outcome)) return denySession(sessionDenial, clock.nowMs());
        return afterSessionTry(outcome, true);
      },
      async asBefore() {
        if (!isAll) return isSessionDenied;
        if (proof === undefined || !isFollowed(proof.userPoolId)) return false;
        return denials.hits({ ...proof, originJti: undefined }).catch(() => false);
      },
    };
  };
}

function createAdd({ denials, isFollowed }: Pick<DenyAccessDependencies, 'denials' | 'isFollowed'>) {
  return async (denial: Denial | undefined): Promise<boolean> => {
    if (denial === undefined) return false;
    try {
      await denials.add([denial]);
      return isFollowed(denial.userPoolId);
    } catch {
      return false;
    }
  };
}

function isOver({ kind }: TryResult['outcome']): boolean {
  return kind === 'confirmed' || kind === 'already-dead';
}

/** Whether it was this try that ended the user's sessions: whoever has signed in since an earlier one did is not meant. */
function isEndedNow(command: EndSessionCommand, result: TryResult, doneBefore: number): boolean {
  return !isSignedOutEverywhere(command, doneBefore) && isEnded(command, result);
}

/** Whether the user's sessions have ended, although something else that was asked for may be still to come. */
function isEnded(command: EndSessionCommand, { outcome, callsDone }: TryResult): boolean {
  return isOver(outcome) || isSignedOutEverywhere(command, callsDone);
}

async function userOf(
  command: EndSessionCommand,
  { users, upstreamDeadlineMs }: Pick<DenyAccessDependencies, 'users' | 'upstreamDeadlineMs'>,
): Promise<Pick<VerifiedClaims, 'userPoolId' | 'sub'> | undefined> {
  if (command.act !== 'end-user-sessions') return proofOf(command);
  const { userPoolId, username } = command;
  const sub =
    command.sub ?? (await users.subOf({ userPoolId, username }, AbortSignal.timeout(upstreamDeadlineMs)));
  return sub === undefined ? undefined : { userPoolId, sub };
}
