import type { Express, RequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { pathOf } from './request-path.ts';
import { createRouteTable, isNamed } from './route-table.ts';
import type { Route } from './route.ts';

const MOUNTS = { GET: 'get', POST: 'post', DELETE: 'delete' } as const;

/** Handles what is asked of routes at fixed paths, which are found at once, since Express tries one pattern after the other. */
export function handleFixed(routes: readonly Route[]): RequestHandler {
  const { fixedAt } = createRouteTable(routes);
  return (request, response, next) => {
    const route = fixedAt(request.method, pathOf(request.url));
    return route === undefined ? next() : route.handle(request, response, next);
  };
}

/** Mounts the other routes, and refuses every other method on the paths of all with `Allow` (RFC 9110 section 15.5.6). */
export function mountNamed(app: Express, routes: readonly Route[]): void {
  const { allowedMethods } = createRouteTable(routes);
  for (const { method, path, handle } of routes.filter(isNamed)) {
    app[MOUNTS[method]](path, handle);
  }
  app.use((request, _response, next) => {
    const allow = allowedMethods(pathOf(request.url));
    if (allow.length === 0) return next();
    throw new ServiceError('method-not-allowed', 'This path does not answer to this method.', { allow });
  });
}
