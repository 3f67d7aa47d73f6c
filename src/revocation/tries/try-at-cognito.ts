import { userPoolOf, type EndSessionCommand, type RequestContext } from '../command.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { Lane } from '../intents/intent.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboundGate } from '../ports/outbound/outbound-gate.ts';
import type { RevocationJournal } from '../ports/revocation-journal.ts';
import type { AdmitMore } from '../ports/token-revoker.ts';
import type { UpstreamOutcome } from '../ports/upstream-outcome.ts';
import { UNPROVEN } from '../steps/end-managed-logins.ts';
import {
  areStepsIndependent,
  isTimeToLook,
  stepsOf,
  type MakeCall,
  type NotAsked,
  type Unproven,
} from '../steps/step.ts';
import { takeStep, type EndingPorts } from '../steps/take-step.ts';
import { createSettleUser, type SettleUserDependencies } from '../users/settle-user.ts';

/** A probe serves all who wait for its answer, whoever's token gave rise to it. */
const LANE_OF_PROBES: Lane = 'admin';

export interface CognitoCalls extends EndingPorts, SettleUserDependencies {
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
  /** Which of the command's steps earlier tries have done: a bit for each. */
  readonly callsDone: number;
  /** Ends waiting for a turn, never a call. */
  readonly stopWaiting?: AbortSignal | undefined;
}

export interface TryResult {
  readonly outcome: UpstreamOutcome | NotAsked | Unproven;
  /** Which of the command's steps are done, and need not be taken again: a bit for each, in the order of `stepsOf`. */
  readonly callsDone: number;
}

/** Of the deadline, the part that may pass with waiting for a turn. */
const WAITING_SHARE = 1 / 3;
/** For a command whose time was up before all of its calls were made. */
const OUT_OF_TIME = { kind: 'not-asked', retryInMs: 1000 } as const satisfies NotAsked;

/**
 * Takes each step that a command needs, once, within one deadline. Where the steps build on each other it stops at the
 * first that did not succeed; a sign-out everywhere that Cognito refuses (its access token was revoked or has expired
 * meanwhile) does not keep the refresh token alive, though: that is revoked all the same, and the refusal told.
 *
 * The function takes the deadline by which all of it has to be over: `upstreamDeadlineMs` from now where it is left out. It
 * cancels the deadline once the try is over.
 */
export function createTryAtCognito(upstreams: CognitoCalls) {
  const { upstreamDeadlineMs } = upstreams;
  const settleUser = createSettleUser(upstreams);
  const createMake = createCallMaker(upstreams);

  return async (attempt: Attempt, deadline = createDeadline(upstreamDeadlineMs)): Promise<TryResult> => {
    try {
      const settled = await settleUser(attempt.command, deadline.signal);
      if ('outcome' in settled) return { outcome: settled.outcome, callsDone: attempt.callsDone };
      const { command } = settled;
      const makeCall = createMake(attempt, command, deadline);
      let { callsDone } = attempt;
      let last: UpstreamOutcome = { kind: 'confirmed' };
      const failures: TryResult['outcome'][] = [];
      for (const [index, step] of stepsOf(command).entries()) {
        if ((callsDone & (1 << index)) !== 0) continue;
        if (step === 'look-again' && !isTimeToLook(command, attempt.callsDone)) {
          if (isTimeToLook(command, callsDone)) return { outcome: UNPROVEN, callsDone };
          continue;
        }
        const outcome = await takeStep(step, command, upstreams, { sinceMs: attempt.sinceMs, makeCall });
        if (isOver(outcome)) {
          if (leavesNothing(outcome) && (failures.length === 0 || areStepsIndependent(command))) {
            callsDone |= 1 << index;
          }
          if (leavesNothing(last)) last = outcome;
          continue;
        }
        failures.push(outcome);
        if (endsTry(outcome, command) && !isRefusedSignOut(step, outcome)) break;
      }
      return { outcome: worstOf(failures) ?? last, callsDone };
    } finally {
      deadline.cancel();
    }
  };
}

type Over = Extract<UpstreamOutcome, { kind: 'confirmed' | 'already-dead' }>;

function isOver(outcome: TryResult['outcome']): outcome is Over {
  return outcome.kind === 'confirmed' || outcome.kind === 'already-dead';
}

function leavesNothing(outcome: UpstreamOutcome): boolean {
  return outcome.kind !== 'confirmed' || outcome.leftAlive === undefined;
}

/** Whether the steps that are left would fail too, or must not be taken. */
function endsTry(outcome: TryResult['outcome'], command: EndSessionCommand): boolean {
  return outcome.kind === 'rejected' || outcome.kind === 'not-asked' || !areStepsIndependent(command);
}

function isRefusedSignOut(step: string, { kind }: TryResult['outcome']): boolean {
  return kind === 'rejected' && (step === 'GlobalSignOut' || step === 'ListUserSessions');
}

/** What decides when to try again: a refusal that ended it, or else what passes by itself. */
function worstOf(failures: readonly TryResult['outcome'][]): TryResult['outcome'] | undefined {
  const last = failures.at(-1);
  if (last?.kind === 'rejected') return last;
  return failures.find(({ kind }) => kind === 'retry' || kind === 'not-asked') ?? last;
}

function createCallMaker({ gate, journal, clock, upstreamDeadlineMs }: CognitoCalls) {
  const waitMaxMs = upstreamDeadlineMs * WAITING_SHARE;
  return (attempt: Attempt, command: EndSessionCommand, { signal, restMs }: Deadline): MakeCall => {
    const { context, receiptId, lane, sinceMs, stopWaiting } = attempt;
    return async (operation, call) => {
      if (signal.aborted) return OUT_OF_TIME;
      const outbound = { operation, userPoolId: userPoolOf(command), lane, sinceMs };
      const admit = (as: Lane) =>
        gate.admit(
          as === lane ? outbound : { ...outbound, lane: as },
          Math.min(waitMaxMs, restMs()),
          stopWaiting,
        );
      const admission = await admit(lane);
      if (!admission.admitted) return { kind: 'not-asked', retryInMs: admission.retryInMs };
      // A call that is not made must not count as one that Cognito did not answer.
      if (signal.aborted) return OUT_OF_TIME;
      const startedMs = clock.nowMs();
      const admitMore: AdmitMore = async (about) =>
        (await admit(about === 'token' ? lane : LANE_OF_PROBES)).admitted;
      const outcome = await call(signal, admitMore);
      gate.heard(outbound, outcome);
      const durationMs = clock.nowMs() - startedMs;
      journal.tried({ command, context, receiptId, operation, outcome, durationMs });
      return outcome;
    };
  };
}
