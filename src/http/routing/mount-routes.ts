import type { Express, RequestHandler } from 'express';
import { methodNotAllowed, refuseUndecodable } from './refuse-undecodable.ts';
import { pathOf } from './request-path.ts';
import { createRouteTable, isNamed } from './route-table.ts';
import type { Route } from './route.ts';

const MOUNTS = { GET: 'get', POST: 'post', DELETE: 'delete' } as const;

/**
 * Mounts routes, and refuses every other method on their paths with `Allow` (RFC 9110 section 15.5.6). Those at fixed paths
 * are found at once, since Express tries one pattern after the other.
 *
 * @param admitTo makes the step that every request goes through first, and that hands on to the one it is given
 */
export function mountRoutes(
  app: Express,
  routes: readonly Route[],
  admitTo: (handle: RequestHandler) => RequestHandler,
): void {
  const { fixedAt, allowedMethods } = createRouteTable(routes);
  const handleFixed: RequestHandler = (request, response, next) => {
    const route = fixedAt(request.method, pathOf(request.url));
    return route === undefined ? next() : route.handle(request, response, next);
  };
  app.use(admitTo(handleFixed));
  app.use(refuseUndecodable(allowedMethods));
  for (const { method, path, handle } of routes.filter(isNamed)) {
    app[MOUNTS[method]](path, handle);
  }
  app.use((request, _response, next) => {
    const allow = allowedMethods(pathOf(request.url));
    if (allow.length === 0) return next();
    throw methodNotAllowed(allow);
  });
}
