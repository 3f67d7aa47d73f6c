import {
  userPoolOf,
  type EndSessionCommand,
  type EndTokenSession,
  type EndUserSessions,
} from '../command.ts';
import type { EndingOperation } from '../ports/outbound/outbound-gate.ts';
import type { SessionDirectory } from '../ports/users/session-directory.ts';
import type { SessionRevoker } from '../ports/users/session-revoker.ts';
import type { TokenRevoker } from '../ports/token-revoker.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import type { UserDisabler } from '../ports/users/user-disabler.ts';
import type { UserSignOut } from '../ports/users/user-sign-out.ts';
import { LEFT_ALIVE, endManagedLogins } from './end-managed-logins.ts';
import type { MakeCall, NotAsked } from './step.ts';

/** Everything at Cognito that ends something. */
export interface EndingPorts {
  readonly revoker: TokenRevoker;
  readonly userSignOut: UserSignOut;
  readonly userDisabler: UserDisabler;
  readonly sessions: SessionDirectory;
  readonly sessionRevoker: SessionRevoker;
}

type StepOutcome = Promise<UpstreamOutcome | NotAsked>;

/** Takes one of the steps that `stepsOf` names for the command. */
export async function takeStep(
  step: EndingOperation,
  command: EndSessionCommand,
  ports: EndingPorts,
  makeCall: MakeCall,
): StepOutcome {
  const { userSignOut, sessionRevoker } = ports;
  const userPoolId = userPoolOf(command);
  switch (command.act) {
    case 'end-token-session':
      return takeTokenStep(step, command, ports, makeCall);
    case 'end-user-sessions':
      return takeUserStep(step, command, ports, makeCall);
    case 'end-own-sessions':
      return makeCall(step, (signal) =>
        userSignOut.signOutSelf({ userPoolId, accessToken: command.accessToken }, signal),
      );
    case 'end-session-of-user':
      return makeCall(step, (signal) => sessionRevoker.revokeOfUser(command, signal));
    case 'end-own-session':
      return makeCall(step, (signal) => sessionRevoker.revokeOwn({ ...command, userPoolId }, signal));
  }
}

async function takeTokenStep(
  step: EndingOperation,
  { appClient, everywhere, refreshToken, endSso }: EndTokenSession,
  { revoker, userSignOut, sessions, sessionRevoker }: EndingPorts,
  makeCall: MakeCall,
): StepOutcome {
  const { clientId, userPoolId, sessionTracking } = appClient;
  if (step === 'RevokeToken' || everywhere === undefined) {
    return makeCall(step, (signal, admitMore) =>
      revoker.revoke({ clientId, refreshToken, endSso }, signal, admitMore),
    );
  }
  const user = { userPoolId, ...everywhere };
  if (step === 'GlobalSignOut') return makeCall(step, (signal) => userSignOut.signOutSelf(user, signal));
  if (!sessionTracking) return LEFT_ALIVE;
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

async function takeUserStep(
  step: EndingOperation,
  { userPoolId, username }: EndUserSessions,
  { userDisabler, userSignOut, sessions, sessionRevoker }: EndingPorts,
  makeCall: MakeCall,
): StepOutcome {
  const user = { userPoolId, username };
  if (step === 'AdminDisableUser') return makeCall(step, (signal) => userDisabler.disable(user, signal));
  if (step === 'AdminUserGlobalSignOut') {
    return makeCall(step, (signal) => userSignOut.signOutUser(user, signal));
  }
  const endLinked = (sessionId: string, signal: AbortSignal) =>
    sessionRevoker.revokeOfUser({ ...user, sessionId, endSso: true }, signal);
  return endManagedLogins(
    {
      list: { operation: 'AdminListUserSessions', call: (signal) => sessions.ofUser(user, signal) },
      revoke: { operation: 'AdminRevokeUserSession', call: endLinked },
    },
    makeCall,
  );
}
