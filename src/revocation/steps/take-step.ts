import {
  userPoolOf,
  type EndSessionCommand,
  type EndTokenSession,
  type EndUserSessions,
} from '../command.ts';
import type { SessionDirectory } from '../ports/users/session-directory.ts';
import type { SessionRevoker } from '../ports/users/session-revoker.ts';
import type { TokenRevoker } from '../ports/token-revoker.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { UserDisabler } from '../ports/users/user-disabler.ts';
import type { UserSignOut } from '../ports/users/user-sign-out.ts';
import { begunBefore, LEFT_ALIVE, endManagedLogins } from './end-managed-logins.ts';
import type { MakeCall, NotAsked, Step } from './step.ts';

/** Everything at Cognito that ends something. */
export interface EndingPorts {
  readonly revoker: TokenRevoker;
  readonly userSignOut: UserSignOut;
  readonly userDisabler: UserDisabler;
  readonly sessions: SessionDirectory;
  readonly sessionRevoker: SessionRevoker;
}

/** What is known of the try that a step is part of. */
export interface StepTerms {
  readonly makeCall: MakeCall;
  /** When the order was given, in milliseconds since the epoch. */
  readonly sinceMs: number;
}

type StepOutcome = Promise<UpstreamOutcome | NotAsked>;

/** Takes one of the steps that `stepsOf` names for the command. */
export function takeStep(
  step: Step,
  command: EndSessionCommand,
  ports: EndingPorts,
  terms: StepTerms,
): StepOutcome {
  const { userSignOut, sessionRevoker } = ports;
  const { makeCall } = terms;
  const userPoolId = userPoolOf(command);
  switch (command.act) {
    case 'end-token-session':
      return takeTokenStep(step, command, ports, makeCall);
    case 'end-user-sessions':
      return takeUserStep(step, command, ports, terms);
    case 'end-own-sessions':
      return makeCall('GlobalSignOut', (signal) =>
        userSignOut.signOutSelf({ userPoolId, accessToken: command.accessToken }, signal.asAbortSignal()),
      );
    case 'end-session-of-user':
      return makeCall('AdminRevokeUserSession', (signal) =>
        sessionRevoker.revokeOfUser(command, signal.asAbortSignal()),
      );
    case 'end-own-session':
      return makeCall('RevokeUserSession', (signal) =>
        sessionRevoker.revokeOwn({ ...command, userPoolId }, signal.asAbortSignal()),
      );
  }
}

function takeTokenStep(
  step: Step,
  { appClient, everywhere, refreshToken, endSso }: EndTokenSession,
  { revoker, userSignOut, sessions, sessionRevoker }: EndingPorts,
  makeCall: MakeCall,
): StepOutcome {
  const { clientId, userPoolId, sessionTracking } = appClient;
  if (step === 'RevokeToken' || everywhere === undefined) {
    return makeCall('RevokeToken', (signal, admitMore) =>
      revoker.revoke({ clientId, refreshToken, endSso }, signal, admitMore),
    );
  }
  const user = { userPoolId, ...everywhere };
  if (step === 'GlobalSignOut')
    return makeCall(step, (signal) => userSignOut.signOutSelf(user, signal.asAbortSignal()));
  if (!sessionTracking) return Promise.resolve(LEFT_ALIVE);
  // What came through these sessions the sign-out ends: linked with them it would take the caller's own token along.
  const endSsoOnly = (sessionId: string, signal: AbortSignal) =>
    sessionRevoker.revokeOwn({ ...user, sessionId, endSso: false }, signal);
  return endManagedLogins(
    {
      list: { operation: 'ListUserSessions', call: (signal) => sessions.own(user, signal) },
      revoke: { operation: 'RevokeUserSession', call: endSsoOnly },
    },
    makeCall,
  );
}

function takeUserStep(
  step: Step,
  { userPoolId, username }: EndUserSessions,
  { userDisabler, userSignOut, sessions, sessionRevoker }: EndingPorts,
  { makeCall, sinceMs }: StepTerms,
): StepOutcome {
  const user = { userPoolId, username };
  if (step === 'AdminDisableUser')
    return makeCall(step, (signal) => userDisabler.disable(user, signal.asAbortSignal()));
  if (step === 'AdminUserGlobalSignOut') {
    return makeCall(step, (signal) => userSignOut.signOutUser(user, signal.asAbortSignal()));
  }
  const endLinked = (sessionId: string, signal: AbortSignal) =>
    sessionRevoker.revokeOfUser({ ...user, sessionId, endSso: true }, signal);
  return endManagedLogins(
    {
      list: { operation: 'AdminListUserSessions', call: (signal) => sessions.ofUser(user, signal) },
      revoke: { operation: 'AdminRevokeUserSession', call: endLinked },
    },
    makeCall,
    step === 'look-again' ? begunBefore(sinceMs) : undefined,
  );
}
