import { userPoolOf, type EndSessionCommand, type EndTokenSession, type RequestContext } from './command.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { Lane } from './intents/intent.ts';
import type { Clock } from './ports/clock.ts';
import type { EndingOperation, OutboundGate } from './ports/outbound-gate.ts';
import type { RevocationJournal } from './ports/revocation-journal.ts';
import type { SessionRevoker } from './ports/session-revoker.ts';
import type { TokenRevoker } from './ports/token-revoker.ts';
import type { UpstreamOutcome } from './ports/upstream-outcome.ts';
import type { UserSignOut } from './ports/user-sign-out.ts';

interface CognitoCall {
  readonly operation: EndingOperation;
  readonly call: (signal: AbortSignal) => Promise<UpstreamOutcome>;
}

export interface CognitoCalls {
  readonly revoker: TokenRevoker;
  readonly userSignOut: UserSignOut;
  readonly sessionRevoker: SessionRevoker;
  readonly journal: RevocationJournal;
  readonly clock: Clock;
  readonly gate: OutboundGate;
  /** How long all calls to Cognito for one request may take together, waiting for their turn included. */
  readonly upstreamDeadlineMs: number;
}

/** What is to be tried, and for whom. */
export interface Attempt {
  readonly command: EndSessionCommand;
  readonly context: RequestContext;
  readonly receiptId: string;
  readonly lane: Lane;
  /** Since when the order waits, in milliseconds since the epoch. */
  readonly sinceMs: number;
  /** How many of the command's calls an earlier try has done. */
  readonly callsDone: number;
  /** Ends waiting for a turn, never a call. */
  readonly stopWaiting?: AbortSignal | undefined;
  /** Until when all of it has to be over; `upstreamDeadlineMs` from now where it is left out. */
  readonly deadline?: Deadline;
}

/** Cognito was not asked: too much goes out already, or the user pool does not answer. */
export interface NotAsked {
  readonly kind: 'not-asked';
  readonly retryInMs: number;
}

export interface TryResult {
  readonly outcome: UpstreamOutcome | NotAsked;
  /** How many of the command's calls are done, and need not be made again. */
  readonly callsDone: number;
}

/** Of the deadline, the part that may pass with waiting for a turn. */
const WAITING_SHARE = 1 / 3;
/** For a command whose time was up before all of its calls were made. */
const OUT_OF_TIME = { kind: 'not-asked', retryInMs: 1000 } as const satisfies NotAsked;

/**
 * Makes each call that a command needs, once, within one deadline; stops at the first that did not succeed. A sign-out
 * everywhere that Cognito refuses (its access token was revoked or has expired meanwhile) does not keep the refresh
 * token alive: that is revoked all the same, and the refusal told.
 */
export function createTryAtCognito(upstreams: CognitoCalls) {
  const { upstreamDeadlineMs } = upstreams;
  const makeCall = createMakeCall(upstreams);

  return async (attempt: Attempt): Promise<TryResult> => {
    const { deadline = createDeadline(upstreamDeadlineMs) } = attempt;
    let { callsDone } = attempt;
    let refusal: TryResult['outcome'] | undefined;
    let outcome: TryResult['outcome'] = { kind: 'confirmed' };
    for (const call of callsFor(attempt.command, upstreams).slice(callsDone)) {
      outcome = await makeCall(call, attempt, deadline);
      if (isRefusedSignOut(call, outcome)) {
        refusal = outcome;
        continue;
      }
      if (outcome.kind !== 'confirmed' && outcome.kind !== 'already-dead') return { outcome, callsDone };
      if (refusal === undefined) callsDone += 1;
    }
    return { outcome: refusal ?? outcome, callsDone };
  };
}

function createMakeCall({ gate, journal, clock, upstreamDeadlineMs }: CognitoCalls) {
  const waitMaxMs = upstreamDeadlineMs * WAITING_SHARE;
  return async (
    { operation, call }: CognitoCall,
    { command, context, receiptId, lane, sinceMs, stopWaiting }: Attempt,
    { signal, restMs }: Deadline,
  ): Promise<UpstreamOutcome | NotAsked> => {
    if (signal.aborted) return OUT_OF_TIME;
    const outbound = { operation, userPoolId: userPoolOf(command), lane, sinceMs };
    const admission = await gate.admit(outbound, Math.min(waitMaxMs, restMs()), stopWaiting);
    if (!admission.admitted) return { kind: 'not-asked', retryInMs: admission.retryInMs };
    // A call that is not made must not count as one that Cognito did not answer.
    if (signal.aborted) return OUT_OF_TIME;
    const startedMs = clock.nowMs();
    const outcome = await call(signal);
    gate.heard(outbound, outcome);
    const durationMs = clock.nowMs() - startedMs;
    journal.tried({ command, context, receiptId, operation, outcome, durationMs });
    return outcome;
  };
}

function isRefusedSignOut({ operation }: CognitoCall, { kind }: TryResult['outcome']): boolean {
  return operation === 'GlobalSignOut' && kind === 'rejected';
}

function callsFor(command: EndSessionCommand, upstreams: CognitoCalls): readonly CognitoCall[] {
  const { userSignOut, sessionRevoker } = upstreams;
  const userPoolId = userPoolOf(command);
  switch (command.act) {
    case 'end-token-session':
      return callsForToken(command, upstreams);
    case 'end-own-sessions':
      return [globalSignOut(userPoolId, command.accessToken, upstreams)];
    case 'end-user-sessions':
      return [
        {
          operation: 'AdminUserGlobalSignOut',
          call: (signal) => userSignOut.signOutUser({ userPoolId, username: command.username }, signal),
        },
      ];
    case 'end-session-of-user':
      return [
        {
          operation: 'AdminRevokeUserSession',
          call: (signal) => sessionRevoker.revokeOfUser(command, signal),
        },
      ];
    case 'end-own-session':
      return [
        {
          operation: 'RevokeUserSession',
          call: (signal) => sessionRevoker.revokeOwn({ ...command, userPoolId }, signal),
        },
      ];
  }
}

function callsForToken(command: EndTokenSession, upstreams: CognitoCalls): readonly CognitoCall[] {
  const { userPoolId } = command.appClient;
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
