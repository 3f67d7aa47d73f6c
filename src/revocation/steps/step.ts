import type { EndSessionCommand } from '../command.ts';
import type { EndingOperation } from '../ports/outbound/outbound-gate.ts';
import type { AdmitMore } from '../ports/token-revoker.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { DeadlineSignal } from '../tries/deadline-signal.ts';

/** Cognito was not asked: too much goes out already, or the user pool does not answer. */
export interface NotAsked {
  readonly kind: 'not-asked';
  readonly retryInMs: number;
}

/** All that was asked for is done; whether that was all there was, a list tells that is not of this moment. */
export interface Unproven {
  readonly kind: 'unproven';
  readonly retryInMs: number;
}

/**
 * A step of a command, by the operation that it begins with. `look-again`: a list of sessions is a few seconds old, so
 * that what began right before the sign-out is looked for once more, after it.
 */
export type Step = EndingOperation | 'look-again';

/** Makes one call to Cognito when its turn has come, and tells the log of it. */
export type MakeCall = (
  operation: EndingOperation,
  call: (signal: DeadlineSignal, admitMore: AdmitMore) => Promise<UpstreamOutcome>,
) => Promise<UpstreamOutcome | NotAsked>;

/**
 * What a command needs of Cognito, in order: each is a step of its own, which may take several calls. A try keeps a bit
 * for each that is done, so that the order of an act's steps must stay as it is.
 */
export function stepsOf(command: EndSessionCommand): readonly Step[] {
  switch (command.act) {
    case 'end-token-session':
      // The refresh token goes last: revoking it kills the access token that authorises the others.
      if (command.everywhere === undefined) return ['RevokeToken'];
      return [...(command.endSso ? (['ListUserSessions'] as const) : []), 'GlobalSignOut', 'RevokeToken'];
    case 'end-own-sessions':
      return ['GlobalSignOut'];
    case 'end-user-sessions':
      // A user who cannot sign in any more cannot begin the session that the others' end would miss.
      return [
        ...(command.disableUser === true ? (['AdminDisableUser'] as const) : []),
        ...(command.endSso === true ? (['AdminListUserSessions'] as const) : []),
        'AdminUserGlobalSignOut',
        ...(command.endSso === true ? (['look-again'] as const) : []),
      ];
    case 'end-session-of-user':
      return ['AdminRevokeUserSession'];
    case 'end-own-session':
      return ['RevokeUserSession'];
  }
}

/** Whether the steps of a command have nothing to do with each other, so that one that fails keeps no other back. */
export function areStepsIndependent(command: EndSessionCommand): boolean {
  return command.act === 'end-user-sessions';
}

/** @param stepsDone a bit for each step of the command */
export function isStepDone(command: EndSessionCommand, stepsDone: number, step: Step): boolean {
  const index = stepsOf(command).indexOf(step);
  return index !== -1 && (stepsDone & (1 << index)) !== 0;
}

/** Whether all sessions of the user have been ended, by the user or by an admin, whatever else is still to come. */
export function isSignedOutEverywhere(command: EndSessionCommand, stepsDone: number): boolean {
  return (
    isStepDone(command, stepsDone, 'GlobalSignOut') ||
    isStepDone(command, stepsDone, 'AdminUserGlobalSignOut')
  );
}

/** Whether every step is done but the look at the end. */
export function isTimeToLook(command: EndSessionCommand, stepsDone: number): boolean {
  return stepsOf(command).every((step, index) => step === 'look-again' || (stepsDone & (1 << index)) !== 0);
}
