import type { Express, RequestHandler } from 'express';
import { ServiceError } from '../errors/service-error.ts';
import { pathOf } from './request-path.ts';
import { createRouteTable } from './route-table.ts';
import type { Route } from './route.ts';

const MOUNTS = { GET: 'get', POST: 'post', DELETE: 'delete' } as const;

/** Mounts routes, and refuses every other method on their paths with `Allow` (RFC 9110 section 15.5.6). */
export function mountRoutes(app: Express, routes: readonly Route[]): void {
  for (const { method, path, handle } of routes) {
    app[MOUNTS[method]](path, handle);
  }
  const { allowedMethods } = createRouteTable(routes);
  app.use((request, _response, next) => {
    const allow = allowedMethods(request.path);
    if (allow.length === 0) return next();
    throw new ServiceError('method-not-allowed', 'This path does not answer to this method.', { allow });
  });
}

/** Handles what asks for a fixed path by the method of a route there, without going through all other routes first. */
export function atFixedPaths(routes: readonly Route[]): RequestHandler {
  const handlers = new Map(routes.map(({ method, path, handle }) => [`${method} ${path}`, handle]));
  return (request, response, next) => {
    const handle = handlers.get(`${request.method} ${pathOf(request.url)}`);
    return handle === undefined ? next() : handle(request, response, next);
  };
}
