import type { IncomingMessage } from 'node:http';
import { isAskedByGateway } from '../is-asked-by-gateway.ts';
import { originForm, pathOf } from '../routing/request-path.ts';
import type { EventLoop } from './event-loop.ts';
import type { ServerSettings } from './server-settings.ts';
import type { UnansweredRequests } from './unanswered-requests.ts';
import type { WaitingRequests } from './waiting-requests.ts';

export interface LoadSheddingOptions {
  readonly settings: Pick<ServerSettings, 'overloadDelayMs' | 'overloadRequests' | 'overloadWaitMs'>;
  readonly eventLoop: EventLoop;
  readonly unanswered: Pick<UnansweredRequests, 'inWork'>;
  /** How many calls wait for an upstream: what waits for others costs this process nothing. */
  readonly upstreamCalls: () => number;
}

/** What is shed, and how much is worked on at once. */
export interface LoadShedding {
  /** Whether a request is shed as it comes, while others wait to be begun. */
  isShed(request: IncomingMessage, waiting: Pick<WaitingRequests<unknown>, 'count' | 'longestMs'>): boolean;
  /** How many of those that wait may be begun in this turn of the event loop. */
  room(): number;
  /** How long a request may have waited to be begun, in milliseconds: for ever unless there is an overload. */
  waitMaxMs(): number;
  /** How many of those that wait may be shed in this turn of the event loop. */
  shedMax(): number;
  /** To be told that one has waited for too long, and is shed. */
  waitedTooLong(): void;
}

/** Shedding these would make an orchestrator kill what is merely busy. */
const HEALTH_PATHS = new Set(['/livez', '/readyz']);

/** How many are begun in one turn of the event loop, at most: so many in step are as cheap as more, and turns stay short. */
const A_TURN = 32;

/**
 * How many are shed in one turn, at most: four times as many as are begun cost about as much as these, so that half of the
 * time is left for what was let in.
 */
const SHED_A_TURN = 4 * A_TURN;

/** How many are worked on at once while the process is busy: those that a store takes long for make the others wait in front. */
const AT_ONCE = 64;

/** For how long after the last that was shed an overload goes on. */
const LASTS_MS = 1000;

/**
 * Makes the rules of shedding. What may change something takes time, and waits to be begun while the process is busy with
 * others. When `overloadRequests` wait or are in work, more is asked than can be done: further ones are shed as they come.
 * From then on, until none was shed for a second, so is what has waited for longer than `overloadWaitMs`, and what comes
 * while the oldest has waited for half of that, since a queue that never ends serves nobody. A crowd of fewer does not get
 * that far, however often it asks. What is shed is answered in turns, too: callers who ask again as soon as they are refused
 * would take all of the time otherwise.
 *
 * All but health is shed as it comes when the event loop is late. Whatever was begun is not touched.
 */
export function createLoadShedding(options: LoadSheddingOptions): LoadShedding {
  const { settings, eventLoop, unanswered, upstreamCalls } = options;
  let untilMs = -Infinity;
  const isOverload = () => performance.now() < untilMs;
  const inWork = () => unanswered.inWork() - upstreamCalls();
  const isCrowded = (waiting: number) =>
    waiting + unanswered.inWork() >= settings.overloadRequests &&
    waiting + inWork() >= settings.overloadRequests &&
    eventLoop.isBusy();
  /** At twice the rate at which requests are begun, half of the time behind the oldest is all of it in front. */
  const comesTooLate = (longestMs: number) =>
    longestMs > settings.overloadWaitMs / 2 && isOverload() && eventLoop.isBusy();
  const noteOverload = () => {
    untilMs = performance.now() + LASTS_MS;
  };
  return {
    isShed: (request, waiting) => {
      if (eventLoop.delayMs() > settings.overloadDelayMs && !isNeverShed(request)) return true;
      const isOneTooMany = isCrowded(waiting.count()) || comesTooLate(waiting.longestMs());
      if (!isOneTooMany || !takesTime(request)) return false;
      noteOverload();
      return true;
    },
    room: () => {
      if (!eventLoop.isBusy()) {
        untilMs = -Infinity;
        return A_TURN;
      }
      return Math.min(A_TURN, AT_ONCE - inWork());
    },
    waitMaxMs: () => (isOverload() ? settings.overloadWaitMs : Infinity),
    shedMax: () => SHED_A_TURN,
    waitedTooLong: noteOverload,
  };
}

/** RFC 9110 section 9.2.1 */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Whether a request waits for its turn: what may change something, by its method, but for what a gateway asks, which may be
 * of any, and for what is never shed.
 */
export function takesTime(request: IncomingMessage): boolean {
  const { method = '', url } = request;
  return !SAFE_METHODS.has(method) && !isAskedByGateway(originForm(url)) && !isNeverShed(request);
}

/** A preflight is no work, and a browser reads the refusal of a request only once its preflight succeeded. */
function isNeverShed(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' || HEALTH_PATHS.has(pathOf(originForm(request.url)));
}
