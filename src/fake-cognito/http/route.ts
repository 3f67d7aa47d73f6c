import { targetOf } from '../api/aws-json.ts';
import { describeApiCall } from '../api/describe-api-call.ts';
import { handleApiCall } from '../api/handle-api-call.ts';
import type { CallDetails } from '../call-log.ts';
import { describeDomainCall } from '../domain/describe-domain-call.ts';
import { DOMAIN_ROUTES } from '../domain/domain-routes.ts';
import { handleWellKnown, wellKnownPath } from '../domain/well-known.ts';
import { runDueEffects, type World } from '../world.ts';
import { emptyAnswer, type Answer, type Received } from './answer.ts';
import { isPreflight, preflightAnswer, withCors } from './cors.ts';

export interface Route {
  /** Name for the call log and for faults. */
  readonly operation: string;
  readonly details: CallDetails;
  readonly run: () => Answer;
}

/** Chooses who answers: the API, a pool's key documents, or the domain. */
export function route(received: Received, world: World, selfUrl: string): Route {
  const { run, ...chosen } = choose(received, world, selfUrl);
  return { ...chosen, run: () => answerNow(run, received, world) };
}

function answerNow(run: Route['run'], received: Received, world: World): Answer {
  runDueEffects(world);
  return withCors(run(), received);
}

function choose(received: Received, world: World, selfUrl: string): Route {
  const { method, path } = received;
  if (isPreflight(received)) {
    return { operation: 'preflight', details: {}, run: () => preflightAnswer(received) };
  }
  if (method === 'POST' && path === '/') {
    return {
      operation: targetOf(received) ?? 'unknown',
      details: describeApiCall(received),
      run: () => handleApiCall(received, world),
    };
  }
  const wellKnown = method === 'GET' ? wellKnownPath(path) : undefined;
  if (wellKnown !== undefined) {
    const { userPoolId, document } = wellKnown;
    return {
      operation: document,
      details: { userPoolId },
      run: () => handleWellKnown(document, world.pools.get(userPoolId), selfUrl),
    };
  }
  const handle = DOMAIN_ROUTES.get(`${method} ${path}`);
  if (handle === undefined) return { operation: path, details: {}, run: () => emptyAnswer(405) };
  return {
    operation: path,
    details: describeDomainCall(received),
    run: () => handle(received, world),
  };
}
