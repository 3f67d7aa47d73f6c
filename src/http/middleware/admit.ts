import type { RequestHandler } from 'express';
import type { AppDependencies } from '../app-dependencies.ts';
import { labelsOf } from '../routing/route-table.ts';
import type { Route } from '../routing/route.ts';
import { beginExchange } from './begin-exchange.ts';
import { crossOrigin } from './cross-origin.ts';
import { guardCookies } from './guard-cookies.ts';
import { limitByAddress } from './limit-by-address.ts';
import { requireHttps } from './require-https.ts';
import { requireSingleHeaders } from './single-headers.ts';

/**
 * What every request goes through first, in one step of Express, since each costs more than most of these: what its
 * answer carries, whoever gives it; what refuses it whatever it asks for; and, but for those of probes, what comes before
 * all work.
 *
 * @param handle what comes after it
 */
export function admit(
  dependencies: AppDependencies,
  routes: readonly Route[],
  handle: RequestHandler,
): RequestHandler {
  const { inTrace } = dependencies;
  const begin = beginExchange(dependencies, routes);
  const answersPreflight = crossOrigin(dependencies, routes);
  const guard = guardCookies(dependencies);
  const forProbes = routes.filter(({ isForProbes }) => isForProbes).map(labelsOf);
  const ofProbes = new Set(forProbes.flatMap(({ own, ofOthers }) => [own, ofOthers]));
  const admitToWork = createAdmitToWork(dependencies, routes, handle);

  return (request, response, next) => {
    const { route, trace } = begin(request, response);
    if (answersPreflight(request, response)) return undefined;
    if (route === 'POST /logout') guard(request, response);
    requireSingleHeaders(request);
    const handleRest = ofProbes.has(route) ? handle : admitToWork;
    return inTrace(trace, () => handleRest(request, response, next));
  };
}

function createAdmitToWork(
  { limiter, settings }: AppDependencies,
  routes: readonly Route[],
  handle: RequestHandler,
): RequestHandler {
  const checkHttps = requireHttps(settings);
  const countAddress = limitByAddress(limiter, routes);
  return (request, response, next) => {
    checkHttps(request);
    return countAddress(response).then(() => handle(request, response, next));
  };
}
