import type { Denial } from '../tokens/denylist/denial.ts';
import type { EndSessionCommand } from './command.ts';
import { isUserWide, proofOf, sessionDenial, userDenial } from './denials-of.ts';
import type { Clock } from './ports/clock.ts';
import type { Denials } from './ports/denials.ts';
import type { UserDirectory } from './ports/user-directory.ts';

export interface DenyAccessDependencies {
  readonly denials: Denials;
  readonly users: UserDirectory;
  readonly clock: Clock;
  /** Whether anybody may read the feed. If not, nobody enforces the denylist, and nothing is claimed. */
  readonly isFollowed: boolean;
  readonly upstreamDeadlineMs: number;
}

/** How a try at Cognito went, as far as access tokens are concerned. */
export type SignOutResult = 'ended' | 'pending' | 'refused';

/**
 * The denials that belong to one command. Each method says whether all access tokens that the command is about are on
 * the denylist now, and none of them throws: what could not be stored is not claimed.
 */
export interface AccessDenial {
  /** Before Cognito is asked: denies the session that is proven. */
  atOnce(): Promise<boolean>;
  /** After it was asked: denies what the user was given until now, if all sessions of the user were to end. */
  afterTry(result: SignOutResult): Promise<boolean>;
  /** For an order that was carried out before: denies nothing of the user's, who may have signed in again since. */
  asBefore(): Promise<boolean>;
}

export type DenyAccess = (command: EndSessionCommand) => AccessDenial;

/**
 * Puts access tokens on the denylist, on the grounds of tokens that were verified or of an admin's order. Cognito
 * revokes them for its own APIs alone.
 */
export function createDenyAccess(dependencies: DenyAccessDependencies): DenyAccess {
  const { denials, users, clock, isFollowed, upstreamDeadlineMs } = dependencies;

  const add = async (denial: Denial | undefined): Promise<boolean> => {
    if (denial === undefined) return false;
    try {
      await denials.add([denial]);
      return isFollowed;
    } catch {
      return false;
    }
  };

  return (command) => {
    const proof = proofOf(command);
    const isAll = isUserWide(command);
    const sub = subOf(command, users, upstreamDeadlineMs);
    const atOnce =
      command.act === 'end-user-sessions' || proof === undefined
        ? undefined
        : sessionDenial(
            proof,
            clock.nowMs() + upstreamDeadlineMs,
            command.appClient.accessTokenValiditySeconds,
          );
    let isSessionDenied = false;

    return {
      async atOnce() {
        isSessionDenied = await add(atOnce);
        return isSessionDenied && !isAll;
      },
      async afterTry(result) {
        if (!isAll) return isSessionDenied;
        const known = await sub;
        if (result === 'refused' || known === undefined) return false;
        const isDenied = await add(userDenial(known, clock.nowMs(), proof));
        // Until Cognito has ended them, the user's other sessions get tokens that no denial of this hits.
        return isDenied && result === 'ended';
      },
      async asBefore() {
        if (!isAll) return isSessionDenied;
        if (proof === undefined || !isFollowed) return false;
        return denials.hits({ ...proof, originJti: undefined }).catch(() => false);
      },
    };
  };
}

async function subOf(
  command: EndSessionCommand,
  users: UserDirectory,
  timeoutMs: number,
): Promise<{ readonly userPoolId: string; readonly sub: string } | undefined> {
  if (command.act !== 'end-user-sessions') return command.proof;
  const { userPoolId, username } = command;
  const sub = await users.subOf({ userPoolId, username }, AbortSignal.timeout(timeoutMs));
  return sub === undefined ? undefined : { userPoolId, sub };
}
