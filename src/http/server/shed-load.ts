import type { IncomingMessage } from 'node:http';
import { isAskedByGateway } from '../gateway-request.ts';
import { originForm, pathOf } from '../routing/request-path.ts';
import type { EventLoop } from './event-loop.ts';
import type { ServerSettings } from './server-settings.ts';
import { mayChange, type UnansweredRequests } from './unanswered-requests.ts';

export interface LoadSheddingOptions {
  readonly settings: Pick<ServerSettings, 'overloadDelayMs' | 'overloadRequests'>;
  readonly eventLoop: EventLoop;
  readonly unanswered: Pick<UnansweredRequests, 'changing'>;
  /** How many calls wait for an upstream: what waits for others costs this process nothing. */
  readonly upstreamCalls: () => number;
}

/** Shedding these would make an orchestrator kill what is merely busy. */
const HEALTH_PATHS = new Set(['/livez', '/readyz']);

/**
 * Makes the rule that says which requests are shed: all but those about health when the event loop is late; and those
 * that may change something, which are the ones that take time, when it is busy and too many of them wait for it
 * already. The second tells within a few tenths of a second, before the first can, that more is asked than can be done.
 * Whatever was let in before is not touched.
 */
export function createLoadShedding(options: LoadSheddingOptions): (request: IncomingMessage) => boolean {
  const { settings, eventLoop, unanswered, upstreamCalls } = options;
  const isCrowded = () =>
    unanswered.changing() >= settings.overloadRequests &&
    unanswered.changing() - upstreamCalls() >= settings.overloadRequests &&
    eventLoop.isBusy();
  return (request) => {
    const isTooMuch = eventLoop.delayMs() > settings.overloadDelayMs || (takesTime(request) && isCrowded());
    return isTooMuch && !isNeverShed(request);
  };
}

/** A gateway asks about a request of any method, with that method. */
function takesTime(request: IncomingMessage): boolean {
  return mayChange(request) && !isAskedByGateway(originForm(request.url));
}

/** A preflight is no work, and a browser reads the refusal of a request only once its preflight succeeded. */
function isNeverShed(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' || HEALTH_PATHS.has(pathOf(originForm(request.url)));
}
