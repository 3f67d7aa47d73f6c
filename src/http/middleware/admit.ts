import type { RequestHandler } from 'express';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Route } from '../routing/route.ts';
import { beginExchange } from './begin-exchange.ts';
import { crossOrigin } from './cross-origin.ts';
import { guardCookies } from './guard-cookies.ts';
import { limitByAddress } from './limit-by-address.ts';
import { requireHttps } from './require-https.ts';
import { requireSingleHeaders } from './single-headers.ts';

/**
 * What every request goes through first, in one step of Express, since each costs more than most of these: what its
 * answer carries, whoever gives it, and what refuses it whatever it asks for.
 */
export function admitToRoutes(dependencies: AppDependencies, routes: readonly Route[]): RequestHandler {
  const { inTrace } = dependencies;
  const begin = beginExchange(dependencies, routes);
  const answersPreflight = crossOrigin(dependencies, routes);
  const guard = guardCookies(dependencies);

  return (request, response, next) => {
    const { route, trace } = begin(request, response);
    if (answersPreflight(request, response)) return;
    if (route === 'POST /logout') guard(request, response);
    requireSingleHeaders(request);
    inTrace(trace, next);
  };
}

/** What comes before all routes that do work. */
export function admitToWork(
  { limiter, settings }: Pick<AppDependencies, 'limiter' | 'settings'>,
  routes: readonly Route[],
): RequestHandler {
  const checkHttps = requireHttps(settings);
  const countAddress = limitByAddress(limiter, routes);

  return async (request, response, next) => {
    checkHttps(request);
    await countAddress(response);
    next();
  };
}
