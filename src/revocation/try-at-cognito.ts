import type { EndSessionCommand, EndTokenSession, RequestContext } from './command.ts';
import type { Clock } from './ports/clock.ts';
import type { RevocationJournal } from './ports/revocation-journal.ts';
import type { TokenRevoker } from './ports/token-revoker.ts';
import type { UpstreamOutcome } from './ports/upstream-outcome.ts';
import type { UserSignOut } from './ports/user-sign-out.ts';

interface CognitoCall {
  readonly operation: string;
  readonly call: (signal: AbortSignal) => Promise<UpstreamOutcome>;
}

export interface CognitoCalls {
  readonly revoker: TokenRevoker;
  readonly userSignOut: UserSignOut;
  readonly journal: RevocationJournal;
  readonly clock: Clock;
  /** How long all calls to Cognito for one request may take together. */
  readonly upstreamDeadlineMs: number;
}

/**
 * Makes each call that a command needs, once, within one deadline; stops at the first that did not succeed. A sign-out
 * everywhere that Cognito refuses (its access token was revoked meanwhile, say by an earlier try of this very logout)
 * does not keep the refresh token alive: that is revoked all the same, and the refusal told.
 */
export function createTryAtCognito(upstreams: CognitoCalls) {
  const { journal, clock, upstreamDeadlineMs } = upstreams;

  return async (
    command: EndSessionCommand,
    context: RequestContext,
    receiptId: string,
  ): Promise<UpstreamOutcome> => {
    const signal = AbortSignal.timeout(upstreamDeadlineMs);
    let outcome: UpstreamOutcome = { kind: 'confirmed' };
    let refusal: UpstreamOutcome | undefined;
    for (const { operation, call } of callsFor(command, upstreams)) {
      const startedMs = clock.nowMs();
      outcome = await call(signal);
      const durationMs = clock.nowMs() - startedMs;
      journal.tried({ command, context, receiptId, operation, outcome, durationMs });
      if (operation === 'GlobalSignOut' && outcome.kind === 'rejected') refusal = outcome;
      else if (outcome.kind !== 'confirmed' && outcome.kind !== 'already-dead') return outcome;
    }
    return refusal ?? outcome;
  };
}

function callsFor(command: EndSessionCommand, upstreams: CognitoCalls): readonly CognitoCall[] {
  if (command.act === 'end-user-sessions') {
    const { userPoolId, username } = command;
    return [
      {
        operation: 'AdminUserGlobalSignOut',
        call: (signal) => upstreams.userSignOut.signOutUser({ userPoolId, username }, signal),
      },
    ];
  }
  const { userPoolId } = command.appClient;
  if (command.act === 'end-own-sessions') return [globalSignOut(userPoolId, command.accessToken, upstreams)];
  const { everywhere } = command;
  // Global sign-out has to go first: revoking the refresh token kills the access token that authorises it.
  return [
    ...(everywhere === undefined ? [] : [globalSignOut(userPoolId, everywhere.accessToken, upstreams)]),
    revokeToken(command, upstreams),
  ];
}

function globalSignOut(userPoolId: string, accessToken: string, upstreams: CognitoCalls): CognitoCall {
  return {
    operation: 'GlobalSignOut',
    call: (signal) => upstreams.userSignOut.signOutSelf({ userPoolId, accessToken }, signal),
  };
}

function revokeToken(command: EndTokenSession, upstreams: CognitoCalls): CognitoCall {
  const { refreshToken, endSso } = command;
  const { clientId } = command.appClient;
  return {
    operation: 'RevokeToken',
    call: (signal) => upstreams.revoker.revoke({ clientId, refreshToken, endSso }, signal),
  };
}
